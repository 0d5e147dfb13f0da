import TerminalUI

/// The two last lines: one sentence about what has the focus, and the keys.
struct StatusBar {
    var tip: Line
    var hints: [KeyHints.Hint]

    init(tip: Line, maps: [KeyMap<App.Message>]) {
        self.tip = tip
        let all = maps.flatMap { KeyHints($0).hints }
        // Help and palette stay in sight however many keys the pane has.
        let isKept: (KeyHints.Hint) -> Bool = { $0.text == "help" || $0.text == "palette" }
        let help = all.filter(isKept)
        let others = all.filter { !isKept($0) }
        hints = others.prefix(2) + help + others.dropFirst(2)
    }

    func draw(tip tipRow: Rect, hints hintRow: Rect, on surface: inout Surface, theme: Theme) {
        Label(tip).draw(in: tipRow.inset(by: Insets(horizontal: 1, vertical: 0)), on: &surface, theme: theme)
        KeyHints(hints).draw(in: hintRow, on: &surface, theme: theme)
    }
}
