import EaselCore
import EaselHistory
import Foundation
import GRDB
import Synchronization
import Testing

/// Asks SQLite how it runs the listings: along an index, in order, and stopping early.
struct ListingPlanTests {
    @Test func `listings are read along an index in their order, also beside notes that match`() async throws {
        let log = Mutex<[String]>([])
        let queue = try DatabaseQueue()
        let store = GRDBHistoryStore(try HistoryDatabase(queue))
        let record = Sample.record("a harbour")
        try await store.keep(record)
        _ = try await store.curate([record.id], .annotate("harbour master"), at: .now)
        _ = try await store.curate([record.id], .tag(["sea"]), at: .now)
        // More combinations than are put together one by one, in one modality.
        try await queue.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 400)
                    INSERT INTO generation (seq, id, reversedID, createdAt, modality, provider, model, isSandbox, status, prompt,
                        parameters, attachments, costIsEstimate)
                    SELECT seq + n, id || n, n || reversedID, createdAt + n, 'image', provider, 'm' || n, 1, 'failed', prompt,
                        parameters, attachments, 1
                    FROM generation, count
                    """)
        }
        try await queue.writeWithoutTransaction { database in
            database.trace { event in
                if case .statement(let statement) = event { log.withLock { $0.append(statement.expandedSQL) } }
            }
        }
        for (name, filter) in Self.filters {
            log.withLock { $0 = [] }
            _ = try await store.list(HistoryRequest(filter))
            let pages = log.withLock { $0 }.filter { $0.contains("AS candidate") || $0.contains("entryFacets WHERE") }
            #expect(!pages.isEmpty || Self.unfound.contains(name), "\(name)")
            for sql in pages {
                let plan = try await queue.read {
                    try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
                }
                #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.contains("AUTOMATIC") }, "\(name): \(plan)")
                #expect(
                    !plan.contains { $0.hasPrefix("SCAN generation") && !$0.contains("VIRTUAL") }, "\(name): \(plan)")
                #expect(!plan.contains { $0.hasPrefix("SCAN entry") }, "\(name): \(plan)")
            }
        }
    }

    /// The counters tell that there is nothing, so nothing is read.
    private static let unfound = ["starred", "rating", "trash"]

    private static var filters: [(String, HistoryFilter)] {
        let changes: [(String, (inout HistoryFilter) -> Void)] = [
            ("all", { _ in }), ("word", { $0.search = "harbour" }), ("tag", { $0.tags = ["sea"] }),
            ("starred", { $0.isStarred = true }), ("rating", { $0.rating = 2 }), ("trash", { $0.isTrashed = true }),
            ("modality", { $0.modalities = [.image] }), ("model", { $0.models = ["m7"] }),
            ("several", { $0.statuses = [.failed, .cancelled] }), ("sandbox", { $0.isSandbox = true }),
            ("missing", { $0.files = .missing }), ("comparison", { $0.comparison = "c" }),
            (
                "two of one",
                {
                    $0.modalities = [.image]
                    $0.statuses = [.failed]
                }
            ),
        ]
        return changes.map { name, change in
            var filter = HistoryFilter()
            change(&filter)
            return (name, filter)
        }
    }
}
