import Testing

@testable import TerminalNCurses

/// What is written to make a terminal show a notice on the desktop.
struct DesktopNoticeTests {
    private func sequence(_ title: String, _ body: String, _ variables: [String: String] = ["TERM": "xterm-256color"])
        -> String
    {
        DesktopNotice(title: title, body: body).sequence(on: TerminalEnvironment(variables))
    }

    @Test func `most terminals take one text, some a title and a body`() {
        #expect(sequence("Easel", "Video succeeded") == "\u{1b}]9;Easel: Video succeeded\u{07}")
        #expect(
            sequence("Easel", "a;b", ["TERM": "foot"]) == "\u{1b}]777;notify;Easel;a;b\u{07}")
        #expect(sequence("a;b", "c", ["TERM": "rxvt-unicode"]) == "\u{1b}]777;notify;a,b;c\u{07}")
        #expect(sequence("Easel", "") == "\u{1b}]9;Easel\u{07}")
    }

    @Test func `inside tmux it is wrapped, so that tmux hands it on`() {
        #expect(
            sequence("Easel", "x", ["TERM": "tmux-256color", "TMUX": "/tmp/t"])
                == "\u{1b}Ptmux;\u{1b}\u{1b}]9;Easel: x\u{07}\u{1b}\\")
    }

    @Test func `nothing in the text can end the sequence or begin another`() {
        let hostile = "a\u{1b}]0;owned\u{07}b\u{9c}c\u{1b}\\d\ne"
        for terminal in ["xterm", "foot"] {
            let inside = sequence(hostile, hostile, ["TERM": terminal]).dropFirst().dropLast()
            for scalar in inside.unicodeScalars {
                #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
            }
        }
    }

    @Test func `a number in front is no command, and a long text is cut`() {
        #expect(sequence("4;1;50", "") == "\u{1b}]9; 4,1,50\u{07}")
        #expect(sequence("Easel", String(repeating: "x", count: 10_000)).count < 300)
    }
}
