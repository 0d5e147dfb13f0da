import EaselCore
import EaselHistory
import Foundation

/// What a person does with a history, as the screen and the command line ask for it.
struct HistoryTasks {
    typealias Work = @Sendable () async throws -> Void

    /// As many rows as the screen reads at a time.
    private static let pageSize = 100
    private let store: GRDBHistoryStore
    /// A generation in the middle of the history.
    private let middle: HistoryEntry
    private let deep: HistoryCursor?

    init(_ store: GRDBHistoryStore) async throws {
        self.store = store
        deep = try await store.cursor(at: 0.5, of: HistoryRequest())
        guard let entry = try await store.list(HistoryRequest(after: deep, limit: 1)).entries.first else {
            throw EaselError(.invalidRequest, "The history is empty.", remedy: "Give it some rows.")
        }
        middle = entry
    }

    var all: [(String, Work)] { moving + searching + filtering + sorting + looking + judging }

    private var moving: [(String, Work)] {
        [
            ("first page", list()),
            ("page down, deep", list(after: deep)),
            ("last page", list(isBackward: true)),
            ("jump anywhere", jump(.newest)),
            ("jump by cost", jump(.cost)),
            ("jump by duration", jump(.duration)),
            ("jump by rating", jump(.rating)),
            ("jump by cost, images", jump(.cost, Self.filter { $0.modalities = [.image] })),
            ("jump by cost, common word", jump(.cost, HistoryFilter(search: HistorySample.commonWord))),
        ]
    }

    private var searching: [(String, Work)] {
        [
            ("rare word", list(HistoryFilter(search: HistorySample.rareWord))),
            ("common word", list(HistoryFilter(search: HistorySample.commonWord))),
            ("two common words", list(HistoryFilter(search: "light harbour"))),
            ("word and not another", list(HistoryFilter(search: "light -harbour"))),
            ("prefix of 2", list(HistoryFilter(search: "li"))),
            ("prefix of 3", list(HistoryFilter(search: "lig"))),
            ("prefix of 5", list(HistoryFilter(search: "harbo"))),
            ("phrase", list(HistoryFilter(search: "\"soft light\""))),
            ("Russian", list(HistoryFilter(search: "гавань"))),
            ("Russian beginning", list(HistoryFilter(search: "рассв"))),
            ("German", list(HistoryFilter(search: "madchen"))),
            ("Japanese, one character", list(HistoryFilter(search: "夜"))),
            ("Japanese, two", list(HistoryFilter(search: "夜明"))),
            ("Chinese, four", list(HistoryFilter(search: "城市夜景"))),
            ("no such word", list(HistoryFilter(search: "qqqqqq"))),
        ]
    }

    private var filtering: [(String, Work)] {
        let rare = Self.filter { filter in
            filter.modalities = [.speech]
            filter.providers = ["local"]
            filter.statuses = [.cancelled]
            filter.isStarred = true
        }
        let impossible = Self.filter { filter in
            filter.modalities = [.image]
            filter.statuses = [.succeeded]
            filter.files = .without
        }
        return [
            ("kind", list(Self.filter { $0.modalities = [.image] })),
            ("status", list(Self.filter { $0.statuses = [.failed] })),
            ("kind, provider, status", list(Self.combined)),
            ("rare combination", list(rare)),
            ("impossible combination", list(impossible)),
            ("with files", list(Self.filter { $0.files = .with })),
            (
                "without files, images",
                list(
                    Self.filter { filter in
                        filter.files = .without
                        filter.modalities = [.image]
                    })
            ),
            ("missing files", list(Self.filter { $0.files = .missing })),
            (
                "star, files, video",
                list(
                    Self.filter { filter in
                        filter.isStarred = true
                        filter.files = .with
                        filter.modalities = [.video]
                    })
            ),
            (
                "rated 5, one provider",
                list(
                    Self.filter { filter in
                        filter.rating = 5
                        filter.providers = ["local"]
                    })
            ),
            ("tag", list(Self.filter { $0.tags = ["tag 3"] })),
            (
                "tag, provider, status",
                list(
                    Self.filter { filter in
                        filter.tags = ["tag 1"]
                        filter.providers = ["local"]
                        filter.statuses = [.failed]
                    })
            ),
            ("two tags", list(Self.filter { $0.tags = ["tag 1", "tag 2"] })),
            ("trash", list(Self.filter { $0.isTrashed = true })),
            ("a month, kind", list(Self.month)),
            ("filters and a word", list(Self.word("harbour", Self.combined))),
            ("rare filters and a word", list(Self.word("light", rare))),
        ]
    }

