import EaselCore
import TerminalUI

extension JobsScreen {
    static func view(_ state: State, _ session: Session, tick: Int, on surface: inout Surface) {
        let theme = session.theme
        let layout = state.layout(in: session)
        let rows = state.rows(session)
        let running = rows.filter(\.isRunning).count
        var borders = BorderCanvas()
        borders.add(layout.list, title: running == 0 ? "Jobs" : "Jobs, \(running) running", isFocused: true)
        let selected = state.selected(session)
        if let detail = layout.detail {
            borders.add(detail, title: selected.map { "Job \($0.id.short)" } ?? "", isFocused: false)
        }
        borders.draw(on: &surface, theme: theme)
        if rows.isEmpty {
            let words =
                "Nothing runs. Jobs that a provider accepted survive quitting: they are picked up on the next start."
            Paragraph(words, style: theme[.muted], width: max(1, layout.rows.width)).draw(in: layout.rows, on: &surface)
        }
        JobList(rows: rows, state: state.list, session: session, tick: tick).draw(in: layout.rows, on: &surface)
        if let selected { drawDetail(selected, session, tick: tick, in: layout.inside, on: &surface) }
    }

    private static func drawDetail(
        _ job: LiveGeneration, _ session: Session, tick: Int, in area: Rect, on surface: inout Surface
    ) {
        let theme = session.theme
        let prompt = TextSanitizer.singleLine(String(job.record.draft.prompt.prefix(500)))
        Label(prompt, style: theme[.text]).draw(in: area.row(0), on: &surface, theme: theme)
        let rest = area.splitTop(1).rest
        if job.isRunning {
            ProgressPanel(generation: job, session: session, tick: tick).draw(in: rest, on: &surface)
        } else {
            var lines = job.record.assets.map { Line($0.path, style: theme[.link]) }
            if let error = job.error { lines += ErrorPanel(error).lines(width: max(1, rest.width), theme: theme) }
            lines.append(Line(job.measures(at: session.now).joined(separator: theme.separator), style: theme[.muted]))
            for (y, line) in lines.prefix(rest.height).enumerated() {
                Label(line).draw(in: rest.row(y), on: &surface, theme: theme)
            }
        }
    }
}
