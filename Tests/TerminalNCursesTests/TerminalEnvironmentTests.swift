import TerminalNCurses
import Testing

struct TerminalEnvironmentTests {
    @Test func `a promise of true colour asks for a direct-colour entry first`() {
        func names(_ terminal: String, _ more: [String: String] = ["COLORTERM": "truecolor"]) -> [String] {
            TerminalEnvironment(["TERM": terminal].merging(more) { $1 }).terminfoNames
        }
        #expect(names("xterm-256color") == ["xterm-direct16", "xterm-direct", "xterm-256color"])
        #expect(names("tmux-256color") == ["tmux-direct", "tmux-256color", "xterm-256color"])
        #expect(names("alacritty") == ["alacritty-direct", "alacritty", "xterm-256color"])
        #expect(names("xterm-ghostty", [:]) == ["xterm-ghostty", "xterm-256color"])
        #expect(names("xterm", ["COLORTERM": "truecolor", "NO_COLOR": "1"]) == ["xterm", "xterm-256color"])
    }

    @Test(arguments: [
        (["LANG": "de_DE.UTF-8"], true), (["LANG": "C.utf8"], true), ([:], true), (["LANG": ""], true),
        (["LANG": "C"], false), (["LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"], false),
        (["LC_CTYPE": "de_DE.ISO-8859-1", "LANG": "de_DE.UTF-8"], false),
        (["LC_ALL": "en_US.UTF-8", "LANG": "C"], true),
    ])
    func `Unicode is drawn unless the locale says otherwise`(variables: [String: String], expected: Bool) {
        #expect(TerminalEnvironment(variables).wantsUnicode == expected)
    }

    @Test func `an empty NO_COLOR does not count`() {
        #expect(!TerminalEnvironment(["NO_COLOR": ""]).refusesColor)
        #expect(TerminalEnvironment(["NO_COLOR": "1"]).refusesColor)
    }

    @Test(arguments: [
        TerminalOpeningError.notATerminal(stream: "standard input"), .terminalNotNamed,
        .terminalTooSimple(name: "dumb"),
        .terminfoMissing(name: "x"), .system(call: "pipe", code: 24),
    ])
    func `an error is one line`(error: TerminalOpeningError) {
        #expect(!error.description.isEmpty && !error.description.contains("\n"))
    }
}
