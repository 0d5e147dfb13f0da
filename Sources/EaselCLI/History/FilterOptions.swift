public import ArgumentParser
public import EaselCore
import Foundation

extension HistorySort: ExpressibleByArgument {}

extension HistoryFilter.Files: ExpressibleByArgument {}

/// A moment as people type it.
struct MomentOption: ExpressibleByArgument {
    private var period: StatsPeriod

    /// Reads `24h`, `7d`, `4w` (so long ago) or `2026-11-24` (its beginning).
    init?(argument: String) {
        guard argument.lowercased() != "all", let period = StatsPeriod(argument: argument) else { return nil }
        self.period = period
    }

    func moment(_ now: Date) -> Date? { period.start(now) }
}

/// Which generations a command is about.
struct FilterOptions: ParsableArguments {
    @Option(help: "Only those that hold these words, or words that begin so; \"a phrase\"; -not this.")
    var search = ""

    @Option(help: "Only this modality: text, image, video, audio or speech; repeat it for more.")
    var modality: [Modality] = []

    @Option(help: "Only this provider; repeat it for more.")
    var provider: [String] = []

    @Option(help: "Only this model; repeat it for more.")
    var model: [String] = []

    @Option(help: "Only this status: succeeded, failed, cancelled, accepted or submitted; repeat it for more.")
    var status: [GenerationStatus] = []

    @Option(help: "Made since then: 24h, 7d, 4w or 2026-11-24.")
    var since: MomentOption?

    @Option(help: "Made before then.")
    var until: MomentOption?

    @Option(help: "With this tag; repeat it for those with all of them.")
    var tag: [String] = []

    @Flag(help: "Only starred ones.")
    var starred = false

    @Option(help: "Rated at least so: 1 to 5.")
    var rating: Int?

    @Flag(inversion: .prefixedNo, help: "Only what the sandbox made, or only what it did not make.")
    var sandbox: Bool?

    @Option(help: "Only those with, without or with missing files.")
    var files: HistoryFilter.Files?

    @Option(help: "Only what belongs to this comparison.")
    var comparison: String?

    @Flag(help: "Only what is in the trash.")
    var trashed = false

    @Option(help: "A filter that was saved under this name; the other options narrow it.")
    var saved: String?

    mutating func validate() throws {
        if let rating, !(1...5).contains(rating) { throw ValidationError("--rating must be between 1 and 5.") }
    }

    /// Throws `.invalidRequest` for a saved filter that is not there.
    func filter(_ curation: any HistoryCuration, now: Date = Date()) async throws(EaselError) -> HistoryFilter {
        var filter = try await start(curation)
        let words = search.trimmingCharacters(in: .whitespaces)
        if !words.isEmpty { filter.search = filter.search.isEmpty ? words : filter.search + " " + words }
        if !modality.isEmpty { filter.modalities = modality }
        if !provider.isEmpty { filter.providers = provider.map(ProviderID.init(rawValue:)) }
        if !model.isEmpty { filter.models = model.map(ModelID.init(rawValue:)) }
        if !status.isEmpty { filter.statuses = status }
        filter.since = since?.moment(now) ?? filter.since
        filter.until = until?.moment(now) ?? filter.until
        filter.tags += tag
        if starred { filter.isStarred = true }
        filter.rating = rating ?? filter.rating
        filter.isSandbox = sandbox ?? filter.isSandbox
        filter.files = files ?? filter.files
        filter.comparison = comparison ?? filter.comparison
        if trashed { filter.isTrashed = true }
        return filter
    }

    private func start(_ curation: any HistoryCuration) async throws(EaselError) -> HistoryFilter {
        guard let saved else { return HistoryFilter() }
        let known = try await curation.savedFilters()
        guard let found = known.first(where: { $0.name == saved }) else { throw Self.unknown(saved, of: known) }
        return found.filter
    }

    static func unknown(_ name: String, of known: [SavedFilter]) -> EaselError {
        let names = known.map(\.name).joined(separator: ", ")
        return EaselError(
            .invalidRequest, "There is no filter \"\(name)\".",
            remedy: names.isEmpty ? "`easel history filters --save NAME` keeps one." : "There are: \(names).")
    }
}

/// Generations named by id, or all that a filter finds.
struct SelectionOptions: ParsableArguments {
    @Argument(help: "Ids, the first or last letters of them, or `last`.")
    var ids: [String] = []

    @Flag(help: "All that the filter options find, instead of ids.")
    var all = false

    @OptionGroup var filter: FilterOptions

    mutating func validate() throws {
        if ids.isEmpty != all { throw ValidationError("Name ids, or say --all with filter options.") }
    }
}
