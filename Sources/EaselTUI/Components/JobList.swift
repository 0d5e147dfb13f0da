import EaselCore
import TerminalUI

/// Generations in rows: state, what, where, how far, how long.
struct JobList {
    let rows: [JobRow]
    let state: JobsScreen.State
    let session: Session
    let tick: Int

    private var theme: Theme { session.theme }

    /// - Parameter width: columns that the table has; less of it is shown where there are few.
    func table(width: Int) -> Table {
        let columns = Self.columns(width)
        return Table(
            columns: columns.map(\.column), count: rows.count, state: state.list, isFocused: !state.isDetailFocused
        ) { index in columns.map { cell($0, rows[index]) } }
    }

    func draw(in area: Rect, on surface: inout Surface) {
        table(width: area.width).draw(in: area, on: &surface, theme: theme)
    }

    private enum Field {
        case sign, kind, target, state, progress, time, prompt

        var column: TableColumn {
            switch self {
            case .sign: TableColumn("", width: .fixed(3))
            case .kind: TableColumn("kind", width: .fixed(6))
            case .target: TableColumn("target", width: .fill(1))
            case .state: TableColumn("state", width: .fixed(24))
            case .progress: TableColumn("done", width: .fixed(5), alignment: .right)
            case .time: TableColumn("time", width: .fixed(8), alignment: .right)
            case .prompt: TableColumn("prompt", width: .fill(1))
            }
        }
    }

    private static func columns(_ width: Int) -> [Field] {
        if width < 64 { return [.sign, .target, .state, .progress] }
        if width < 90 { return [.sign, .kind, .target, .state, .progress, .time] }
        return [.sign, .kind, .target, .state, .progress, .time, .prompt]
    }

    private func cell(_ field: Field, _ row: JobRow) -> Line {
        let sign = row.sign(theme, tick: tick)
        switch field {
        case .sign:
            var line = Line(state.marked.contains(row.id) ? theme.markSign : " ", style: theme[.accent])
            line.append(sign.text, style: theme[sign.role])
            return line
        case .kind: return Line(row.job.modality.rawValue, style: theme[.accent])
        case .target: return Line(TextSanitizer.singleLine("\(row.job.record.rerunTarget)"), style: theme[.text])
        case .state: return Line(row.words(at: session.now), style: theme[sign.role])
        case .progress:
            guard row.isUnfinished, let progress = row.job.progress else { return Line() }
            return Line("\(Int(progress * 100)) %", style: theme[.text])
        case .time:
            let seconds = row.job.elapsed(at: session.now)
            return Line(
                row.isUnfinished ? Figures.runningTime(seconds) : Figures.duration(seconds), style: theme[.muted])
        case .prompt:
            return Line(TextSanitizer.singleLine(String(row.job.record.draft.prompt.prefix(200))), style: theme[.text])
        }
    }
}