    private var sorting: [(String, Work)] {
        let images = Self.filter { $0.modalities = [.image] }
        return [
            ("by cost", list(sort: .cost)),
            ("by duration", list(sort: .duration)),
            ("by rating, images", list(images, sort: .rating)),
            ("by cost, filters", list(Self.combined, sort: .cost)),
            ("by cost, tag", list(Self.filter { $0.tags = ["tag 1"] }, sort: .cost)),
            ("by cost, common word", list(HistoryFilter(search: HistorySample.commonWord), sort: .cost)),
            ("by cost, less common word", list(HistoryFilter(search: "leuchtturm"), sort: .cost)),
            ("by cost, filters, word", list(Self.word("harbour", Self.combined), sort: .cost)),
            ("by cost, from the end", list(sort: .cost, isBackward: true)),
        ]
    }

    private var looking: [(String, Work)] {
        let (store, id) = (store, middle.id)
        let count = { @Sendable (filter: HistoryFilter) -> Work in { _ = try await store.count(filter) } }
        return [
            (
                "detail",
                {
                    _ = try await store.entry(id)
                    _ = try await store.findings(of: id)
                    _ = try await store.children(of: id, limit: 50)
                }
            ),
            ("facets", { _ = try await store.facets() }),
            ("count of filters", count(Self.combined)),
            ("count of a common word", count(HistoryFilter(search: HistorySample.commonWord))),
            ("count of filters, word", count(Self.word("harbour", Self.combined))),
            ("place of a day", { _ = try await store.fraction(of: id) }),
            ("have others written", { _ = try await store.versionOfOthers() }),
        ]
    }

    private var judging: [(String, Work)] {
        let (store, id) = (store, middle.id)
        return [
            (
                "star and back",
                { @Sendable in
                    try await store.put(try await store.curate([id], .star(!middle.curation.isStarred), at: .now))
                }
            ),
            (
                "tag 100 and back",
                { @Sendable in
                    let ids = try await store.list(HistoryRequest(after: deep, limit: Self.pageSize)).entries.map(\.id)
                    try await store.put(try await store.curate(ids, .tag(["measured"]), at: .now))
                }
            ),
        ]
    }

    private func list(
        _ filter: HistoryFilter = HistoryFilter(), sort: HistorySort = .newest, after: HistoryCursor? = nil,
        isBackward: Bool = false
    ) -> Work {
        let request = HistoryRequest(filter, sort: sort, after: after, isBackward: isBackward, limit: Self.pageSize)
        return { [store] in
            // Until there is something to see, or nothing to find.
            var request = request
            while true {
                let page = try await store.list(request)
                guard page.entries.isEmpty, page.next != nil else { return }
                request.after = page.next
            }
        }
    }

    private func jump(_ sort: HistorySort, _ filter: HistoryFilter = HistoryFilter()) -> Work {
        { [store] in
            var request = HistoryRequest(filter, sort: sort, limit: Self.pageSize)
            request.after = try await store.cursor(at: .random(in: 0..<1), of: request)
            _ = try await store.list(request)
        }
    }

    private static let combined = filter { filter in
        filter.modalities = [.image]
        filter.providers = ["fal", "vertex"]
        filter.statuses = [.succeeded]
        filter.isSandbox = false
    }

    private static let month = filter { filter in
        filter.since = Date(timeIntervalSince1970: 1_740_000_000)
        filter.until = Date(timeIntervalSince1970: 1_742_600_000)
        filter.modalities = [.video]
    }

    private static func word(_ search: String, _ filter: HistoryFilter) -> HistoryFilter {
        var filter = filter
        filter.search = search
        return filter
    }

    private static func filter(_ change: (inout HistoryFilter) -> Void) -> HistoryFilter {
        var filter = HistoryFilter()
        change(&filter)
        return filter
    }
}
