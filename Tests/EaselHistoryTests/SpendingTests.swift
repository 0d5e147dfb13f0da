import EaselCore
import EaselHistory
import EaselTestSupport
import Foundation
import GRDB
import Testing

struct SpendingTests {
    private let queue: DatabaseQueue
    private let store: GRDBHistoryStore

    init() throws {
        queue = try DatabaseQueue()
        store = GRDBHistoryStore(try HistoryDatabase(queue))
    }

    private func record(_ cost: Double?, at seconds: Double = 0, _ change: (inout GenerationRecord) -> Void = { _ in })
        -> GenerationRecord
    {
        var record = Sample.record(at: seconds)
        record.usage.costUSD = cost
        change(&record)
        return record
    }

    /// The table of sums, made anew from the rows.
    private func recount() throws -> Spending {
        try queue.read { database in
            let sum = try Double.fetchOne(
                database, sql: "SELECT coalesce(sum(costUSD), 0) FROM generation WHERE isSandbox = 0")
            let unknown = try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM generation WHERE isSandbox = 0 AND costUSD IS NULL
                        AND (status IN ('submitted', 'accepted', 'succeeded') OR text IS NOT NULL)
                    """)
            return Spending(knownUSD: sum ?? -1, unknownCount: unknown ?? -1)
        }
    }

    @Test func `real rows since the time count, from their opening on`() async throws {
        try await store.keep(record(0.5))
        try await store.keep(record(1, at: 3600))
        try await store.keep(record(2, at: 3600) { $0.isSandbox = true })
        try await store.open(record(0.25, at: 3601))
        try await store.open(record(nil, at: 3602))
        let later = Sample.start.addingTimeInterval(3600)
        #expect(try await store.spending(since: later) == Spending(knownUSD: 1.25, unknownCount: 1))
        #expect(try await store.spending(since: .distantPast) == Spending(knownUSD: 1.75, unknownCount: 1))
        #expect(try await store.spending(since: Sample.start.addingTimeInterval(7200)) == Spending())
    }

    @Test func `what failed before it was accepted is not of unknown cost, what may have been is`() async throws {
        try await store.keep(record(nil) { $0.error = EaselError(.rateLimited, "no") }, status: .failed)
        try await store.keep(record(nil), status: .cancelled)
        #expect(try await store.spending(since: .distantPast) == Spending())
        try await store.keep(
            record(nil) { $0.error = EaselError(.timeout, "?").with { $0.mayHaveBeenAccepted = true } }, status: .failed
        )
        try await store.keep(record(nil) { $0.cancelReply = .requested }, status: .cancelled)
        try await store.keep(record(nil), status: .failed, text: "half an ans")
        #expect(try await store.spending(since: .distantPast) == Spending(unknownCount: 3))
    }

    @Test func `a cap holds in the transaction that opens the row`() async throws {
        let cap = BudgetCap("budget.dailyUSD", since: Sample.start, dollars: 1)
        try await store.open(record(0.75), as: nil, within: [cap])
        let dear = record(0.5)
        await #expect(throws: EaselError.self) { try await store.open(dear, as: nil, within: [cap]) }
        #expect(try await store.record(dear.id) == nil)
        try await store.open(record(0.25), as: nil, within: [cap])
        await #expect(throws: EaselError.self) { try await store.open(record(nil), as: nil, within: [cap]) }
        try await store.open(record(5) { $0.isSandbox = true }, as: nil, within: [cap])
        #expect(try await store.spending(since: Sample.start).knownUSD == 1)
    }

    @Test func `another estimate takes the place of the first, if it fits`() async throws {
        let cap = BudgetCap("budget.dailyUSD", since: Sample.start, dollars: 1)
        let first = record(0.75)
        try await store.open(first, as: nil, within: [cap])
        try await store.reserve(1, for: first.id, within: [cap])
        let error = await #expect(throws: EaselError.self) {
            try await store.reserve(1.5, for: first.id, within: [cap])
        }
        #expect(error?.kind == .quota)
        #expect(try await store.spending(since: Sample.start).knownUSD == 1)
    }

    /// Rows are opened, moved, closed and deleted in any order; the sums stay those of the rows.
    @Test(arguments: 0..<5) func `the sums are those of the rows after anything`(_ round: Int) async throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(state: seed)
        var open: [GenerationRecord] = []
        for step in 0..<150 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4:
                let cost = Bool.random(using: &random) ? Double(Int.random(in: 0...5000, using: &random)) / 1e4 : nil
                let fresh = record(cost, at: Double(step * 400)) { $0.isSandbox = step % 5 == 0 }
                try await store.open(fresh)
                open.append(fresh)
            case 4..<6 where !open.isEmpty:
                let index = Int.random(in: 0..<open.count, using: &random)
                open[index].provider = ["fal", "replicate"][step % 2]
                open[index].usage.costUSD = Double(step) / 7
                try await store.retarget(open[index])
            case 6..<9 where !open.isEmpty:
                var closed = open.remove(at: Int.random(in: 0..<open.count, using: &random))
                closed.status = [.succeeded, .failed, .cancelled][step % 3]
                if step % 4 == 0 { closed.usage.costUSD = nil }
                try await store.close(closed)
            default:
                try await queue.write { try $0.execute(sql: "DELETE FROM generation WHERE seq % 17 = \(step % 17)") }
                var left: [GenerationRecord] = []
                for row in open where try await store.record(row.id) != nil { left.append(row) }
                open = left
            }
        }
        let (kept, counted) = (try await store.spending(since: .distantPast), try recount())
        #expect(abs(kept.knownUSD - counted.knownUSD) < 1e-6, "seed \(seed)")
        #expect(kept.unknownCount == counted.unknownCount, "seed \(seed)")
    }

    @Test func `rows that were there before the table are counted when it is made`() async throws {
        let old = try DatabaseQueue()
        _ = try HistoryDatabase(old)
        try await old.write { database in
            try database.execute(
                sql: """
                    DROP TRIGGER spendingInsert; DROP TRIGGER spendingUpdateOld; DROP TRIGGER spendingUpdateNew;
                    DROP TRIGGER spendingDelete; DROP TABLE spending; DROP INDEX generationFigures; DROP INDEX attemptAgain;
                    ALTER TABLE generation DROP COLUMN errorKind;
                    CREATE INDEX generationCost ON generation(createdAt, costUSD);
                    DELETE FROM grdb_migrations WHERE identifier = '006-spending';
                    """)
        }
        try await old.write { database in
            for (number, cost) in ["0.5", "NULL", "0.25"].enumerated() {
                try database.execute(
                    sql: """
                        INSERT INTO generation (seq, id, reversedID, createdAt, modality, provider, model, isSandbox, status,
                            prompt, parameters, attachments, costUSD, costIsEstimate)
                        VALUES (\(number), 'id\(number)', '\(number)di', 800000000, 'image', 'fal', 'm', 0, 'succeeded', 'p', '{}',
                            '[]', \(cost), 1)
                        """)
            }
        }
        let store = GRDBHistoryStore(try HistoryDatabase(old))
        #expect(try await store.spending(since: .distantPast) == Spending(knownUSD: 0.75, unknownCount: 1))
    }
}
