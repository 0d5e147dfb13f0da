import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// How a pane is divided: how it stands and what is not fair about it, then the answer.
struct ComparePaneParts {
    let head: [Line]
    var heads: Rect
    /// The answer, or why there is none.
    var text: Rect

    init(_ state: CompareScreen.State, _ place: Int, in area: Rect, _ session: Session, tick: Int = 0) {
        let words = ComparePaneWords(state: state, place: place, session: session, tick: tick)
        // The answer has at least half of the pane.
        head = Array(words.lines(width: max(1, area.width)).prefix(max(1, area.height / 2)))
        (heads, text) = area.splitTop(head.count)
    }
}

/// What is said of a pane: before sending, while it runs, at its end.
struct ComparePaneWords {
    let state: CompareScreen.State
    let place: Int
    let session: Session
    let tick: Int

    private var theme: Theme { session.theme }

    /// The name in the border, with the mark and the sign of the best.
    var title: String {
        let mark = state.marked.contains(place) ? theme.markSign + " " : ""
        guard let sheet = state.sheet, let seat = state.seat(at: place) else {
            guard state.chosen.indices.contains(place) else { return "" }
            return mark + TextSanitizer.singleLine("\(state.chosen[place].reference)")
        }
        let turn = sheet.comparison.repeats > 1 ? " \(seat.turn + 1)/\(sheet.comparison.repeats)" : ""
        let best = sheet.best.contains(seat.slot) ? theme.starSign + " " : ""
        return mark + best + sheet.name(of: seat.slot) + turn
    }

    func lines(width: Int) -> [Line] {
        guard let sheet = state.sheet, let pane = state.pane(at: place) else { return before(width) }
        var line = Line(sign(pane).text + " ", style: theme[sign(pane).role])
        line.append(stage(pane, sheet), style: theme[.text])
        let figures = figures(pane, sheet)
        if !figures.isEmpty {
            line.append(theme.separator + figures.joined(separator: theme.separator), style: theme[.muted])
        }
        let notes = sheet.notes(of: pane.seat.slot).map { Line("! " + $0, style: theme[.warning]) }
        let judges = sheet.judgeWords(of: pane.seat.slot).map { Line($0, style: theme[.info]) }
        return TextWrap.wrap([line] + notes + judges, width: width)
    }

    /// What is known before anything is sent: what it costs, what it leaves out, what is set for it alone.
    private func before(_ width: Int) -> [Line] {
        guard state.chosen.indices.contains(place) else { return [] }
        let target = state.chosen[place]
        var lines: [Line] = []
        if let known = state.forecast.outlook?.targets.first(where: { $0.slot == place }),
            known.reference == target.reference || target.reference.model == nil
        {
            let cost = known.estimate?.words ?? "cost not known beforehand"
            lines.append(Line(state.repeats > 1 && !state.isRace ? "\(cost) each" : cost, style: theme[.text]))
            if let refusal = known.refusal { lines += ErrorPanel(refusal).lines(width: width, theme: theme) }
            lines += known.warnings.map { Line("! " + TextSanitizer.singleLine($0.message), style: theme[.warning]) }
        } else {
            lines.append(Line(state.forecast.isAsking ? "looking" + theme.ellipsis : "", style: theme[.muted]))
        }
        lines += target.overrides.sorted { $0.key.rawValue < $1.key.rawValue }.map { key, value in
            Line(
                TextSanitizer.singleLine("! \(key) is \(value.plainText) for this target alone"), style: theme[.warning]
            )
        }
        return TextWrap.wrap(lines, width: width)
    }

    func sign(_ pane: ComparisonPane) -> (text: String, role: ThemeRole) {
        switch pane.phase {
        case .finished(let status): status.sign(theme)
        case .refused: (theme.failedSign, .error)
        case .waiting, .retrying: (theme.limitedSign, .warning)
        case .unsent: (theme.limitedSign, .muted)
        default: (Spinner(tick: tick).text(unicode: theme.unicode), .accent)
        }
    }

    private func stage(_ pane: ComparisonPane, _ sheet: CompareSheet) -> String {
        if sheet.comparison.raceWinner == pane.generation { return "won the race" }
        switch pane.phase {
        case .unsent: return sheet.isCutOff(pane) ? "was never sent: r sends it" : "about to be sent"
        case .refused: return "not sent"
        case .opened: return "sent"
        case .waiting: return "waiting for its turn"
        case .retrying: return "sending again"
        case .accepted: return "accepted"
        case .queued(let position): return position.map { "\(min($0, 999_999)) ahead of it" } ?? "in the queue"
        case .working(let fraction): return fraction.map { "\(Int(min(max($0, 0), 1) * 100)) %" } ?? "working"
        case .thinking: return "thinking"
        case .writing: return "writing"
        case .fetching: return "fetching"
        case .finished(.succeeded): return "done"
        case .finished(let status): return status.rawValue
        }
    }

    /// First output, total, tokens per second, what it is, cost.
    private func figures(_ pane: ComparisonPane, _ sheet: CompareSheet) -> [String] {
        guard let record = pane.record else { return [] }
        var words: [String] = []
        if let first = record.timing.firstOutputMilliseconds {
            words.append("first \(Figures.duration(Double(first) / 1000))")
        }
        if let total = record.timing.totalMilliseconds, pane.isFinished {
            words.append("\(Figures.duration(Double(total) / 1000))")
        } else if !pane.isFinished {
            words.append(Figures.runningTime(session.now.timeIntervalSince(record.createdAt)))
        }
        if record.draft.modality == .text, let rate = ComparisonMeasures.tokensPerSecond(of: record) {
            words.append("\(Int(rate.rounded())) tokens/s")
        }
        if let asset = record.assets.first {
            words.append(Figures.facts(asset))
            if session.playing == asset.path { words.append("\(theme.playingSign) playing") }
        }
        if let cost = record.usage.costUSD {
            words.append(Figures.money(cost) + (record.usage.costIsEstimate ? " est." : ""))
        }
        return words
    }
}
