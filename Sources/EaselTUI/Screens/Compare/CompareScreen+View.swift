import EaselCore
import EaselEngine
import Foundation
import TerminalUI

extension CompareScreen {
    /// Draws into the body of the frame; returns where the cursor stands.
    static func view(_ state: State, _ session: Session, tick: Int, on surface: inout Surface) -> Point? {
        let theme = session.theme
        let layout = state.layout(in: session)
        drawTabs(state, in: layout.tabs, on: &surface, theme: theme)
        var borders = BorderCanvas()
        if layout.prompt.height >= 3 {
            borders.add(layout.prompt, title: promptTitle(state, theme), isFocused: state.focus == .prompt)
        }
        for (index, frame) in layout.panes.enumerated() {
            let place = layout.panes.count > 1 ? index : state.selected
            let words = ComparePaneWords(state: state, place: place, session: session, tick: tick)
            let isSweep = state.look == .sweep
            let isChosen = state.focus == .panes && (isSweep || place == state.selected)
            let title = isSweep ? sweepTitle(state) : layout.isFolded ? "" : words.title
            borders.add(frame, title: title, isFocused: isChosen)
        }
        if let table = layout.table {
            borders.add(table, title: tableTitle(state, theme), isFocused: state.focus == .table)
        }
        borders.draw(on: &surface, theme: theme)
        if let names = layout.names { drawNames(state, session, tick: tick, in: names, on: &surface) }
        drawPanes(state, session, tick: tick, layout, on: &surface)
        if let table = layout.table {
            CompareTableView(state: state, session: session).draw(
                in: table.inset(by: Insets(horizontal: 2, vertical: 1)), on: &surface)
        }
        let inside = layout.prompt.inset(by: Insets(horizontal: 2, vertical: 1))
        guard !inside.isEmpty else { return nil }
        let cursor = TextArea(
            state.prompt.buffer, placeholder: "What shall all of them make?", role: .text
        ).draw(in: inside, on: &surface, theme: theme)
        return state.focus == .prompt ? cursor : nil
    }

    private static func drawPanes(
        _ state: State, _ session: Session, tick: Int, _ layout: CompareLayout, on surface: inout Surface
    ) {
        let theme = session.theme
        if state.look == .sweep, let sweep = state.sweep {
            return CompareSweepView(sweep: sweep, session: session, tick: tick).draw(
                in: layout.inside(0), on: &surface)
        }
        guard state.count > 0 else {
            Paragraph(
                "Alt-A adds a target: a model of a provider that is set up. Two to six are compared.",
                style: theme[.muted], width: max(1, layout.inside(0).width)
            ).draw(in: layout.inside(0), on: &surface)
            return
        }
        if state.look.needsBoth, layout.panes.count == 1 {
            let area = layout.inside(0)
            guard state.look == .difference, let difference = CompareDifference(state, session, width: area.width)
            else {
                return ComparePictures(state: state, session: session).draw(in: area, on: &surface)
            }
            let (top, body) = area.splitTop(1)
            Label(difference.caption, style: theme[.muted]).draw(in: top, on: &surface, theme: theme)
            let first = min(state.lookTop, max(0, difference.lines.count - body.height))
            for (y, line) in difference.lines.dropFirst(first).prefix(body.height).enumerated() {
                surface.write(line, at: body.origin.offset(y: y), in: body)
            }
            return
        }
        for index in layout.panes.indices {
            let place = layout.panes.count > 1 ? index : state.selected
            ComparePaneView(state: state, place: place, session: session, tick: tick).draw(
                in: layout.inside(index), on: &surface)
        }
    }

    /// The panes when one is in sight: the open one in brackets, each with its sign.
    private static func drawNames(
        _ state: State, _ session: Session, tick: Int, in row: Rect, on surface: inout Surface
    ) {
        let theme = session.theme
        let titles = (0..<state.count).map { place in
            let words = ComparePaneWords(state: state, place: place, session: session, tick: tick)
            let sign = state.pane(at: place).map { words.sign($0).text + " " } ?? ""
            let room = max(4, row.width / max(1, min(state.count, 3)) - 5)
            return sign + theme.truncated(words.title, to: room)
        }
        Tabs(titles, selected: state.selected).draw(in: row, on: &surface, theme: theme)
    }

