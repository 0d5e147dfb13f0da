import EaselCore
import EaselHistory
import Foundation
import GRDB
import Testing

struct HistorySchemaTests {
    @Test(arguments: [
        "UPDATE generation SET status = 'done'", "UPDATE generation SET modality = 'smell'",
        "UPDATE generation SET provider = ''",
        "UPDATE generation SET parameters = 'x'", "UPDATE generation SET warnings = '{}'",
        "UPDATE generation SET isSandbox = 2",
        "UPDATE generation SET leaseOwner = 'a'", "UPDATE generation SET prompt = NULL",
        "UPDATE generation SET createdAt = 'soon'",
        "INSERT INTO asset SELECT seq, 0, '/a', 'image/png', -1, hex(randomblob(32)), NULL, NULL, NULL FROM generation",
        "INSERT INTO asset SELECT seq, 0, '/a', 'image/png', 1, 'short', NULL, NULL, NULL FROM generation",
        "INSERT INTO attempt VALUES (4711, 0, 'fal', 'm', 'failed', NULL, 1)",
        "INSERT INTO exchange VALUES (NULL, 4711, 0, 0, 1, x'00')",
        "INSERT INTO exchange SELECT NULL, seq, 0, -1, 1, x'00' FROM generation",
        "INSERT INTO exchange SELECT NULL, seq, 0, 0, 1, 'text' FROM generation",
        "INSERT INTO remoteJob SELECT seq, 'fal', 'image', 'm', 'id', 'not json', 0 FROM generation",
    ])
    func `the schema refuses what breaks its rules`(sql: String) async throws {
        let queue = try DatabaseQueue()
        let store = GRDBHistoryStore(try HistoryDatabase(queue))
        try await store.keep(Sample.record())
        await #expect(throws: DatabaseError.self) { try await queue.write { try $0.execute(sql: sql) } }
    }

    @Test func `what hangs on a generation goes with it`() async throws {
        let queue = try DatabaseQueue()
        let store = GRDBHistoryStore(try HistoryDatabase(queue))
        var record = Sample.record()
        record.attempts = [Attempt(provider: "fal", model: "m", status: .failed, milliseconds: 1)]
        record.remoteJob = Sample.job()
        record.assets = [Sample.asset()]
        try await store.open(record)
        let left = try await queue.write { database in
            try database.execute(sql: "DELETE FROM generation")
            return try ["attempt", "asset", "remoteJob"].map {
                try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)")
            }
        }
        #expect(left == [0, 0, 0])
    }
}
