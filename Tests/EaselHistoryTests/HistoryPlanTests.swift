import EaselCore
import EaselHistory
import Foundation
import GRDB
import Synchronization
import Testing

/// Watches the statements that the store runs, and asks SQLite how it would run them.
private final class StatementLog: Sendable {
    private let statements = Mutex<[String]>([])
    func note(_ sql: String) { statements.withLock { $0.append(sql) } }

    func take() -> [String] {
        statements.withLock { list in
            defer { list = [] }
            return list
        }
    }
}

struct HistoryPlanTests {
    @Test func `no query scans the history, and a page costs a constant number of queries`() async throws {
        let log = StatementLog()
        let writer = try DatabaseQueue()
        let store = GRDBHistoryStore(try HistoryDatabase(writer))
        let ids = try await fill(store, writer, rows: 20_000)
        try await writer.writeWithoutTransaction { database in
            database.trace { event in
                if case .statement(let statement) = event { log.note(statement.expandedSQL) }
            }
        }
        let runs: [(String, @Sendable () async throws -> Int)] = [
            ("first page", { try await store.page(HistoryQuery()).records.count }),
            ("later page", { try await store.page(HistoryQuery(before: ids[500])).records.count }),
            ("modality", { try await store.page(HistoryQuery(modality: .video)).records.count }),
            ("provider", { try await store.page(HistoryQuery(provider: "local", before: ids[900])).records.count }),
            ("status", { try await store.page(HistoryQuery(status: .failed)).records.count }),
            ("two filters", { try await store.page(HistoryQuery(modality: .image, status: .failed)).records.count }),
            (
                "three filters",
                {
                    try await store.page(HistoryQuery(modality: .image, provider: "fal", status: .succeeded)).records
                        .count
                }
            ),
            ("search", { try await store.page(HistoryQuery(search: "harbour")).records.count }),
            (
                "search and filter",
                { try await store.page(HistoryQuery(search: "harb", provider: "fal", before: ids[900])).records.count }
            ),
            ("by id", { try await store.records(matchingID: ids[77].short, limit: 10).count }),
            ("one", { try await store.record(ids[3]) == nil ? 0 : 1 }),
            ("conversation", { try await store.conversation(endingAt: ids[9], limit: 50).count }),
            ("unfinished", { try await store.unfinished().count }),
            (
                "spending",
                { try await store.spending(since: Sample.start.addingTimeInterval(30_000)).knownUSD > 0 ? 1 : 0 }
            ),
            (
                "statistics",
                {
                    try await store.statistics(.init(since: Sample.start.addingTimeInterval(30_000), grouping: .model))
                        .count
                }
            ),
            ("claim", { try await store.claim(ids[0], owner: "x", until: .distantFuture) ? 1 : 0 }),
        ]
        for (name, run) in runs {
            #expect(try await run() > 0, "\(name) found nothing")
            let statements = log.take().filter { $0.hasPrefix("SELECT") || $0.hasPrefix("UPDATE") }
            #expect(statements.count <= 6, "\(name): \(statements.count) statements")
            for sql in statements {
                let plan = try await writer.read {
                    try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
                }
                for step in plan {
                    #expect(
                        !step.hasPrefix("SCAN generation ") && step != "SCAN generation",
                        "\(name): \(step) in \(sql.prefix(200))")
                    #expect(!step.contains("AUTOMATIC"), "\(name): \(step)")
                }
            }
            _ = log.take()
        }
    }

    /// Rows through the store, then nine copies of each an hour later, two and so on, in one statement.
    private func fill(_ store: GRDBHistoryStore, _ writer: DatabaseQueue, rows: Int) async throws -> [JobID] {
        var ids: [JobID] = []
        for index in 0..<rows / 10 {
            var record = Sample.record("\(index % 7 == 0 ? "harbour" : "storm") number \(index)", at: Double(index))
            record.draft.modality = [.image, .video][index % 2]
            record.provider = ["fal", "local"][index / 2 % 2]
            record.usage.costUSD = 0.01
            record.status = index < 10 ? .submitted : [.succeeded, .failed][index / 4 % 2]
            record.draft.lineage = index < 10 ? ids.last.map { Lineage(.turn, of: $0) } : nil
            try await store.open(record)
            ids.append(record.id)
        }
        try await writer.write { database in
            try database.execute(
                sql: """
                    INSERT INTO generation (seq, id, reversedID, createdAt, modality, provider, model, isSandbox, status, prompt,
                        parameters, attachments, costUSD, costIsEstimate)
                    SELECT seq + copy * (3600000 << 15), id || copy, copy || reversedID, createdAt + copy * 3600, modality, provider,
                        model, isSandbox, CASE WHEN status = 'submitted' THEN 'failed' ELSE status END, prompt, parameters,
                        attachments, costUSD, costIsEstimate
                    FROM generation, (SELECT value AS copy FROM json_each('[1, 2, 3, 4, 5, 6, 7, 8, 9]'));
                    INSERT INTO generationSearch (rowid, promptWords, answerWords)
                    SELECT seq, prompt, '' FROM generation WHERE length(id) > 36;
                    """)
        }
        return ids
    }
}
