import EaselCore
import EaselHistory
import EaselTestSupport
import Foundation
import GRDB
import Testing

/// A history of every kind of entry, once in SQLite and once as a list that is looked through whole.
private struct Pair {
    let store: GRDBHistoryStore
    let reference: InMemoryHistoryCuration
    let entries: [HistoryEntry]

    init() async throws {
        store = try GRDBHistoryStore.inMemory()
        var generator = SeededGenerator(state: 7)
        var entries: [HistoryEntry] = []
        for index in 0..<120 {
            let entry = Self.entry(index, &generator)
            _ = try await store.adopt(entry)
            for position in 0..<entry.missingFiles {
                try await store.note(
                    [AssetFinding(id: entry.id, index: position, state: .missing)], at: Sample.start)
            }
            entries.append(entry)
        }
        self.entries = entries
        reference = InMemoryHistoryCuration(entries)
    }

    private static func entry(_ index: Int, _ generator: inout SeededGenerator) -> HistoryEntry {
        var record = Sample.record("harbour \(index) at \(["dawn", "night"].randomElement(using: &generator) ?? "")")
        record.id = Sample.id(Double(index) * 60)
        record.createdAt = Sample.start.addingTimeInterval(Double(index) * 60)
        record.draft.modality = Modality.allCases.randomElement(using: &generator) ?? .text
        record.provider = ["fal", "local", "vertex"].randomElement(using: &generator) ?? "fal"
        record.model = ["a", "b"].randomElement(using: &generator) ?? "a"
        record.status = [.succeeded, .failed, .cancelled].randomElement(using: &generator) ?? .failed
        record.isSandbox = Bool.random(using: &generator)
        record.usage.costUSD = [nil, 0, 0.01, 0.02].randomElement(using: &generator) ?? nil
        record.timing.totalMilliseconds = [nil, 100, 2000].randomElement(using: &generator) ?? nil
        let files = Int.random(in: 0...2, using: &generator)
        record.assets = (0..<files).map { position in
            var asset = Sample.asset("/media/\(index)-\(position).png")
            asset.index = position
            return asset
        }
        var curation = Curation()
        curation.isStarred = Int.random(in: 0..<3, using: &generator) == 0
        curation.rating = [nil, nil, 1, 3, 5].randomElement(using: &generator) ?? nil
        curation.tags = ["blue", "Grün"].filter { _ in Bool.random(using: &generator) }
        curation.note = Bool.random(using: &generator) ? "for the gazette" : nil
        curation.comparison = Int.random(in: 0..<5, using: &generator) == 0 ? "c-1" : nil
        curation.trashedAt = Int.random(in: 0..<6, using: &generator) == 0 ? Sample.start : nil
        return HistoryEntry(
            record: record, curation: curation,
            missingFiles: files == 0 ? 0 : Int.random(in: 0...files, using: &generator))
    }

    static var filters: [(String, HistoryFilter)] {
        func filter(_ change: (inout HistoryFilter) -> Void) -> HistoryFilter {
            var filter = HistoryFilter()
            change(&filter)
            return filter
        }
        let middle = Sample.start.addingTimeInterval(3000)
        return [
            ("all", HistoryFilter()), ("trash", filter { $0.isTrashed = true }),
            ("modality", filter { $0.modalities = [.image] }),
            ("two modalities", filter { $0.modalities = [.image, .text] }),
            ("provider", filter { $0.providers = ["fal"] }), ("model", filter { $0.models = ["b"] }),
            ("status", filter { $0.statuses = [.failed, .cancelled] }), ("since", filter { $0.since = middle }),
            ("until", filter { $0.until = middle }), ("tag", filter { $0.tags = ["BLUE"] }),
            ("two tags", filter { $0.tags = ["blue", "grün"] }), ("no such tag", filter { $0.tags = ["x"] }),
            ("starred", filter { $0.isStarred = true }), ("not starred", filter { $0.isStarred = false }),
            ("rating", filter { $0.rating = 3 }), ("sandbox", filter { $0.isSandbox = true }),
            ("real", filter { $0.isSandbox = false }), ("with files", filter { $0.files = .with }),
            ("without files", filter { $0.files = .without }), ("missing files", filter { $0.files = .missing }),
            ("comparison", filter { $0.comparison = "c-1" }), ("search", HistoryFilter(search: "harb dawn")),
            ("search a note", HistoryFilter(search: "gazette")), ("not", HistoryFilter(search: "harbour -night")),
            ("phrase", HistoryFilter(search: "\"at dawn\"")),
            (
                "much at once",
                filter {
                    $0.search = "dawn"
                    $0.providers = ["fal", "local"]
                    $0.since = Sample.start.addingTimeInterval(600)
                    $0.isStarred = false
                    $0.files = .with
                }
            ),
        ]
    }
}

