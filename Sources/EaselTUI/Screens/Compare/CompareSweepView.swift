import EaselCore
import EaselEngine
import TerminalUI

/// Draws a sweep in place of the panes: how far it is, what it cost, what ended last.
struct CompareSweepView {
    let sweep: CompareSweep
    let session: Session
    let tick: Int

    private var theme: Theme { session.theme }

    /// Rows above the list.
    static func heads(_ area: Rect) -> Int { min(4, max(0, area.height - 1)) }

    /// Where the list of what ended is.
    static func list(in area: Rect) -> Rect { area.inset(by: Insets(top: heads(area))) }

    func draw(in area: Rect, on surface: inout Surface) {
        guard !area.isEmpty else { return }
        let heads = Self.heads(area)
        let words = [stage, figures, place]
        for (y, line) in words.prefix(max(0, heads - 1)).enumerated() {
            Label(line.truncated(to: area.width, ellipsis: theme.ellipsis)).draw(
                in: area.row(y), on: &surface, theme: theme)
        }
        if heads > 0 {
            Gauge(
                sweep.requests > 0 ? Double(sweep.done) / Double(sweep.requests) : nil,
                label: "\(sweep.done)/\(sweep.requests)", tick: tick
            ).draw(in: area.row(heads - 1), on: &surface, theme: theme)
        }
        let list = Self.list(in: area)
        let (body, bar) = ScrollBar.place(in: list, total: sweep.lines.count)
        let top = min(sweep.top, max(0, sweep.lines.count - list.height))
        for (y, line) in sweep.lines.dropFirst(top).prefix(list.height).enumerated() {
            surface.write(
                self.line(line, width: body.width).truncated(to: body.width, ellipsis: theme.ellipsis),
                at: body.origin.offset(y: y),
                in: body)
        }
        if let bar {
            ScrollBar(total: sweep.lines.count, visible: list.height, offset: top).draw(
                in: bar, on: &surface, theme: theme)
        }
    }

    private var stage: Line {
        if let problem = sweep.problem {
            return Line(TextSanitizer.singleLine(problem.message + " " + problem.remedy), style: theme[.error])
        }
        if sweep.isRunning {
            let words = sweep.isStopping ? "stopping: what is under way ends" : "sending"
            return Line("\(Spinner(tick: tick).text(unicode: theme.unicode)) \(words)", style: theme[.accent])
        }
        switch sweep.tally.stop {
        case .budget: return Line("The cap is reached: r goes on with a larger one.", style: theme[.warning])
        case .interrupted: return Line("Stopped: r goes on with what is left.", style: theme[.warning])
        case .failure(let error): return Line(TextSanitizer.singleLine(error.message), style: theme[.error])
        case .unread, nil: break
        }
        guard sweep.tally.failed + sweep.tally.open == 0 else {
            return Line("Ended, not all of it well: r tries again what failed.", style: theme[.warning])
        }
        return Line("\(theme.doneSign) All of it is done.", style: theme[.success])
    }

    private var figures: Line {
        let tally = sweep.tally
        var words = ["\(tally.succeeded + tally.skipped) done"]
        if tally.skipped > 0 { words.append("\(tally.skipped) of them before") }
        if tally.failed > 0 { words.append("\(tally.failed) failed") }
        if tally.running > 0 { words.append("\(tally.running) under way") }
        let cap = sweep.order.plan.capUSD.map { " of \(Figures.money($0))" } ?? ""
        words.append("spent \(Figures.money(sweep.spent))\(cap)")
        if sweep.unknown > 0 { words.append("\(sweep.unknown) of unknown cost") }
        return Line(words.joined(separator: theme.separator), style: theme[.text])
    }

    private var place: Line {
        guard let sheet = sweep.sheet else {
            let words = sweep.isRunning ? "A contact sheet is written at the end." : ""
            return Line(words, style: theme[.muted])
        }
        return Line("contact sheet  " + TextSanitizer.singleLine(sheet), style: theme[.success])
    }

    private func line(_ line: SweepLine, width: Int) -> Line {
        let sign = line.status.sign(theme)
        var words = Line("\(sign.text) ", style: theme[sign.role])
        // What differs from row to row stands first; the prompt leaves room for the rest.
        words.append(theme.truncated(TextSanitizer.singleLine(line.words), to: max(8, width / 2)), style: theme[.text])
        if let cost = line.cost { words.append(theme.separator + Figures.money(cost), style: theme[.muted]) }
        words.append(theme.separator + TextSanitizer.singleLine("\(line.target)"), style: theme[.muted])
        if let problem = line.problem {
            words.append(theme.separator + TextSanitizer.singleLine(problem), style: theme[.error])
        }
        return words
    }
}
