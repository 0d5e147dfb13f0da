public import EaselCore
import EaselEngine
import EaselMedia
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

/// Writes generations one after the other: nothing is held but the present one.
struct HistoryExport {
    let format: ExportFormat
    /// Gives what was exchanged with providers, for JSON; nil where that is not wanted.
    var exchanges: (any ExchangeStore)?

    var head: String {
        switch format {
        case .json: ""
        case .csv: CSVForm.heading
        case .markdown: "# Easel\n"
        case .html: ContactSheet.head
        }
    }

    var foot: String { format == .html ? ContactSheet.foot : "" }

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
        case .html:
            var text = ContactSheet.cardStart(entry)
            for asset in entry.record.assets {
                text += ContactSheet.figure(asset, thumbnail: await Thumbnail.jpeg(of: asset.path))
            }
            return text + ContactSheet.cardEnd(entry)
        }
    }
}

extension EaselRuntime {
    /// Exports everything that a filter finds, a page in memory at a time. Returns how many generations that were.
    ///
    /// - Parameters:
    ///   - raw: what was exchanged with providers comes along; in JSON only.
    ///   - write: takes a piece of the result.
    public func exportHistory(
        _ filter: HistoryFilter, as format: ExportFormat, sort: HistorySort = .newest, raw: Bool = false,
        write: (String) throws(EaselError) -> Void
    ) async throws(EaselError) -> Int {
        let export = HistoryExport(format: format, exchanges: raw ? store : nil)
        var count = 0
        try write(export.head)
        try await desk.each(filter, sort: sort) { entry throws(EaselError) in
            try write(await export.text(of: entry))
            count += 1
        }
        try write(export.foot)
        return count
    }

    /// Exports these generations, in their order; what has left the history is left out. Returns how many those were.
    public func exportHistory(
        _ ids: [JobID], as format: ExportFormat, write: (String) throws(EaselError) -> Void
    ) async throws(EaselError) -> Int {
        let export = HistoryExport(format: format)
        var count = 0
        try write(export.head)
        for id in ids {
            guard let entry = try await curation.entry(id) else { continue }
            try write(await export.text(of: entry))
            count += 1
        }
        try write(export.foot)
        return count
    }
}
