import EaselCore
import EaselHistory
import Foundation
import GRDB
import Testing

/// The arrows between generations.
struct LineageTests {
    private func record(_ prompt: String, at seconds: Double, _ lineage: Lineage? = nil) -> GenerationRecord {
        var record = Sample.record(prompt, at: seconds)
        record.draft.modality = .text
        record.draft.lineage = lineage
        return record
    }

    @Test func `a lineage comes back as it was kept, and none as none`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        let first = record("one", at: 0)
        let second = record("two", at: 1, Lineage(.turn, of: first.id))
        let third = record("three", at: 2, Lineage(.step, of: second.id))
        for record in [first, second, third] { try await store.keep(record) }
        for record in [first, second, third] {
            #expect(try await store.record(record.id)?.draft.lineage == record.draft.lineage)
        }
    }

    @Test func `a conversation is followed backwards along its turns, whatever the clock said`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        let picture = record("a picture", at: 90)
        let first = record("one", at: 50, Lineage(.step, of: picture.id))
        let second = record("two", at: 10, Lineage(.turn, of: first.id))
        let third = record("three", at: 70, Lineage(.turn, of: second.id))
        for record in [picture, first, second, third] { try await store.keep(record) }
        #expect(
            try await store.conversation(endingAt: third.id, limit: 10).map(\.draft.prompt) == ["one", "two", "three"])
        #expect(try await store.conversation(endingAt: third.id, limit: 2).map(\.draft.prompt) == ["two", "three"])
        #expect(try await store.conversation(endingAt: first.id, limit: 10).map(\.draft.prompt) == ["one"])
        #expect(try await store.conversation(endingAt: third.id, limit: 0).isEmpty)
        #expect(try await store.conversation(endingAt: Sample.id(), limit: 10).isEmpty)
    }

    @Test func `a ring of turns ends`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        var first = record("one", at: 0)
        let second = record("two", at: 1, Lineage(.turn, of: first.id))
        first.draft.lineage = Lineage(.turn, of: second.id)
        for record in [first, second] { try await store.keep(record) }
        #expect(try await store.conversation(endingAt: second.id, limit: 50).count == 2)
    }

    @Test func `children are found through the index`() async throws {
        let queue = try DatabaseQueue()
        let store = GRDBHistoryStore(try HistoryDatabase(queue))
        let parent = record("one", at: 0)
        try await store.keep(parent)
        for index in 1...5 {
            try await store.keep(record("child \(index)", at: Double(index), Lineage(.step, of: parent.id)))
            try await store.keep(record("other \(index)", at: Double(index)))
        }
        #expect(
            try await store.children(of: parent.id, limit: 3).map(\.draft.prompt) == ["child 1", "child 2", "child 3"])
        let plans = try await queue.read { database in
            try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN SELECT * FROM generation WHERE parent = 'x' ORDER BY seq LIMIT 3"
            ).map { $0["detail"] as String }
        }
        #expect(plans.allSatisfy { $0.hasPrefix("SEARCH generation USING INDEX generationParent") }, "\(plans)")
    }

    @Test(arguments: [
        "UPDATE generation SET lineage = 'cousin', parent = 'x'", "UPDATE generation SET lineage = 'turn'",
        "UPDATE generation SET parent = 'x'",
    ])
    func `the schema knows two kinds, each with its parent`(sql: String) async throws {
        let queue = try DatabaseQueue()
        let store = GRDBHistoryStore(try HistoryDatabase(queue))
        try await store.keep(Sample.record())
        await #expect(throws: DatabaseError.self) { try await queue.write { try $0.execute(sql: sql) } }
    }
}
