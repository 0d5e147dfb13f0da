import EaselCore
import TerminalUI

/// Generations in rows: state, what, where, how far, how long.
struct JobList {
    let rows: [LiveGeneration]
    let state: ListState
    let session: Session
    let tick: Int

    func draw(in area: Rect, on surface: inout Surface) {
        ItemList(count: rows.count, state: state) { row in line(rows[row], width: area.width) }
            .draw(in: area, on: &surface, theme: session.theme)
    }

    private func line(_ job: LiveGeneration, width: Int) -> Line {
        let theme = session.theme
        let sign = job.sign(theme)
        var line = Line(
            (job.isRunning ? Spinner(tick: tick).text(unicode: theme.unicode) : sign.text) + " ",
            style: theme[sign.role])
        line.append(job.modality.rawValue.padded(to: 7), style: theme[.accent])
        line.append(column("\(job.record.target)", max(12, width / 4)), style: theme[.text])
        line.append(column(job.stageWords, 22), style: theme[sign.role])
        line.append(column(percentage(job), 6), style: theme[.text])
        line.append(column(time(job), 8), style: theme[.muted])
        line.append(TextSanitizer.singleLine(String(job.record.draft.prompt.prefix(200))), style: theme[.text])
        return line
    }

    private func column(_ text: String, _ width: Int) -> String {
        session.theme.truncated(TextSanitizer.singleLine(text), to: width - 1).padded(to: width)
    }

    private func percentage(_ job: LiveGeneration) -> String {
        guard job.isRunning, let progress = job.progress else { return "" }
        return "\(Int(progress * 100)) %"
    }

    private func time(_ job: LiveGeneration) -> String {
        let seconds = job.elapsed(at: session.now)
        return job.isRunning ? Figures.runningTime(seconds) : Figures.duration(seconds)
    }
}
