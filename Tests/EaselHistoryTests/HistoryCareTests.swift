import EaselCore
import EaselHistory
import Foundation
import GRDB
import Testing

struct HistoryCareTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `what can be read of a damaged history is kept, and the damaged file is not touched`() async throws {
        let file = folder.file("history.sqlite")
        let ids = try await fill(file, 400)
        while FileManager.default.fileExists(atPath: file.path + "-wal") { await Task.yield() }
        var bytes = try Data(contentsOf: file)
        let page = 4096
        // Whole pages in the middle are gone, as after a bad sector.
        for index in (bytes.count / page / 2)..<(bytes.count / page / 2 + 6) {
            bytes.replaceSubrange(index * page..<(index + 1) * page, with: Data(repeating: 0xA5, count: page))
        }
        try bytes.write(to: file)
        let report = try await HistoryDatabase.rescue(file)
        #expect(report.rescued > 300)
        #expect(report.rescued <= ids.count)
        #expect(try Data(contentsOf: report.quarantined) == bytes)
        let store = try GRDBHistoryStore.open(at: file)
        #expect(try await store.facets().total == report.rescued)
        #expect(try await store.inspect().problems.isEmpty)
        #expect(
            try await store.list(HistoryRequest(HistoryFilter(search: "harbour"), limit: 1000)).entries.count
                == report.rescued)
    }

    @Test func `a file that is no database at all gives a new history`() async throws {
        let file = folder.file("history.sqlite")
        try Data(repeating: 0x20, count: 9000).write(to: file)
        let report = try await HistoryDatabase.rescue(file)
        #expect(report.rescued == 0)
        #expect(try Data(contentsOf: report.quarantined).count == 9000)
        #expect(try await GRDBHistoryStore.open(at: file).facets().total == 0)
    }

    @Test func `indexes and counters that went wrong are made anew`() async throws {
        let queue = try DatabaseQueue()
        let store = GRDBHistoryStore(try HistoryDatabase(queue))
        let record = Sample.record("a harbour")
        try await store.keep(record)
        _ = try await store.curate([record.id], .annotate("a gazette"), at: .now)
        try await queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO generationSearch(generationSearch) VALUES ('delete-all');
                    DELETE FROM curationSearch; UPDATE tally SET count = 77; DELETE FROM timeline;
                    """)
        }
        #expect(try await store.count(HistoryFilter()).value >= 77)
        try await store.rebuildIndexes()
        #expect(try await store.count(HistoryFilter()).value == 1)
        for words in ["harbour", "gazette"] {
            #expect(try await store.list(HistoryRequest(HistoryFilter(search: words))).entries.map(\.id) == [record.id])
        }
        #expect(try await store.cursor(at: 1, of: HistoryRequest())?.id == record.id)
    }

    @Test func `vacuum gives space back and loses nothing`() async throws {
        let file = folder.file("history.sqlite")
        let ids = try await fill(file, 300)
        let store = try GRDBHistoryStore.open(at: file)
        _ = try await store.purge(Array(ids[50...]))
        let (before, after) = try await store.vacuum()
        #expect(after.bytes < before.bytes)
        #expect(after.unusedBytes == 0)
        #expect(try await store.facets().total == 50)
        #expect(try await store.count(HistoryFilter(search: "harbour")).value == 50)
    }

    private func fill(_ file: URL, _ count: Int) async throws -> [JobID] {
        let store = try GRDBHistoryStore.open(at: file)
        var ids: [JobID] = []
        for index in 0..<count {
            let record = Sample.record("harbour number \(index)", at: Double(index))
            try await store.keep(record, text: String(repeating: "fog ", count: 200))
            ids.append(record.id)
        }
        return ids
    }
}

struct LLMLogTests {
    @Test func `both forms of llm's log are read, in the order of time and each turn once`() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("logs.db")
        let queue = try DatabaseQueue(path: file.path)
        try await queue.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE conversations (id TEXT PRIMARY KEY, name TEXT, model TEXT);
                    CREATE TABLE responses (id TEXT PRIMARY KEY, model TEXT, prompt TEXT, system TEXT, prompt_json TEXT,
                        options_json TEXT, response TEXT, response_json TEXT, conversation_id TEXT, duration_ms INTEGER,
                        datetime_utc TEXT, input_tokens INTEGER, output_tokens INTEGER, token_details TEXT, schema_id TEXT,
                        resolved_model TEXT);
                    CREATE TABLE threads (id TEXT PRIMARY KEY, name TEXT);
                    CREATE TABLE turns (id TEXT PRIMARY KEY, thread_id TEXT, model TEXT, resolved_model TEXT, options_json TEXT,
                        input_tokens INTEGER, output_tokens INTEGER, duration_ms INTEGER, datetime_utc TEXT);
                    CREATE TABLE turn_search (id INTEGER PRIMARY KEY, turn_id TEXT, prompt TEXT, response TEXT);
                    INSERT INTO conversations VALUES ('c', 'Harbours', 'm');
                    INSERT INTO responses VALUES ('01a', 'm', 'first', 'be brief', NULL, '{"temperature": 1}', 'one', NULL, 'c',
                        1200, '2026-01-31T12:00:00.250000+00:00', 3, 4, NULL, NULL, 'm-2');
                    INSERT INTO turns VALUES ('01a', 'c', 'm', NULL, NULL, 3, 4, 1200, '2026-01-31T12:00:00+00:00'),
                        ('01b', 'c', 'm', NULL, NULL, 5, 6, 900, '2026-01-31 12:01:00');
                    INSERT INTO turn_search VALUES (1, '01a', 'first', 'one'), (2, '01b', 'second', 'two');
                    """)
        }
        try queue.close()
        let log = try LLMLog(file)
        let turns = try await log.turns(after: nil)
        #expect(turns.map(\.prompt) == ["first", "second"])
        #expect(turns.map(\.answer) == ["one", "two"])
        #expect(turns.first?.conversation == "c")
        #expect(turns.last?.date == Date(timeIntervalSince1970: 1_769_860_860))
        #expect(try await log.turns(after: "01a").map(\.id) == ["01b"])
    }

    @Test func `another file is refused`() throws {
        let folder = try TemporaryFolder()
        try Data("nothing".utf8).write(to: folder.file("x"))
        #expect(throws: EaselError.self) { try LLMLog(folder.file("x")) }
        #expect(throws: EaselError.self) { try LLMLog(folder.file("none")) }
    }
}
