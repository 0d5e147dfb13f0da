import EaselCore
import Foundation
import TerminalUI

/// Everything about the job under the bar: how it stands, until when its result is kept, what was tried, the provider's log.
struct JobDetail {
    /// Laid out for the width, all of it.
    let lines: [Line]
    /// How many of the lines stand before the log.
    let factCount: Int
    /// The log still grows: its end is what matters.
    private let isGrowing: Bool

    init(_ row: JobRow, _ session: Session, width: Int) {
        let theme = session.theme
        var lines: [Line] = []
        let fact = { (name: String, words: String, role: ThemeRole) in
            ScrolledPage.Row.fact(name, words, role).lines(width: max(1, width)) { theme[$0 == .dialog ? .text : $0] }
        }
        let job = row.job
        if row.isOfUnknownFate {
            lines += fact("unknown", Self.unknownWords(row), .warning)
        } else if row.place == .nowhere, row.isUnfinished {
            lines += fact("left", "No process follows it. u takes it up; nothing is sent again.", .warning)
        }
        for (name, words, role) in Self.facts(row, session) { lines += fact(name, words, role) }
        if let error = job.error, !row.isUnfinished {
            lines += ErrorPanel(error).lines(width: max(1, width), theme: theme)
        }
        if !job.record.attempts.isEmpty || !job.journal.entries.isEmpty {
            lines.append(Line("What happened", style: theme[.title]))
        }
        lines += Self.attempts(job.record, theme)
        lines += Self.journal(job.journal, session, width: width)
        factCount = lines.count
        isGrowing = row.isUnfinished
        if !job.log.isEmpty { lines.append(Line("Log of the provider", style: theme[.title])) }
        lines += job.log.map { Line(TextSanitizer.singleLine($0.message), style: theme[.muted]) }
        self.lines = lines
    }

    private static func unknownWords(_ row: JobRow) -> String {
        "It is not known whether \(row.job.record.provider) accepted it. r looks for it there first, and asks before anything is sent again: that may be billed twice."
    }

    private static func facts(_ row: JobRow, _ session: Session) -> [(String, String, ThemeRole)] {
        let record = row.job.record
        var facts: [(String, String, ThemeRole)] = [
            ("target", "\(record.rerunTarget)" + (record.isSandbox ? ", sandbox" : ""), .text)
        ]
        if let remote = record.remoteJob { facts.append(("remote job", remote.id, .text)) }
        if row.place == .elsewhere { facts.append(("followed by", "another Easel on this machine", .text)) }
        if let deadline = deadline(row, session) { facts.append(deadline) }
        if let reply = record.cancelReply { facts.append(("cancel", reply.words, .text)) }
        let cost = record.usage.costUSD.map { Figures.money($0) + (record.usage.costIsEstimate ? ", an estimate" : "") }
        if let cost, !record.isSandbox { facts.append(("cost", cost, .text)) }
        facts += record.assets.map { ("file", $0.path, .link) }
        return facts
    }

    /// Until when the provider keeps the result; while it is not here, the time that is left.
    private static func deadline(_ row: JobRow, _ session: Session) -> (String, String, ThemeRole)? {
        guard let until = row.job.keptUntil ?? row.job.record.remoteJob?.resultsKeptUntil else { return nil }
        let stamp = Figures.stamp(until, in: session.timeZone)
        let left = until.timeIntervalSince(session.now)
        guard row.isUnfinished || row.isOfUnknownFate else {
            return left > 0 ? ("kept until", "\(stamp), at the provider too", .muted) : nil
        }
        guard left > 0 else { return ("kept until", "\(stamp): the provider no longer promises the result", .error) }
        let span = Figures.runningTime(left)
        return (
            "kept until", "\(stamp), \(span) more: the result has to be fetched before",
            left < 300 ? .warning : .text
        )
    }

    /// What history keeps of the targets before the present one.
    private static func attempts(_ record: GenerationRecord, _ theme: Theme) -> [Line] {
        record.attempts.map { attempt in
            let problem = attempt.errorKind.map { " (\($0.rawValue))" } ?? ""
            let sign = attempt.status.sign(theme)
            var line = Line("\(sign.text) ", style: theme[sign.role])
            line.append(
                TextSanitizer.singleLine("\(attempt.provider):\(attempt.model)"), style: theme[.text])
            line.append(
                " \(attempt.status.rawValue)\(problem), \(Figures.duration(Double(attempt.milliseconds) / 1000))",
                style: theme[.muted])
            return line
        }
    }

    private static func journal(_ journal: JobJournal, _ session: Session, width: Int) -> [Line] {
        journal.entries.flatMap { entry -> [Line] in
            let role: ThemeRole =
                switch entry.tone {
                case .plain: .muted
                case .good: .text
                case .bad: .warning
                }
            return ScrolledPage.Row.fact(
                Figures.clock(entry.date, in: session.timeZone), TextSanitizer.singleLine(entry.words), role
            )
            .lines(width: max(1, width)) { session.theme[$0 == .dialog ? .text : $0] }
        }
    }

    /// What is in sight in so many rows: from a row on, or, without one, the facts and the end of the log.
    func shown(height: Int, top: Int?) -> [Line] {
        if let top { return Array(lines.dropFirst(min(top, max(0, lines.count - height))).prefix(height)) }
        guard isGrowing, lines.count > height, factCount < lines.count else { return Array(lines.prefix(height)) }
        let tail = max(height - factCount, min(height / 2, lines.count - factCount))
        return Array(lines.prefix(height - tail)) + Array(lines.suffix(tail))
    }
}

extension ScrolledPage.Row {
    /// A name in its column, then words in a role.
    static func fact(_ name: String, _ text: String, _ role: ThemeRole) -> ScrolledPage.Row {
        var row = ScrolledPage.Row(name, width: 13, text)
        row.role = role
        return row
    }
}
