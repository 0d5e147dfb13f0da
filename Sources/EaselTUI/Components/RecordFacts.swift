import EaselCore
import Foundation
import TerminalUI

/// All that is kept of a generation, as rows of names and values.
struct RecordFacts {
    let rows: [ScrolledPage.Row]

    private typealias Row = ScrolledPage.Row

    /// - Parameters:
    ///   - files: how files were found, by their paths; what is not in it was not looked for.
    ///   - playing: the file that is heard or seen now.
    init(_ record: GenerationRecord, timeZone: TimeZone, files: [String: AssetState] = [:], playing: String? = nil) {
        var rows = record.assets.flatMap { asset in
            Self.file(asset, files[asset.path])
                + (asset.path == playing ? [Row("playing", .accent)] : [])
        }
        if !rows.isEmpty { rows.append(Row()) }
        rows += [Row("Prompt", .accent)] + Self.text(record.draft.prompt)
        rows += record.warnings.map { Row("! " + TextSanitizer.singleLine($0.message), .warning) }
        if let error = record.error, error.kind != .cancelled { rows += Self.failure(error) }
        if let text = record.text, !text.isEmpty { rows += [Row(), Row("Text", .accent)] + Self.text(text) }
        rows += [Row(), Row("How", .accent)] + Self.head(record, timeZone)
        if !record.draft.parameters.isEmpty || !record.draft.attachments.isEmpty {
            rows += [Row(), Row("Parameters", .accent)]
        }
        rows += record.draft.parameters.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { Row($0.key.rawValue, width: 18, TextSanitizer.singleLine($0.value.plainText)) }
        rows += record.draft.attachments.map { Row($0.role.rawValue, width: 18, $0.file.path) }
        self.rows = rows
    }

    private static func file(_ asset: Asset, _ state: AssetState?) -> [Row] {
        let facts = Figures.facts(asset)
        let words =
            switch state {
            case nil, .present: Row(facts, .muted)
            case .touched: Row("written to since: it was \(facts); V compares it", .warning)
            case .changed: Row("CHANGED since: it was \(facts)", .error)
            case .missing: Row("MISSING: it was \(facts); F fetches it again", .error)
            }
        return [Row(asset.path, .link), words]
    }

    private static func head(_ record: GenerationRecord, _ zone: TimeZone) -> [Row] {
        var rows = [
            fact("target", "\(record.target)"),
            fact("status", record.status.rawValue + (record.isSandbox ? ", sandbox" : "")),
            fact("at", Figures.stamp(record.createdAt, in: zone)), fact("id", record.id.rawValue),
        ]
        if let lineage = record.draft.lineage {
            rows.append(fact(lineage.kind == .turn ? "goes on after" : "made from", lineage.parent.short))
        }
        if let total = record.timing.totalMilliseconds {
            rows.append(fact("took", Figures.duration(Double(total) / 1000)))
        }
        if let first = record.timing.firstOutputMilliseconds {
            rows.append(fact("first output", Figures.duration(Double(first) / 1000)))
        }
        if !record.usage.words.isEmpty { rows.append(fact("used", record.usage.words.joined(separator: ", "))) }
        if let job = record.remoteJob { rows.append(fact("remote job", job.id)) }
        if let reply = record.cancelReply { rows.append(fact("cancel", reply.rawValue)) }
        rows += record.attempts.map { attempt in
            let problem = attempt.errorKind.map { " (\($0.rawValue))" } ?? ""
            return fact(
                "attempt",
                "\(attempt.provider):\(attempt.model) \(attempt.status.rawValue)\(problem), \(attempt.milliseconds) ms")
        }
        return rows
    }

    private static func failure(_ error: EaselError) -> [Row] {
        [
            Row(), Row("Error", .accent), Row(error.message, .error), Row(error.remedy),
            fact("kind", error.kind.rawValue),
        ]
            + (error.providerCode.map { [fact("code", TextSanitizer.singleLine($0))] } ?? [])
    }

    /// A text in rows, cut where nobody would read on here.
    private static func text(_ text: String) -> [Row] {
        let shown = text.prefix(20_000)
        return [Row(String(shown) + (shown.endIndex < text.endIndex ? " [cut here; the whole is in history]" : ""))]
    }

    private static func fact(_ name: String, _ text: String) -> Row { Row(name, width: 14, text) }
}
