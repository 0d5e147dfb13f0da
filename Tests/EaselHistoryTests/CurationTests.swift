import EaselCore
import EaselHistory
import EaselTestSupport
import Foundation
import GRDB
import Testing

struct CurationTests {
    let queue: DatabaseQueue
    let store: GRDBHistoryStore

    init() throws {
        queue = try DatabaseQueue()
        store = GRDBHistoryStore(try HistoryDatabase(queue))
    }

    private func ids(_ filter: HistoryFilter) async throws -> [JobID] {
        try await store.list(HistoryRequest(filter)).entries.map(\.id)
    }

    @Test func `a change of many is told with what was there before, and is taken back with it`() async throws {
        let records = (0..<3).map { Sample.record("row \($0)", at: Double($0)) }
        for record in records { try await store.keep(record) }
        _ = try await store.curate([records[0].id], .tag(["sea"]), at: Sample.start)
        let before = try await store.curate(
            records.map(\.id) + [Sample.id(99)], .tag(["Sea", " Blue  sky "]), at: .now)
        #expect(
            before == [records[0].id: Curation(tags: ["sea"]), records[1].id: Curation(), records[2].id: Curation()])
        #expect(try await store.entry(records[0].id)?.curation.tags == ["Blue sky", "sea"])
        try await store.put(before)
        #expect(try await store.entry(records[0].id)?.curation.tags == ["sea"])
        #expect(try await store.facets().tags == [HistoryFacets.Value("sea", 1)])
    }

    @Test func `all or none: a rating that is none changes nothing`() async throws {
        let record = Sample.record()
        try await store.keep(record)
        await #expect(throws: EaselError.self) { try await store.curate([record.id], .rate(6), at: .now) }
        #expect(try await store.entry(record.id)?.curation.rating == nil)
    }

    @Test(arguments: [
        ("evening", true), ("even", true), ("GAZETTE", true), ("grün", true), ("grun", true), ("夜景", true), ("景", true),
        ("morning", false), ("\"the gazette\"", true), ("\"gazette the\"", false), ("\"the gaz\"", false),
        ("lighthouse gazette", false), ("gazette -evening", false), ("-gazette", false),
    ])
    func `name, note and tags are found`(search: String, isFound: Bool) async throws {
        let record = Sample.record("A lighthouse")
        try await store.keep(record)
        _ = try await store.curate([record.id], .rename("Evening 夜景"), at: .now)
        _ = try await store.curate([record.id], .annotate("for the Gazette"), at: .now)
        _ = try await store.curate([record.id], .tag(["Grün"]), at: .now)
        #expect(try await ids(HistoryFilter(search: search)) == (isFound ? [record.id] : []))
        _ = try await store.curate([record.id], .rename(nil), at: .now)
        #expect(try await ids(HistoryFilter(search: "evening")).isEmpty)
    }

    @Test(arguments: [
        ("dawn", true), ("\"at dawn\"", true), ("\"dawn at\"", false), ("\"at daw\"", false), ("light -fog", true),
        ("light -dawn", false), ("light - dawn", true), ("日本", true), ("\"日本\"", true), ("\"本日\"", false),
        ("cafe", true), ("\"near the café\"", true), ("\"", false), ("dawn \"", true), ("-\"at dawn\" light", false),
        ("NEAR(", true), ("light AND dawn", false), ("lighth", true), ("LIGHTHO", true), ("lighthouses", false),
        ("lighth -lighthous", false), ("\"lighth", true), ("lighth dawn", true), ("lighth'x", false),
    ])
    func `words, phrases, and what must not be there`(search: String, isFound: Bool) async throws {
        try await store.keep(Sample.record("A lighthouse at dawn near the Café 日本語"))
        #expect(try await ids(HistoryFilter(search: search)).count == (isFound ? 1 : 0))
    }

    @Test func `what is purged is gone with all that hangs on it, and what was spent stays counted`() async throws {
        var first = Sample.record("one")
        first.usage.costUSD = 0.5
        first.assets = [Sample.asset("/media/one.png"), Sample.asset("/media/shared.png")]
        var second = Sample.record("two", at: 1)
        second.usage.costUSD = 0.25
        second.assets = [Sample.asset("/media/shared.png")]
        try await store.open(first)
        first.status = .succeeded
        try await store.close(first)
        try await store.open(second)
        _ = try await store.curate([first.id], .tag(["gone"]), at: .now)
        try await store.note([AssetFinding(id: first.id, index: 0, state: .missing)], at: .now)
        let purged = try await store.purge([first.id, second.id])
        #expect(purged.ids == [first.id])
        #expect(purged.kept == [second.id])
        #expect(purged.files.map(\.path) == ["/media/one.png"])
        #expect(try await store.record(first.id) == nil)
        #expect(try await ids(HistoryFilter(search: "one")).isEmpty)
        #expect(try await store.spending(since: .distantPast).knownUSD == 0.75)
        let left = try await queue.read { database in
            try ["tag", "tagging", "assetFinding", "curationSearch"].map {
                try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)")
            }
        }
        #expect(left == [0, 0, 0, 0])
        #expect(try await store.facets().total == 1)
    }

    @Test func `filters are kept under their names`() async throws {
        var filter = SavedFilter(name: "best", filter: HistoryFilter(search: "dawn"), sort: .rating)
        filter.filter.tags = ["sea"]
        try await store.save(filter)
        filter.filter.isStarred = true
        try await store.save(filter)
        #expect(try await store.savedFilters() == [filter])
        try await store.removeFilter(named: "best")
        #expect(try await store.savedFilters().isEmpty)
        await #expect(throws: EaselError.self) { try await store.save(SavedFilter(name: " ", filter: HistoryFilter())) }
    }

    @Test func `files are found by their content, and a file that came back is no longer missing`() async throws {
        let record = Sample.record()
        try await store.open(record)
        try await store.add(Sample.asset(), to: record.id)
        try await store.keep(Sample.record("other", at: 1))
        let finding = AssetFinding(id: record.id, index: 0, state: .missing)
        try await store.note([finding], at: .now)
        #expect(try await store.findings(of: record.id) == [finding])
        #expect(try await store.entry(record.id)?.missingFiles == 1)
        try await store.note([AssetFinding(id: record.id, index: 0, state: .present, modified: 12)], at: .now)
        #expect(try await store.entry(record.id)?.missingFiles == 0)
        let found = try await store.files(withSHA256: Sample.asset().sha256, limit: 5)
        #expect(found.map(\.id) == [record.id])
    }

    @Test func `a generation from elsewhere is taken once, and only when it is finished`() async throws {
        var record = Sample.record()
        await #expect(throws: EaselError.self) { try await store.adopt(HistoryEntry(record: record)) }
        record.status = .succeeded
        record.text = "answer"
        let entry = HistoryEntry(record: record, curation: Curation(name: "n", tags: ["t"], isStarred: true, rating: 4))
        #expect(try await store.adopt(entry))
        #expect(try await !store.adopt(entry))
        #expect(try await store.entry(record.id) == entry)
        #expect(try await ids(HistoryFilter(search: "answer")) == [record.id])
    }
}
