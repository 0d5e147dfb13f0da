public import EaselCore
import EaselEngine
import Foundation

/// The forms in which a history leaves Easel.
public enum ExportFormat: String, Sendable, CaseIterable {
    /// A JSON object on each line; what `easel history import` reads.
    case json
    /// A table for spreadsheets.
    case csv
    case markdown
    /// A page with thumbnails that needs nothing beside it.
    case html
}

/// Writes generations, a few at a time: nothing is held but those.
struct HistoryExport {
    let format: ExportFormat
    /// Only a page of HTML has figures.
    let figures: FigureMaker
    /// Gives what was exchanged with providers, for JSON; nil where that is not wanted.
    var exchanges: (any ExchangeStore)?

    var head: String {
        switch format {
        case .json: ""
        case .csv: CSVForm.heading
        case .markdown: "# Easel\n"
        case .html: ContactPage.head("Contact sheet")
        }
    }

    func foot(_ count: Int) -> String {
        guard format == .html else { return "" }
        let words = count == 1 ? "1 generation" : "\(count.formatted()) generations"
        return ContactPage.foot("\(words) · made with Easel")
    }

    func text(of entry: HistoryEntry) async throws(EaselError) -> String {
        switch format {
        case .json:
            var generation = ExportedGeneration(entry)
            generation.exchanges = try await exchanges?.exchanges(of: entry.id).map(ExportedExchange.init)
            guard let line = try? JSONText.encode(generation) else {
                throw EaselError(.storage, "Generation \(entry.id.short) cannot be written as JSON.")
            }
            return line + "\n"
        case .csv: return CSVForm.row(entry)
        case .markdown: return MarkdownForm.section(entry)
        case .html: return await card(of: entry)
        }
    }

    /// Films and sounds take a program each: several entries are made ready at once.
    func texts(of entries: [HistoryEntry]) async throws(EaselError) -> [String] {
        guard format == .html else {
            var texts: [String] = []
            for entry in entries { texts.append(try await text(of: entry)) }
            return texts
        }
        return await withTaskGroup(of: (Int, String).self) { group in
            for (index, entry) in entries.enumerated() {
                group.addTask { (index, await card(of: entry)) }
            }
            var texts = Array(repeating: "", count: entries.count)
            for await (index, text) in group { texts[index] = text }
            return texts
        }
    }

    private func card(of entry: HistoryEntry) async -> String {
        var (maker, made) = (figures, [ContactFigure]())
        for asset in entry.record.assets {
            made.append(
                await maker.figure(
                    of: asset, description: HistoryCard.description(entry.record), facts: HistoryCard.facts(asset)))
        }
        return HistoryCard.html(of: entry, figures: made)
    }
}

/// Where an export goes, and what it may use.
public struct ExportPlace: Sendable {
    /// The path of the file, nil for standard output: then no file beside it can be linked.
    public var path: String?
    /// For the films and sounds of a page.
    public var previews: FilePreviews

    public init(path: String? = nil, previews: FilePreviews = .none) {
        self.path = path
        self.previews = previews
    }
}

extension EaselRuntime {
    private static let entriesAtOnce = 4

    /// Exports everything that a filter finds, a page in memory at a time. Returns how many generations that were.
    ///
    /// - Parameters:
    ///   - raw: what was exchanged with providers comes along; in JSON only.
    ///   - write: takes a piece of the result.
    public func exportHistory(
        _ filter: HistoryFilter, as format: ExportFormat, sort: HistorySort = .newest, raw: Bool = false,
        to place: ExportPlace = .init(), write: (String) throws(EaselError) -> Void
    ) async throws(EaselError) -> Int {
        let export = HistoryExport(
            format: format, figures: FigureMaker(place.previews, .sheet, page: place.path),
            exchanges: raw ? store : nil)
        var (count, waiting) = (0, [HistoryEntry]())
        try write(export.head)
        try await desk.each(filter, sort: sort) { entry throws(EaselError) in
            count += 1
            waiting.append(entry)
            guard waiting.count == Self.entriesAtOnce else { return }
            for text in try await export.texts(of: waiting) { try write(text) }
            waiting.removeAll(keepingCapacity: true)
        }
        for text in try await export.texts(of: waiting) { try write(text) }
        try write(export.foot(count))
        return count
    }

    /// Exports these generations, in their order; what has left the history is left out. Returns how many those were.
    public func exportHistory(
        _ ids: [JobID], as format: ExportFormat, to place: ExportPlace = .init(),
        write: (String) throws(EaselError) -> Void
    ) async throws(EaselError) -> Int {
        let export = HistoryExport(
            format: format, figures: FigureMaker(place.previews, .sheet, page: place.path))
        var count = 0
        try write(export.head)
        for id in ids {
            guard let entry = try await curation.entry(id) else { continue }
            try write(try await export.text(of: entry))
            count += 1
        }
        try write(export.foot(count))
        return count
    }
}
