import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// All that is known of a generation: what a person keeps about it, the record itself, and its chain.
struct HistoryFacts {
    let rows: [ScrolledPage.Row]

    private typealias Row = ScrolledPage.Row

    /// - Parameter detail: of this generation; nil while it is not read.
    init(_ entry: HistoryEntry, _ detail: HistoryDetail?, _ session: Session) {
        let record = entry.record
        var states: [String: AssetState] = [:]
        for (position, asset) in record.assets.enumerated() {
            states[asset.path] = detail?.files.first { $0.index == asset.index ?? position }?.state
        }
        let facts = RecordFacts(record, timeZone: session.timeZone, files: states, playing: session.playing)
        let kept = Self.kept(entry.curation, session)
        rows = kept + (kept.isEmpty ? [] : [Row()]) + facts.rows + (detail.map { Self.chain($0, session) } ?? [])
    }

    private static func kept(_ curation: Curation, _ session: Session) -> [Row] {
        var rows: [Row] = []
        if let name = curation.name { rows.append(Row(TextSanitizer.singleLine(name), .accent)) }
        var words: [String] = []
        if curation.isStarred { words.append(session.theme.starSign + " starred") }
        if let rating = curation.rating { words.append("rated \(rating) of 5") }
        words += curation.tags.map { "#" + TextSanitizer.singleLine($0) }
        if !words.isEmpty { rows.append(Row(words.joined(separator: "  "))) }
        if let trashed = curation.trashedAt {
            rows.append(
                Row(
                    "in the trash since \(Figures.stamp(trashed, in: session.timeZone)): b brings it back, D forgets it",
                    .warning))
        }
        if let comparison = curation.comparison {
            rows.append(Row("comparison", width: 14, TextSanitizer.singleLine(comparison)))
        }
        if let note = curation.note { rows += [Row("Note", .accent), Row(String(note.prefix(20_000)))] }
        return rows
    }

    /// Where it comes from and what came of it.
    private static func chain(_ detail: HistoryDetail, _ session: Session) -> [Row] {
        var rows: [Row] = []
        let record = detail.entry.record
        for entry in detail.ancestors.reversed() { rows.append(Row("from", width: 9, line(entry, session))) }
        if let parent = record.draft.lineage?.parent, detail.ancestors.isEmpty {
            rows.append(Row("from", width: 9, "\(parent.short), which has left the history"))
        }
        if !rows.isEmpty || !detail.children.isEmpty { rows.append(Row("this", width: 9, line(detail.entry, session))) }
        for entry in detail.children { rows.append(Row("became", width: 9, line(entry, session))) }
        guard !rows.isEmpty else { return [] }
        return [Row(), Row("Chain", .accent)] + rows + [Row("[ and ] follow it", .muted)]
    }

    private static func line(_ entry: HistoryEntry, _ session: Session) -> String {
        let stamp = Figures.shortStamp(entry.record.createdAt, now: session.now, in: session.timeZone)
        let words = TextSanitizer.singleLine(String(entry.title.prefix(60)))
        return "\(entry.id.short) \(stamp) \(entry.record.draft.modality.rawValue) \(words)"
    }
}