    private static func drawTabs(_ state: State, in row: Rect, on surface: inout Surface, theme: Theme) {
        let tabs = Tabs(
            Modality.allCases.map(\.title), selected: Modality.allCases.firstIndex(of: state.modality) ?? 0)
        let place = row.inset(by: Insets(left: 1))
        tabs.draw(in: place, on: &surface, theme: theme)
        let end = tabs.places(in: place).map(\.maxX).max() ?? row.x
        var ways: [String] = []
        let comparison = state.sheet?.comparison
        if comparison?.isBlind ?? state.isBlind { ways.append("blind") }
        if (comparison?.kind ?? (state.isRace ? .race : .sideBySide)) == .race { ways.append("race") }
        let repeats = comparison?.repeats ?? (state.isRace ? 1 : state.repeats)
        if repeats > 1 { ways.append("\(repeats) times each") }
        let words = Line(ways.joined(separator: theme.separator) + " ", style: theme[.badge])
        guard !ways.isEmpty, end + words.width < row.maxX else { return }
        surface.write(words, at: Point(x: row.maxX - words.width, y: row.y), in: row)
    }

    private static func promptTitle(_ state: State, _ theme: Theme) -> String {
        let shared = state.shared.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            TextSanitizer.singleLine("\($0.key) \($0.value.plainText)")
        }
        let files = state.attachments.map { attachment in
            let role = attachment.role == .reference ? "" : " as \(attachment.role.rawValue)"
            return TextSanitizer.singleLine(attachment.file.lastPathComponent) + role
        }
        let name = state.sheet?.comparison.name.map { ["\"\(TextSanitizer.singleLine($0))\""] } ?? []
        return (["Prompt"] + name + files + shared).joined(separator: theme.separator)
    }

    private static func sweepTitle(_ state: State) -> String {
        guard let plan = state.sweep?.order.plan else { return "Sweep" }
        let prompts = plan.prompts.count == 1 ? "1 prompt" : "\(plan.prompts.count) prompts"
        return "Sweep: \(prompts) at \(plan.targets.count) targets"
    }

    private static func tableTitle(_ state: State, _ theme: Theme) -> String {
        guard let sheet = state.sheet else { return "Before sending" }
        let p50 = sheet.comparison.repeats > 1 ? "Measures, p50 of \(sheet.comparison.repeats)" : "Measures"
        return p50 + theme.separator + "spent " + sheet.board.spending.words
    }

    /// One line below the screen.
    static func tip(_ state: State, _ session: Session) -> Line {
        let theme = session.theme
        if state.look == .sweep {
            return Line(
                "A kept sweep goes on after a restart: Alt-L lists them. Escape leaves it.", style: theme[.muted])
        }
        guard let sheet = state.sheet else { return forecastTip(state, theme) }
        if let judging = state.judging, judging.comparison == sheet.comparison.id {
            let judge = TextSanitizer.singleLine("\(judging.judge)")
            return Line("\(judge) judges" + theme.ellipsis + " Ctrl-C cancels it.", style: theme[.accent])
        }
        if let problem = sheet.judgeProblem {
            return Line(TextSanitizer.singleLine(problem.message + " " + problem.remedy), style: theme[.warning])
        }
        let cutOff = sheet.board.all.count(where: sheet.isCutOff)
        if cutOff > 0 {
            let words =
                "\(cutOff) of \(sheet.board.all.count) never sent, for Easel ended before: Alt-C sends what is left."
            return Line(words, style: theme[.warning])
        }
        if let verdict = sheet.verdictWords { return Line(verdict, style: theme[.success]) }
        if !sheet.board.isFinished {
            let done = sheet.board.all.count(where: \.isFinished)
            return Line("\(done) of \(sheet.board.all.count) done. x cancels the selected one.", style: theme[.muted])
        }
        let hidden = sheet.isRevealed ? "" : " Names are hidden until the vote."
        return Line(
            "b says that the selected one is the best, = a tie, ! that all are bad.\(hidden)", style: theme[.muted])
    }

    private static func forecastTip(_ state: State, _ theme: Theme) -> Line {
        if state.sending != nil { return Line("sending" + theme.ellipsis, style: theme[.muted]) }
        guard state.chosen.count >= 2 else {
            return Line("A comparison has 2 to 6 targets: Alt-A adds one.", style: theme[.warning])
        }
        if let problem = state.forecast.problem {
            return Line(TextSanitizer.singleLine(problem.message), style: theme[.warning])
        }
        guard let outlook = state.forecast.outlook else { return Line("", style: theme[.muted]) }
        let unfair = outlook.fairness.parameters
        let words =
            "\(state.chosen.count) targets\(outlook.repeats > 1 ? ", \(outlook.repeats) times each" : ""), cost \(outlook.costWords)."
        guard !unfair.isEmpty else { return Line(words, style: theme[.muted]) }
        return Line(
            words + " ! Not all honour " + TextSanitizer.singleLine(unfair.joined(separator: ", ")) + ".",
            style: theme[.warning])
    }
}
