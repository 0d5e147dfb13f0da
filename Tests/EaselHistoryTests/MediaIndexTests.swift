import EaselCore
import EaselHistory
import Foundation
import GRDB
import Testing

struct MediaIndexTests {
    private let queue: DatabaseQueue
    private let store: GRDBHistoryStore

    init() throws {
        queue = try DatabaseQueue()
        store = GRDBHistoryStore(try HistoryDatabase(queue))
    }

    private func asset(_ path: String, _ index: Int?, _ byte: String = "0f") -> Asset {
        var asset = Sample.asset(path)
        asset.sha256 = String(repeating: byte, count: 32)
        asset.index = index
        return asset
    }

    private func finished(_ seconds: Double, _ assets: [Asset]) -> GenerationRecord {
        var record = Sample.record(at: seconds)
        record.status = .succeeded
        record.assets = assets
        return record
    }

    @Test func `a result has its place, whatever the order in which results come`() async throws {
        let record = Sample.record()
        try await store.open(record)
        for index in [2, 0, 1] { try await store.add(asset("/media/\(index).png", index), to: record.id) }
        let assets = try #require(try await store.record(record.id)).assets
        #expect(assets.map(\.path) == ["/media/0.png", "/media/1.png", "/media/2.png"])
        // A job that is followed twice may leave the result under another name: the newest counts.
        try await store.add(asset("/media/1-2.png", 1), to: record.id)
        #expect(try await store.record(record.id)?.assets.map(\.path)[1] == "/media/1-2.png")
    }

    @Test func `all files come once, in pages`() async throws {
        for number in 0..<5 {
            let assets = (0..<3).map { (index: Int) in asset("/media/\(number)-\(index).png", index) }
            try await store.open(finished(Double(number), assets))
        }
        var paths: [String] = []
        var last: IndexedFile?
        while true {
            let page = try await store.files(after: last, limit: 4)
            guard let end = page.last else { break }
            paths += page.map(\.asset.path)
            last = end
        }
        #expect(paths == (0..<5).flatMap { number in ["0", "1", "2"].map { "/media/\(number)-\($0).png" } })
    }

    @Test func `two files that swapped their names are both kept at their new paths`() async throws {
        let record = finished(0, [asset("/media/a.png", 0, "0a"), asset("/media/b.png", 1, "0b")])
        try await store.open(record)
        let files = try await store.files(after: nil, limit: 10)
        try await store.move([MovedFile(files[0], to: "/media/b.png"), MovedFile(files[1], to: "/media/a.png")])
        #expect(try await store.record(record.id)?.assets.map(\.path) == ["/media/b.png", "/media/a.png"])
    }

    @Test func `a generation that was read back is taken up once`() async throws {
        let record = finished(0, [asset("/media/a.png", 0), asset("/media/c.png", 2)])
        #expect(try await store.adopt(record) == 2)
        #expect(try await store.record(record.id)?.assets.map(\.index) == [0, 2])
        #expect(try await store.adopt(record) == 0)
        var more = record
        more.assets = [asset("/elsewhere/a.png", 0), asset("/media/b.png", 1, "0b"), asset("/media/d.png", 2, "0d")]
        #expect(try await store.adopt(more) == 2, "the copy of the first is known by its checksum")
        #expect(
            try await store.record(record.id)?.assets.map(\.path) == [
                "/media/a.png", "/media/b.png", "/media/c.png", "/media/d.png",
            ])
    }

    @Test func `a generation that is under way is left to whoever follows it`() async throws {
        let record = Sample.record()
        try await store.open(record)
        var found = record
        found.status = .succeeded
        found.assets = [asset("/media/a.png", 0)]
        #expect(try await store.adopt(found) == 0)
        #expect(try await store.record(record.id)?.status == .submitted)
    }
}
