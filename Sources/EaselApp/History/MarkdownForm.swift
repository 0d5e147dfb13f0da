import EaselCore
import Foundation

/// A section for each generation; text from outside is in fences that it cannot close.
enum MarkdownForm {
    static func section(_ entry: HistoryEntry) -> String {
        let (record, curation) = (entry.record, entry.curation)
        var lines = ["", "## \(escaped(firstLine(entry.title)))", ""]
        lines.append(
            "- \(record.createdAt.formatted(.iso8601)), \(record.draft.modality.rawValue), \(escaped("\(record.target)")), "
                + record.stateWord + (record.isSandbox ? " (sandbox)" : ""))
        if let cost = record.usage.costUSD {
            lines.append("- cost: $\(cost)\(record.usage.costIsEstimate ? " (estimate)" : "")")
        }
        if let total = record.timing.totalMilliseconds { lines.append("- took: \(total) ms") }
        if let rating = curation.rating { lines.append("- rating: \(rating) of 5") }
        if curation.isStarred { lines.append("- starred") }
        if !curation.tags.isEmpty { lines.append("- tags: \(escaped(curation.tags.joined(separator: ", ")))") }
        for (key, value) in record.draft.parameters.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("- \(escaped("\(key)")): \(escaped(firstLine(value.plainText)))")
        }
        for asset in record.assets { lines.append("- file: \(code(asset.path))") }
        for warning in record.warnings { lines.append("- warning: \(escaped(firstLine(warning.message)))") }
        if let error = record.error { lines.append("- error: \(escaped(firstLine(error.message)))") }
        lines.append("- id: \(code(record.id.rawValue))")
        if let note = curation.note { lines += ["", "Note:", "", fenced(note)] }
        lines += ["", "Prompt:", "", fenced(record.draft.prompt)]
        if let text = record.text, !text.isEmpty { lines += ["", "Answer:", "", fenced(text)] }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func firstLine(_ text: String) -> String {
        String(text.prefix { !$0.isNewline }.prefix(200))
    }

    private static func escaped(_ text: String) -> String {
        String(text.flatMap { "\\`*_{}[]<>#|!".contains($0) ? ["\\", $0] : [$0] })
    }

    private static func code(_ text: String) -> String {
        let fence = String(repeating: "`", count: longestRun(text) + 1)
        return text.hasPrefix("`") || text.hasSuffix("`") ? "\(fence) \(text) \(fence)" : "\(fence)\(text)\(fence)"
    }

    private static func fenced(_ text: String) -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(text) + 1))
        return "\(fence)text\n\(text)\n\(fence)"
    }

    private static func longestRun(_ text: String) -> Int {
        text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    }
}