struct ListingTests {
    @Test(arguments: HistorySort.allCases)
    func `every filter finds what a look at each entry finds, page by page and both ways`(
        sort: HistorySort
    ) async throws {
        let pair = try await Pair()
        for (name, filter) in Pair.filters {
            let expected = try await pair.reference.list(HistoryRequest(filter, sort: sort, limit: 1000)).entries
            let whole = try await pair.store.list(HistoryRequest(filter, sort: sort, limit: 1000))
            #expect(whole.entries == expected, "\(name)")
            #expect(whole.next == nil)
            for isBackward in [false, true] {
                var found: [HistoryEntry] = []
                var cursor: HistoryCursor?
                repeat {
                    let page = try await pair.store.list(
                        HistoryRequest(filter, sort: sort, after: cursor, isBackward: isBackward, limit: 7))
                    found = isBackward ? page.entries + found : found + page.entries
                    cursor = page.next
                } while cursor != nil
                #expect(found == expected, "\(name), backward \(isBackward)")
            }
        }
    }

    @Test func `counts are those of the listing, and exact where counters are kept`() async throws {
        let pair = try await Pair()
        for (name, filter) in Pair.filters {
            #expect(try await pair.store.count(filter) == pair.reference.count(filter), "\(name)")
        }
        let facets = try await pair.store.facets()
        let expected = try await pair.reference.facets()
        #expect(facets.total == expected.total)
        #expect(facets.modalities == expected.modalities)
        #expect(facets.statuses == expected.statuses)
        #expect(facets.models == expected.models)
        #expect(
            (facets.trashed, facets.starred, facets.sandbox) == (expected.trashed, expected.starred, expected.sandbox))
        #expect(facets.providers.map(\.count).reduce(0, +) == facets.total)
    }

    @Test func `counters follow every change and every purge`() async throws {
        let pair = try await Pair()
        let ids = pair.entries.map(\.id)
        for store in [pair.store, pair.reference] as [any HistoryCuration] {
            _ = try await store.curate(Array(ids[0..<40]), .trash, at: Sample.start)
            _ = try await store.curate(Array(ids[20..<60]), .restore, at: Sample.start)
            _ = try await store.curate(Array(ids[30..<90]), .star(true), at: Sample.start)
            _ = try await store.purge(Array(ids[80..<100]))
        }
        let facets = try await pair.store.facets()
        let expected = try await pair.reference.facets()
        #expect(facets.total == expected.total)
        #expect((facets.trashed, facets.starred) == (expected.trashed, expected.starred))
        #expect(facets.providers == expected.providers)
        for fraction in [0, 0.1, 0.5, 0.99, 1] {
            #expect(
                try await pair.store.cursor(at: fraction, of: HistoryRequest())
                    == pair.reference.cursor(at: fraction, of: HistoryRequest()))
        }
        for id in ids[0..<80] {
            #expect(try await pair.store.fraction(of: id) == pair.reference.fraction(of: id))
        }
    }

    @Test func `a cursor by time begins there, although nothing was made at that moment`() async throws {
        let pair = try await Pair()
        let moment = Sample.start.addingTimeInterval(3030)
        let page = try await pair.store.list(HistoryRequest(after: .at(moment), limit: 3)).entries
        #expect(page.allSatisfy { $0.record.createdAt < moment })
        #expect(page.count == 3)
    }

    @Test(arguments: [HistorySort.cost, .duration, .rating])
    func `a place in an order of values is where that share of what is found ends`(sort: HistorySort) async throws {
        let pair = try await Pair()
        for (name, filter) in Pair.filters {
            let request = HistoryRequest(filter, sort: sort)
            for fraction in [0, 0.1, 0.5, 0.99, 1] {
                let expected = try await pair.reference.cursor(at: fraction, of: request)
                #expect(try await pair.store.cursor(at: fraction, of: request) == expected, "\(name), \(fraction)")
            }
        }
    }
}

/// A history with more of everything than one call looks at.
struct LargeListingTests {
    private let queue: DatabaseQueue
    private let store: GRDBHistoryStore
    private let first = Sample.record("the only video", at: -60)
    private static let rows = 20_000

