import TerminalUI

/// The two last lines: one sentence about what has the focus, and the keys.
struct StatusBar {
    var tip: Line
    var hints: [KeyHints.Hint]

    init(tip: Line, maps: [KeyMap<App.Message>]) {
        self.tip = tip
        let all = maps.flatMap { KeyHints($0).hints }
        // Help stays in sight however many keys the pane has.
        let help = all.filter { $0.text == "help" }
        let others = all.filter { $0.text != "help" }
        hints = others.prefix(2) + help + others.dropFirst(2)
    }

    func draw(tip tipRow: Rect, hints hintRow: Rect, on surface: inout Surface, theme: Theme) {
        Label(tip).draw(in: tipRow.inset(by: Insets(horizontal: 1, vertical: 0)), on: &surface, theme: theme)
        KeyHints(hints).draw(in: hintRow, on: &surface, theme: theme)
    }
}
