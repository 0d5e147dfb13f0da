import EaselCore
import Foundation

/// RFC 4180, and nothing that a spreadsheet would run.
enum CSVForm {
    static let heading = line([
        "id", "createdAt", "status", "modality", "provider", "model", "sandbox", "costUSD", "costIsEstimate",
        "totalMilliseconds", "inputTokens", "outputTokens", "name", "starred", "rating", "tags", "note", "prompt",
        "text",
        "files", "errorKind", "error", "parent",
    ])

    static func row(_ entry: HistoryEntry) -> String {
        let (record, curation) = (entry.record, entry.curation)
        let costs = record.usage
        var cells: [String?] = [
            record.id.rawValue, ExportedGeneration.text(record.createdAt), record.status.rawValue,
            record.draft.modality.rawValue, record.provider.rawValue, record.model.rawValue, String(record.isSandbox),
        ]
        cells += [costs.costUSD.map { String($0) }, String(costs.costIsEstimate)] as [String?]
        cells += [record.timing.totalMilliseconds, costs.inputTokens, costs.outputTokens].map { $0.map { String($0) } }
        cells += [curation.name, String(curation.isStarred), curation.rating.map { String($0) }] as [String?]
        cells += [curation.tags.joined(separator: ", "), curation.note, record.draft.prompt, record.text] as [String?]
        cells.append(record.assets.map(\.path).joined(separator: "\n"))
        cells +=
            [record.error?.kind.rawValue, record.error?.message, record.draft.lineage?.parent.rawValue] as [String?]
        return line(cells.map { $0 ?? "" })
    }

    static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    /// What begins like a formula gets an apostrophe in front, which spreadsheets take for "this is text".
    static func cell(_ text: String) -> String {
        var cell = text.replacing("\0", with: "")
        let start = cell.unicodeScalars.first { !$0.properties.isWhitespace || $0 == "\t" || $0 == "\r" || $0 == "\n" }
        if let start, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(start) { cell = "'" + cell }
        let needsQuotes = cell.unicodeScalars.contains { "\",\r\n;".unicodeScalars.contains($0) }
        return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }
}
