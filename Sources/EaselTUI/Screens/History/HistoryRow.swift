import EaselCore
import Foundation
import TerminalUI

/// A generation in one row of the list: marks, when, what, its name or prompt, and what a person thinks of it.
struct HistoryRow {
    private let entry: HistoryEntry
    private let isMarked: Bool
    private let session: Session
    private let sort: HistorySort

    init(_ entry: HistoryEntry, isMarked: Bool, sort: HistorySort = .newest, _ session: Session) {
        (self.entry, self.isMarked, self.sort, self.session) = (entry, isMarked, sort, session)
    }

    func line(width: Int) -> Line {
        let theme = session.theme
        let record = entry.record
        let sign = record.status.sign(theme)
        var line = Line(isMarked ? theme.markSign : " ", style: theme[.accent])
        line.append(sign.text + " ", style: theme[sign.role])
        let isWide = width >= 84
        line.append(stamp(isWide: isWide), style: theme[.muted])
        line.append(" " + record.draft.modality.rawValue.padded(to: 7), style: theme[.accent])
        let figures = isWide ? figures() : value()
        let signs = signs(room: max(0, width - line.width - figures.width - 12))
        let room = max(0, width - line.width - signs.width - figures.width)
        let isNamed = entry.curation.name != nil
        let words = TextSanitizer.singleLine(String(entry.title.prefix(300)))
        let style = theme[.text]
        line.append(theme.truncated(words, to: room), style: isNamed ? style.adding(.bold) : style)
        line.spans += signs.spans
        guard figures.width > 0 else { return line }
        line.append(String(repeating: " ", count: max(0, width - line.width - figures.width)), style: style)
        line.spans += figures.spans
        return line
    }

    /// The time of today, the day of this year, the year of any other; where there is room, the whole day.
    private func stamp(isWide: Bool) -> String {
        let (date, zone) = (entry.record.createdAt, session.timeZone)
        let short = Figures.shortStamp(date, now: session.now, in: zone)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        if calendar.isDate(date, inSameDayAs: session.now) { return isWide ? short.padded(to: 10) : short }
        if isWide { return Figures.day(date, in: zone) }
        let year = calendar.component(.year, from: date)
        guard year != calendar.component(.year, from: session.now) else { return short }
        return "\(year)" + String(repeating: " ", count: max(0, DisplayWidth.width(of: short) - 4))
    }

    /// Where it was made, how long that took and what it cost, in columns.
    private func figures() -> Line {
        let theme = session.theme
        let record = entry.record
        let target = theme.truncated(TextSanitizer.singleLine("\(record.target)"), to: 25)
        let took = record.timing.totalMilliseconds.map { Figures.duration(Double($0) / 1000) } ?? ""
        let cost = record.usage.costUSD.map(Figures.money) ?? ""
        var line = Line("  " + target.padded(to: 26), style: theme[.muted])
        line.append(" " + took.leading(8) + " " + cost.leading(8), style: theme[.muted])
        return line
    }

    /// What the list goes by, where there is no room for all figures.
    private func value() -> Line {
        let record = entry.record
        let words: String
        switch sort {
        case .cost: words = record.usage.costUSD.map(Figures.money) ?? ""
        case .duration: words = record.timing.totalMilliseconds.map { Figures.duration(Double($0) / 1000) } ?? ""
        case .newest, .oldest, .rating: return Line()
        }
        return Line(" " + words.leading(8), style: session.theme[.muted])
    }

    /// What stands behind the words, as far as there is room.
    private func signs(room: Int) -> Line {
        let theme = session.theme
        let curation = entry.curation
        var parts: [(String, ThemeRole)] = []
        if curation.isStarred { parts.append((theme.starSign, .warning)) }
        if let rating = curation.rating { parts.append(("\(rating)/5", .accent)) }
        if entry.missingFiles > 0 { parts.append(("missing", .error)) }
        if entry.record.isSandbox { parts.append(("sandbox", .muted)) }
        if curation.note != nil { parts.append(("note", .muted)) }
        parts += curation.tags.prefix(3).map {
            ("#" + TextSanitizer.singleLine(theme.truncated($0, to: 12)), .info)
        }
        var line = Line()
        for (text, role) in parts where line.width + DisplayWidth.width(of: text) + 1 <= room {
            line.append(" " + text, style: theme[role])
        }
        return line
    }
}

extension String {
    /// With spaces before it, so that it fills so many columns.
    fileprivate func leading(_ width: Int) -> String {
        String(repeating: " ", count: max(0, width - DisplayWidth.width(of: self))) + self
    }
}