    /// One generation of its own, and many that cost more the older they are, all with one tag and one word.
    init() async throws {
        queue = try DatabaseQueue()
        store = GRDBHistoryStore(try HistoryDatabase(queue))
        try await store.keep(first)
        try await queue.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < \(Self.rows))
                    INSERT INTO generation (seq, id, reversedID, createdAt, modality, provider, model, isSandbox, status, prompt,
                        parameters, attachments, costUSD, costIsEstimate)
                    SELECT seq + (n << 25), id || n, n || reversedID, createdAt + n, modality, 'other', model, isSandbox, status,
                        prompt, parameters, attachments, (\(Self.rows) - n) / 1000000.0, 1
                    FROM generation, count;
                    INSERT INTO tag (number, key, name) VALUES (1, 'all', 'all');
                    INSERT INTO tagging SELECT 1, seq FROM generation;
                    INSERT INTO generationSearch (rowid, promptWords, answerWords)
                    SELECT seq, 'harbour', '' FROM generation WHERE provider = 'other';
                    """)
        }
    }

    @Test func `what takes too long goes on later, and loses nothing`() async throws {
        let wanted = try #require(try await store.list(HistoryRequest(sort: .oldest, limit: 2)).entries.last)
        _ = try await store.curate([wanted.id], .tag(["one"]), at: Sample.start)
        var filter = HistoryFilter(search: "harbour")
        filter.tags = ["one"]
        for sort in [HistorySort.newest, .cost] {
            var pages: [HistoryListing] = []
            repeat {
                pages.append(
                    try await store.list(HistoryRequest(filter, sort: sort, after: pages.last?.next, limit: 5)))
            } while pages.last?.next != nil
            #expect(pages.count > 2, "\(sort)")
            #expect(pages.flatMap(\.entries).map(\.id) == [wanted.id])
            #expect(pages.first?.isPartial == true)
        }
        #expect(try await store.count(filter) == HistoryCount(0, isExact: false))
    }

    @Test func `few that the counters know are looked for among very many words, and are counted exactly`() async throws
    {
        try await queue.write {
            try $0.execute(
                sql: "UPDATE generation SET model = 'rare' WHERE seq % 5000 = (SELECT min(seq) % 5000 FROM generation)")
        }
        var filter = HistoryFilter()
        filter.models = ["rare"]
        let rare = try await store.list(HistoryRequest(filter, limit: 1000)).entries
        #expect(rare.contains { $0.id == first.id })
        filter.search = "harbour"
        let expected = rare.map(\.id).filter { $0 != first.id }
        for sort in HistorySort.allCases {
            let page = try await store.list(HistoryRequest(filter, sort: sort, limit: 1000))
            #expect(Set(page.entries.map(\.id)) == Set(expected), "\(sort)")
            #expect(page.next == nil && !page.isPartial && !page.isSortBounded)
        }
        #expect(try await store.count(filter) == HistoryCount(expected.count))
    }

    @Test(arguments: HistorySort.allCases)
    func `a rare combination is found at once, and counted exactly`(sort: HistorySort) async throws {
        var filter = HistoryFilter()
        filter.providers = ["fal", "vertex"]
        let page = try await store.list(HistoryRequest(filter, sort: sort, limit: 5))
        #expect(page.entries.map(\.id) == [first.id])
        #expect(page.next == nil && !page.isPartial)
        filter.files = .with
        #expect(try await store.count(filter) == HistoryCount(0))
        #expect(try await store.list(HistoryRequest(filter, sort: sort)) == HistoryListing(entries: []))
    }

    @Test func `many matches are sorted by value too, not only the newest`() async throws {
        var request = HistoryRequest(HistoryFilter(search: "harbour"), sort: .cost, limit: 300)
        var found: [HistoryEntry] = []
        repeat {
            let page = try await store.list(request)
            #expect(!page.isSortBounded)
            found += page.entries
            request.after = page.next
        } while found.count < 600
        let costs = found.compactMap(\.record.usage.costUSD)
        #expect(costs.first == Double(Self.rows - 1) / 1_000_000)
        #expect(zip(costs, costs.dropFirst()).allSatisfy { $0 - $1 < 0.000_001_5 && $0 > $1 })
    }

    @Test func `a jump over many lands near the share that was asked for`() async throws {
        for fraction in [0.1, 0.5, 0.9] {
            let request = HistoryRequest(sort: .cost, limit: 1)
            let cursor = try #require(try await store.cursor(at: fraction, of: request))
            let value = try #require(cursor.value)
            #expect(abs(value - (1 - fraction) * Double(Self.rows) / 1_000_000) < 0.02 * Double(Self.rows) / 1_000_000)
            let page = try await store.list(HistoryRequest(sort: .cost, after: cursor, limit: 1))
            #expect((page.entries.first?.record.usage.costUSD).map { $0 < value } == true)
        }
        // All have the same rating, so the place is one in time.
        let cursor = try await store.cursor(at: 0.5, of: HistoryRequest(sort: .rating))
        #expect(abs(try await store.fraction(of: #require(cursor).id) - 0.5) < 0.02)
        let searched = HistoryRequest(HistoryFilter(search: "harbour"), sort: .rating)
        let place = try #require(try await store.cursor(at: 0.5, of: searched))
        #expect(abs(try await store.fraction(of: place.id) - 0.5) < 0.02)
    }
}
