import EaselCore
import EaselHistory
import Foundation
import GRDB
import Testing

/// Exchanges with providers in the database.
struct ExchangeStoreTests {
    private func exchange(_ number: Int, attempt: Int = 0, body: String = "{}") -> HTTPExchange {
        var exchange = HTTPExchange(
            number: number, attempt: attempt, sentAt: Sample.start, method: "POST", url: "https://api.example/make")
        exchange.requestHeaders = [.init(name: "Authorization", value: "Key •••")]
        exchange.requestBody = .init(text: body, bytes: body.utf8.count)
        exchange.status = 200
        exchange.responseHeaders = [.init(name: "X", value: "\u{0}\u{1B}[2J")]
        exchange.responseBody = .init(text: "a\u{0}b 日本", bytes: 12, isCut: true, isBroken: true)
        exchange.failure = EaselError(.timeout, "late")
        (exchange.headMilliseconds, exchange.milliseconds, exchange.skipped) = (3, 5, 7)
        return exchange
    }

    @Test func `what is kept comes back as it was, in order, the newest of each number`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        let record = Sample.record()
        try await store.open(record)
        #expect(try await store.exchanges(of: record.id).isEmpty)
        try await store.keep([exchange(2), exchange(0)], of: record.id)
        try await store.keep([exchange(1), exchange(2, attempt: 1)], of: record.id)
        #expect(try await store.exchanges(of: record.id) == [exchange(0), exchange(1), exchange(2, attempt: 1)])
        #expect(try await store.exchanges(of: Sample.id(9)).isEmpty)
        await #expect(throws: EaselError.self) { try await store.keep([exchange(0)], of: Sample.id(9)) }
    }

    @Test func `text is compressed, and a damaged row costs that row`() async throws {
        let queue = try DatabaseQueue()
        let store = GRDBHistoryStore(try HistoryDatabase(queue))
        let record = Sample.record()
        try await store.open(record)
        let long = String(repeating: "data: {\"choices\":[]}\n\n", count: 2000)
        try await store.keep([exchange(0, body: long), exchange(1)], of: record.id)
        let sizes = try await queue.read { database in
            try Row.fetchAll(database, sql: "SELECT bytes, length(content) AS packed FROM exchange ORDER BY number")
                .map { ($0["bytes"] as Int, $0["packed"] as Int) }
        }
        #expect(sizes[0].0 > 40_000 && sizes[0].1 < 2000)
        #expect(try await store.exchanges(of: record.id).first?.requestBody?.text == long)
        for damage in ["content = x'00'", "content = x''", "bytes = 1", "bytes = 1000000000000"] {
            try await store.keep([exchange(0)], of: record.id)
            try await queue.write { try $0.execute(sql: "UPDATE exchange SET \(damage) WHERE number = 0") }
            #expect(try await store.exchanges(of: record.id) == [exchange(1)], "\(damage)")
        }
    }

    @Test func `they go with their generation, with their attempt, and with their time`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        let records = (0..<4).map { Sample.record(at: Double($0) * 86_400) }
        for record in records {
            try await store.keep(record)
            try await store.keep([exchange(0), exchange(1, attempt: 1)], of: record.id)
        }
        _ = try await store.purge([records[3].id])
        #expect(try await store.exchanges(of: records[3].id).isEmpty)
        try await store.forgetExchanges(of: records[2].id, attempt: 1)
        #expect(try await store.exchanges(of: records[2].id) == [exchange(0)])
        #expect(try await store.forgetExchanges(before: Sample.start.addingTimeInterval(86_400 + 1)) == 4)
        #expect(try await store.exchanges(of: records[0].id).isEmpty)
        #expect(try await store.exchanges(of: records[1].id).isEmpty)
        #expect(try await store.exchanges(of: records[2].id).count == 1)
        #expect(try await store.list(HistoryRequest()).entries.count == 3)
        #expect(try await store.inspect().problems.isEmpty)
    }

    @Test func `thousands are forgotten in steps`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        let record = Sample.record()
        try await store.keep(record)
        try await store.keep((0..<2500).map { exchange($0) }, of: record.id)
        #expect(try await store.forgetExchanges(before: Sample.start.addingTimeInterval(60)) == 2500)
        #expect(try await store.forgetExchanges(before: Sample.start.addingTimeInterval(60)) == 0)
    }

    @Test func `a look at one generation is one search of an index`() async throws {
        let queue = try DatabaseQueue()
        _ = GRDBHistoryStore(try HistoryDatabase(queue))
        let plan = try await queue.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    EXPLAIN QUERY PLAN SELECT bytes, content FROM exchange
                    WHERE generation = (SELECT seq FROM generation WHERE id = 'x') ORDER BY number
                    """
            ).map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.hasPrefix("SEARCH exchange USING INDEX exchangeGeneration") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(plan)")
    }

    @Test func `a damaged history is saved with them`() async throws {
        let home = try TemporaryFolder()
        let file = home.file("history.sqlite")
        let record = Sample.record()
        do {
            let store = try GRDBHistoryStore.open(at: file)
            try await store.keep(record)
            try await store.keep([exchange(0)], of: record.id)
        }
        let report = try await HistoryDatabase.rescue(file)
        #expect(report.rescued == 1)
        #expect(try await GRDBHistoryStore.open(at: file).exchanges(of: record.id) == [exchange(0)])
    }
}
