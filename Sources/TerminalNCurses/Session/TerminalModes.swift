/// The escape sequences that ncurses does not know, written beside its output. Sources: XTerm Control Sequences and the
/// kitty keyboard protocol.
struct TerminalModes {
    let environment: TerminalEnvironment
    /// The terminal said that it speaks the kitty keyboard protocol.
    var hasKittyKeyboard = false

    /// Whether presses, drags and the wheel are reported; without them the terminal selects text as usual.
    let takesMouse: Bool

    init(environment: TerminalEnvironment, takesMouse: Bool) {
        self.environment = environment
        self.takesMouse = takesMouse
    }

    /// Presses, drags and the wheel (1000, 1002) in decimal (1006).
    private static let mouseReports = ["1000", "1002", "1006"]
    /// Bracketed paste (2004); focus (1004).
    private static let otherReports = ["2004", "1004"]

    /// Alt with a key comes as an escape and the key (1036, 1039), which xterm does only when told to: else Alt-2 is "²". What
    /// was set before is kept by the terminal (XTSAVE) and given back (XTRESTORE).
    private static let altIsEscape = "\u{1b}[?1036;1039s\u{1b}[?1036;1039h"
    private static let altAsBefore = "\u{1b}[?1036;1039r"

    private var reports: [String] { (takesMouse ? TerminalModes.mouseReports : []) + TerminalModes.otherReports }

    /// Question whether the kitty keyboard protocol is there; other terminals ignore it.
    private static let askForKittyKeyboard = "\u{1b}[?u"
    /// Keys that have no byte of their own (Shift-Enter, Ctrl-Enter) come as sequences.
    static let pushKittyKeyboard = "\u{1b}[>1u"
    private static let popKittyKeyboard = "\u{1b}[<u"

    /// Turns the reports on, inside the alternate screen.
    var on: String {
        var text = reports.map { "\u{1b}[?\($0)h" }.joined() + TerminalModes.altIsEscape
        // Some terminals take this for "underline, bold", tmux surely does not.
        if environment.isInsideTmux { text += "\u{1b}[>4;1m" }
        text += hasKittyKeyboard ? TerminalModes.pushKittyKeyboard : TerminalModes.askForKittyKeyboard
        return text
    }

    /// Turns the reports off, inside the alternate screen.
    var off: String {
        var text = reports.reversed().map { "\u{1b}[?\($0)l" }.joined() + TerminalModes.altAsBefore
        if environment.isInsideTmux { text += "\u{1b}[>4;0m" }
        if hasKittyKeyboard { text += TerminalModes.popKittyKeyboard }
        return text
    }

    /// Everything back to normal after a crash, when ncurses can no longer be asked: reports off, keypad and scroll region
    /// and character set and colours normal, wrap on, cursor shown, main screen.
    var reset: String {
        off + TerminalModes.popKittyKeyboard
            + "\u{1b}[?1l\u{1b}>\u{1b}[r\u{1b}(B\u{1b}[m\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l"
    }
}
