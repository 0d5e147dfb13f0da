import TerminalUI

/// Waits for a key that an action shall have from now on.
struct KeyCapture: Equatable {
    var place: String
    var name: String
    var help: String
    /// What it has now.
    var keys: String

    /// What the next key means: it is kept, or it leaves.
    func change(_ chord: KeyChord) -> StudioSettings.Change? {
        chord == KeyChord(.escape) ? nil : .texts([chord.notation])
    }

    func draw(in screen: Rect, on surface: inout Surface, theme: Theme) {
        let now = keys.isEmpty ? "no key" : keys
        Dialog(
            title: "A new key",
            message: [
                Line(help, style: theme[.dialog]), Line("now: \(now)", style: theme.style(.muted, on: .dialog)), Line(),
                Line("Press the new key. Esc leaves it as it is.", style: theme[.dialog]),
            ]
        ).draw(in: screen, on: &surface, theme: theme)
    }
}
