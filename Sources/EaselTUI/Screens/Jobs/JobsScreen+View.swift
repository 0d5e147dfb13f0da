import EaselCore
import TerminalUI

extension JobsScreen {
    static func view(_ state: State, _ session: Session, tick: Int, on surface: inout Surface) {
        let theme = session.theme
        let layout = state.layout(in: session)
        let rows = state.rows(session)
        let selected = rows.indices.contains(state.list.selected) ? rows[state.list.selected] : nil
        var borders = BorderCanvas()
        borders.add(layout.list, title: title(state, rows, theme), isFocused: !state.isDetailFocused)
        if let detail = layout.detail {
            let title = selected.map { "Job \($0.id.short)\(theme.separator)\($0.words(at: session.now))" }
            borders.add(detail, title: title ?? "", isFocused: state.isDetailFocused)
        }
        borders.draw(on: &surface, theme: theme)
        if rows.isEmpty {
            Paragraph(emptyWords(state), style: theme[.muted], width: max(1, layout.table.width)).draw(
                in: layout.table, on: &surface)
        } else {
            JobList(rows: rows, state: state, session: session, tick: tick).draw(in: layout.table, on: &surface)
        }
        if let selected { drawDetail(selected, state, session, tick: tick, in: layout.inside, on: &surface) }
    }

    /// One line below the screen: what the session costs, and what survives.
    static func tip(_ state: State, _ session: Session) -> Line {
        let theme = session.theme
        if !state.marked.isEmpty {
            let count = state.marked.count
            return Line(
                "\(count) marked: x cancels \(count == 1 ? "it" : "them together"), Space takes a mark away.",
                style: theme[.text])
        }
        let spent = session.spentSession.map { "This session: \($0.words). " } ?? ""
        return Line(
            spent + "What a provider accepted survives quitting and is picked up on the next start.",
            style: theme[.muted])
    }

    private static func title(_ state: State, _ rows: [JobRow], _ theme: Theme) -> String {
        let running = rows.filter(\.isUnfinished).count
        var parts = [running == 0 ? "Jobs" : "Jobs, \(running) running"]
        if state.filter != .all { parts.append("\(state.filter.words) only") }
        if !state.marked.isEmpty { parts.append("\(state.marked.count) marked") }
        return parts.joined(separator: theme.separator)
    }

    private static func emptyWords(_ state: State) -> String {
        switch state.filter {
        case .all: "Nothing runs. Jobs that a provider accepted survive quitting: they are picked up on the next start."
        case .running: "Nothing runs. f shows the others."
        case .failed: "Nothing failed. f shows the others."
        }
    }

    private static func drawDetail(
        _ row: JobRow, _ state: State, _ session: Session, tick: Int, in area: Rect, on surface: inout Surface
    ) {
        guard !area.isEmpty else { return }
        let theme = session.theme
        let head = headHeight(row, in: area)
        let prompt = TextSanitizer.singleLine(String(row.job.record.draft.prompt.prefix(500)))
        Label(prompt, style: theme[.text]).draw(in: area.row(0), on: &surface, theme: theme)
        if head > 1 {
            drawStage(row, session, tick: tick, in: area.row(1), gauge: head > 2 ? area.row(2) : .zero, on: &surface)
        }
        let rest = area.splitTop(head).rest
        let detail = JobDetail(row, session, width: rest.width - 1)
        let (body, bar) = ScrollBar.place(in: rest, total: detail.lines.count)
        for (y, line) in detail.shown(height: body.height, top: state.detailTop).enumerated() {
            Label(line).draw(in: body.row(y), on: &surface, theme: theme)
        }
        if let bar {
            let offset = state.detailTop ?? max(0, detail.lines.count - body.height)
            ScrollBar(total: detail.lines.count, visible: body.height, offset: offset).draw(
                in: bar, on: &surface, theme: theme)
        }
    }

    /// How it stands and for how long; how far it is, where that is known or moves.
    private static func drawStage(
        _ row: JobRow, _ session: Session, tick: Int, in line: Rect, gauge: Rect, on surface: inout Surface
    ) {
        let theme = session.theme
        let sign = row.sign(theme, tick: tick)
        var words = Line(sign.text + " ", style: theme[sign.role])
        words.append(row.words(at: session.now), style: theme[.text])
        words.append("  " + Figures.runningTime(row.job.elapsed(at: session.now)), style: theme[.muted])
        Label(words).draw(in: line, on: &surface, theme: theme)
        guard row.job.progress != nil || row.place == .here else { return }
        let label = row.job.progress.map { "\(Int(($0 * 100).rounded(.down))) %" } ?? ""
        Gauge(row.job.progress, label: label, tick: tick).draw(in: gauge, on: &surface, theme: theme)
    }

    /// Rows above the detail's lines: the prompt, and while it runs the stage and the gauge.
    private static func headHeight(_ row: JobRow, in area: Rect) -> Int {
        guard row.isUnfinished, area.height >= 4 else { return 1 }
        return row.job.modality == .text || row.job.progress == nil && row.place != .here ? 2 : 3
    }

    /// The detail's lines and their place; nil without a job or without room.
    static func detailArea(_ state: State, _ session: Session) -> (place: Rect, detail: JobDetail)? {
        let area = state.layout(in: session).inside
        guard let row = state.selected(session), !area.isEmpty else { return nil }
        let rest = area.splitTop(headHeight(row, in: area)).rest
        return (rest, JobDetail(row, session, width: rest.width - 1))
    }

    static func grips(_ state: State, _ session: Session) -> [ScrollGrip] {
        let table = state.layout(in: session).table.splitTop(1).rest
        let list = ScrollGrip(.jobs, in: table, total: state.rows(session).count)
        let detail = detailArea(state, session).flatMap {
            ScrollGrip(.jobDetail, in: $0.place, total: $0.detail.lines.count)
        }
        return [list, detail].compactMap(\.self)
    }
}
