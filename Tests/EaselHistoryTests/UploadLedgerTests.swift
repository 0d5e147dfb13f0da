import EaselCore
import EaselHistory
import Foundation
import GRDB
import Synchronization
import Testing

struct UploadLedgerTests {
    private let queue: DatabaseQueue
    private let store: GRDBHistoryStore
    private let clock = Clock()

    private final class Clock: Sendable {
        let now = Mutex(Sample.start)
    }

    init() throws {
        queue = try DatabaseQueue()
        let clock = clock
        store = GRDBHistoryStore(try HistoryDatabase(queue)) { clock.now.withLock { $0 } }
    }

    private func keep(_ seconds: Double, files: Int = 1, server: String = "https://gcs.test") async throws -> JobID {
        let record = Sample.record(at: seconds)
        try await store.open(record)
        for index in 0..<files {
            var asset = Sample.asset("/media/\(record.id)-\(index).png")
            asset.index = index
            asset.cloud = CloudCopy(address: "gs://bucket-1/\(record.id)-\(index).png", server: server)
            try await store.add(asset, to: record.id)
        }
        return record.id
    }

    @Test func `a file and its second home are kept in one step, and come back together`() async throws {
        let id = try await keep(0, files: 2)
        let assets = try #require(try await store.record(id)).assets
        #expect(assets.map(\.index) == [0, 1])
        #expect(assets.map(\.cloud?.state) == [.pending, .pending])
        #expect(assets[1].cloud?.address == "gs://bucket-1/\(id)-1.png")
        #expect(try await store.upload(of: UploadKey(id, index: 1))?.asset == assets[1])
        #expect(try await store.upload(of: UploadKey(id, index: 2)) == nil)
    }

    @Test func `pending uploads come in pages, the oldest first, of one server`() async throws {
        let ids = [try await keep(0, files: 2), try await keep(1), try await keep(2)]
        _ = try await keep(3, server: "http://127.0.0.1:1/storage")
        try await store.settle(.stored(at: "gs://bucket-1/x"), of: UploadKey(ids[1], index: 0))
        let first = try await store.pendingUploads(to: "https://gcs.test", after: nil, limit: 2)
        #expect(first.map(\.key) == [UploadKey(ids[0], index: 0), UploadKey(ids[0], index: 1)])
        let rest = try await store.pendingUploads(to: "https://gcs.test", after: first.last?.key, limit: 2)
        #expect(rest.map(\.key) == [UploadKey(ids[2], index: 0)])
        #expect(try await store.pendingUploadCount() == 4)
    }

    @Test func `an upload belongs to one process until its time runs out, and to nobody when it is done`() async throws
    {
        let key = UploadKey(try await keep(0), index: 0)
        let end = Sample.start.addingTimeInterval(60)
        #expect(try await store.claimUpload(key, owner: "a", until: end))
        #expect(try await store.claimUpload(key, owner: "b", until: end) == false)
        #expect(try await store.upload(of: key)?.owner == "a")
        try await store.releaseUpload(key, owner: "b")
        clock.now.withLock { $0 = end }
        #expect(try await store.claimUpload(key, owner: "b", until: end.addingTimeInterval(60)))
        try await store.releaseUpload(key, owner: "b")
        #expect(try await store.claimUpload(key, owner: "c", until: end.addingTimeInterval(60)))
        try await store.settle(.stored(at: "gs://bucket-1/x"), of: key)
        #expect(try await store.claimUpload(key, owner: "c", until: .distantFuture) == false)
    }

    @Test func `progress is kept until the upload is done`() async throws {
        let key = UploadKey(try await keep(0), index: 0)
        let progress = UploadProgress(
            session: Credential(secret: "https://session", origin: "an upload"), confirmed: 262_144, modified: 1.5)
        try await store.keep(progress, of: key, until: .distantFuture)
        let entry = try #require(try await store.upload(of: key))
        #expect(entry.progress == progress && entry.copy.confirmedBytes == 262_144)
        try await store.settle(.stored(at: "gs://bucket-1/x"), of: key)
        #expect(try await store.upload(of: key)?.progress == nil)
        let stored = try await queue.read { try String.fetchOne($0, sql: "SELECT session FROM upload") }
        #expect(stored == nil)
    }

    @Test func `a file that is added again keeps its upload`() async throws {
        let id = try await keep(0)
        try await store.settle(.stored(at: "gs://bucket-1/x"), of: UploadKey(id, index: 0))
        var again = Sample.asset("/media/\(id)-0.png")
        again.index = 0
        again.cloud = CloudCopy(address: "gs://bucket-1/other", server: "https://gcs.test")
        try await store.add(again, to: id)
        let assets = try #require(try await store.record(id)).assets
        #expect(assets.map(\.cloud?.state) == [.stored])
    }

    @Test func `finding what is pending costs nothing in proportion to what is done`() async throws {
        let plan = try await queue.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    EXPLAIN QUERY PLAN SELECT * FROM upload
                    CROSS JOIN asset USING (generation, position) CROSS JOIN generation ON seq = upload.generation
                    WHERE state = 'pending' AND server = 'a' AND (upload.generation, upload.position) > (1, 1)
                    ORDER BY upload.generation, upload.position LIMIT 10
                    """
            ).map { $0["detail"] as String }
        }
        #expect(plan.first?.contains("uploadPending") == true, "\(plan)")
        #expect(!plan.contains { $0.contains("SCAN") || $0.contains("TEMP B-TREE") }, "\(plan)")
    }
}

extension CloudCopy {
    fileprivate static func stored(at address: String) -> CloudCopy {
        CloudCopy(address: address, server: "https://gcs.test", state: .stored)
    }
}
