import EaselCore
import EaselHistory
import Foundation
import GRDB
import Testing

/// Histories as each schema that was released left them: `Schemas/NNN-name.sql` is a dump of one, made by the migrations up to
/// that number. They are never changed; a new migration gets a new dump.
struct FrozenSchemaTests {
    static let dumps: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".sql") }.sorted()
    }()

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Schemas")

    /// The first schema that keeps what a person thinks of a generation, and the first that keeps comparisons.
    private static let (curation, comparisons) = ("009", "020")

    @Test func `there is one for each schema up to the newest that has one`() async throws {
        let database = try DatabaseQueue()
        _ = try HistoryDatabase(database)
        let steps = try await database.read { try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations") }
        let missing = Set(steps.map { $0 + ".sql" }).subtracting(Self.dumps)
        let newest = try #require(Self.dumps.last)
        #expect(missing.allSatisfy { $0 > newest }, "\(missing)")
    }

    @Test(arguments: dumps)
    func `an old history is copied, brought up to date, and everything in it is found`(name: String) async throws {
        let home = try TemporaryFolder()
        let file = home.file("history.sqlite")
        try restore(name, to: file)
        let steps = try migrations(of: file)
        let store = try GRDBHistoryStore.open(at: file)
        let page = try await store.list(HistoryRequest())
        #expect(
            page.entries.map(\.record.draft.prompt) == ["A film of the harbour", "日本語のテスト", "A lighthouse at dawn"])
        let first = try #require(page.entries.last)
        #expect(first.record.text == "gouache answer")
        #expect(first.record.assets.map(\.path) == ["/media/a.png"])
        #expect(first.record.attempts.count == 1)
        #expect(first.record.draft.parameters[.seed] == 7)
        let isCurated = name >= Self.curation
        #expect((first.curation != Curation()) == isCurated)
        if isCurated { try await expectCurated(first, in: store) }
        if name >= Self.comparisons { try await expectCompared(first, in: store) }
        #expect(page.entries.first?.record.remoteJob?.id == "req-1")
        #expect(try await store.unfinished().map(\.id) == [page.entries[0].id])
        for words in ["gouache", "語の", "\"at dawn\""] {
            #expect(try await store.count(HistoryFilter(search: words)).value == 1, "\(words)")
        }
        var withFiles = HistoryFilter()
        withFiles.files = .with
        #expect(try await store.list(HistoryRequest(withFiles)).entries.count == 1)
        #expect(try await store.facets().total == 3)
        #expect(try await store.list(HistoryRequest(sort: .cost)).entries.first?.id == first.id)
        #expect(try await store.inspect().problems.isEmpty)
        #expect(try await store.exchanges(of: first.id).isEmpty)
        let exchange = HTTPExchange(number: 0, attempt: 0, sentAt: .now, method: "GET", url: "https://api.example/")
        try await store.keep([exchange], of: first.id)
        #expect(try await store.exchanges(of: first.id) == [exchange])
        guard try migrations(of: file) != steps else { return }
        let backups = try FileManager.default.contentsOfDirectory(atPath: home.file("backups").path)
        #expect(backups.count == 1)
        #expect(try home.mode("backups/\(backups[0])") == 0o600)
        let copy = try DatabaseQueue(path: home.file("backups").appending(path: backups[0]).path)
        let kept = try await copy.read { try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations") }
        #expect(kept == steps)
    }

    private func expectCurated(_ entry: HistoryEntry, in store: GRDBHistoryStore) async throws {
        var expected = Curation(name: "Cover", note: "for the gazette", tags: ["Gazette"], isStarred: true, rating: 4)
        expected.comparison = entry.curation.comparison
        #expect(entry.curation == expected)
        #expect(entry.missingFiles == 1)
        #expect(try await store.findings(of: entry.id).map(\.state) == [.missing])
        let saved = try #require(try await store.savedFilters().first)
        #expect(saved.name == "best")
        for filter in [saved.filter, HistoryFilter(search: "gazette")] {
            #expect(try await store.list(HistoryRequest(filter)).entries.map(\.id) == [entry.id], "\(filter)")
        }
        #expect(try await store.list(HistoryRequest(sort: .rating)).entries.first?.id == entry.id)
        #expect(try await store.facets().starred == 1)
    }

    private func expectCompared(_ entry: HistoryEntry, in store: GRDBHistoryStore) async throws {
        let comparison = try #require(try await store.comparison(of: entry.id))
        #expect(comparison.name == "Lighthouses")
        #expect(comparison.members.map(\.refusal?.kind) == [nil, .timeout])
        #expect(entry.curation.comparison == comparison.id.rawValue)
        #expect(try await store.votes(of: comparison.id).map(\.verdict) == [.winner(0)])
        #expect(try await store.targetSets().map(\.name) == ["both"])
    }

    private func migrations(of file: URL) throws -> [String] {
        let queue = try DatabaseQueue(path: file.path)
        defer { try? queue.close() }
        return try queue.read { try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations ORDER BY 1") }
    }

    @Test func `no copy is made when nothing changes, and only the last three are kept`() async throws {
        let home = try TemporaryFolder()
        let file = home.file("history.sqlite")
        try FileManager.default.createDirectory(at: home.file("backups"), withIntermediateDirectories: true)
        for year in 2020...2024 {
            try Data().write(to: home.file("backups/history-\(year)0101T000000Z-1.sqlite"))
        }
        try restore(try #require(Self.dumps.first), to: file)
        _ = try GRDBHistoryStore.open(at: file)
        _ = try GRDBHistoryStore.open(at: file)
        let left = try FileManager.default.contentsOfDirectory(atPath: home.file("backups").path).sorted()
        #expect(left.count == 3)
        #expect(left.prefix(2) == ["history-20230101T000000Z-1.sqlite", "history-20240101T000000Z-1.sqlite"])
    }

    private func restore(_ name: String, to file: URL) throws {
        let sql = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
        let queue = try DatabaseQueue(path: file.path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }
}
