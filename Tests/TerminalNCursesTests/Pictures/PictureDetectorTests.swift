import TerminalUI
import Testing

@testable import TerminalNCurses

@Suite struct PictureDetectorTests {
    private static let kittyIsThere = TerminalReply.graphics(id: PictureDetector.questionID, isOK: true)
    private static let sixelIsThere = TerminalReply.attributes([62, 4, 22])
    private static let cell = TerminalReply.cellSize(Size(width: 9, height: 18))

    private func detector(
        _ setting: PictureProtocol = .auto, _ variables: [String: String] = ["TERM": "xterm-256color"],
        _ replies: [TerminalReply] = [], after elapsed: Duration = .milliseconds(50)
    ) -> PictureDetector {
        var detector = PictureDetector(setting, environment: TerminalEnvironment(variables))
        for reply in replies { detector.take(reply, after: elapsed) }
        return detector
    }

    @Test func `without an answer pictures are half blocks`() {
        #expect(detector().chosen == .blocks)
        #expect(detector(.auto, ["TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"]).chosen == .blocks)
        #expect(detector(.auto, ["TERM": "xterm-256color"], [.attributes([62, 22])]).chosen == .blocks)
    }

    @Test func `kitty's graphics need a terminal that draws placeholders`() {
        let xterm = ["TERM": "xterm-256color"]
        #expect(detector(.auto, xterm, [Self.kittyIsThere, .version("kitty(0.35.2)")]).chosen == .kitty)
        #expect(detector(.auto, xterm, [Self.kittyIsThere, .version("ghostty 1.1.0")]).chosen == .kitty)
        #expect(detector(.auto, ["TERM": "xterm-kitty"], [Self.kittyIsThere]).chosen == .kitty)
        #expect(detector(.auto, xterm, [Self.kittyIsThere, .version("Konsole 24.02")]).chosen == .blocks)
        // Started from kitty, but another terminal by what it says itself.
        let inherited = ["TERM": "xterm-256color", "KITTY_WINDOW_ID": "7"]
        #expect(detector(.auto, inherited, [Self.kittyIsThere, .version("WezTerm 2024")]).chosen == .blocks)
        let refused = TerminalReply.graphics(id: PictureDetector.questionID, isOK: false)
        #expect(detector(.auto, xterm, [refused, .version("kitty(0.35.2)")]).chosen == .blocks)
        #expect(detector(.auto, xterm, [.graphics(id: 1, isOK: true), .version("kitty(0.35.2)")]).chosen == .blocks)
    }

    @Test func `iTerm2's files go to terminals known for them, sixels to those that list them`() {
        let xterm = ["TERM": "xterm-256color"]
        #expect(detector(.auto, xterm, [.version("iTerm2 3.5.0"), Self.sixelIsThere]).chosen == .iterm2)
        let app = ["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"]
        #expect(detector(.auto, app, [.attributes([62])]).chosen == .iterm2)
        #expect(detector(.auto, xterm, [Self.cell, Self.sixelIsThere]).chosen == .sixel)
        // 4 in the first place is the kind of terminal, not a feature.
        #expect(detector(.auto, xterm, [Self.cell, .attributes([4, 6])]).chosen == .blocks)
    }

    @Test func `sixels need the size of a cell, and an absurd one is not believed`() {
        let xterm = ["TERM": "foot"]
        #expect(detector(.auto, xterm, [Self.sixelIsThere]).chosen == .blocks)
        for size in [Size.zero, Size(width: 5000, height: 10), Size(width: 1, height: 1)] {
            #expect(detector(.auto, xterm, [.cellSize(size), Self.sixelIsThere]).chosen == .blocks)
        }
        #expect(detector(.sixel, xterm, []).chosen == .blocks)
        #expect(detector(.sixel, xterm, [Self.cell]).chosen == .sixel)
    }

    @Test func `an answer that comes too late changes nothing`() {
        let late = PictureDetector.patience + .milliseconds(1)
        let replies = [Self.kittyIsThere, .version("kitty(0.35.2)"), Self.cell, Self.sixelIsThere]
        #expect(detector(.auto, ["TERM": "xterm-256color"], replies, after: late).chosen == .blocks)
    }

    @Test func `inside tmux the terminal outside is asked, and only what tmux carries is used`() {
        let tmux = ["TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0", "TERM_PROGRAM": "tmux"]
        let questions = detector(.auto, tmux).questions
        #expect(questions.contains("\u{1b}Ptmux;\u{1b}\u{1b}_Gi=1907,"))
        #expect(!questions.replacing("\u{1b}\u{1b}", with: "").contains("\u{1b}_G"))
        #expect(questions.hasSuffix("\u{1b}[c"))
        #expect(detector(.auto, tmux, [.attributes([1, 2])]).chosen == .blocks)
        let kitty = tmux.merging(["KITTY_WINDOW_ID": "1"]) { $1 }
        #expect(detector(.auto, kitty, [.attributes([1, 2])]).chosen == .blocks)
        #expect(detector(.auto, kitty, [.attributes([1, 2]), Self.kittyIsThere]).chosen == .kitty)
        #expect(detector(.auto, tmux, [Self.cell, .attributes([1, 2, 4])]).chosen == .sixel)
        #expect(detector(.iterm2, tmux).chosen == .blocks)
        #expect(detector(.sixel, tmux, [Self.cell]).chosen == .blocks)
        #expect(detector(.kitty, tmux).chosen == .kitty)
    }

    @Test func `a terminal that would print a question is not asked it`() {
        #expect(detector(.auto, ["TERM": "linux"]).questions.isEmpty)
        #expect(!detector(.auto, ["TERM": "screen-256color"]).questions.contains("_G"))
        let apple = ["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"]
        #expect(!detector(.auto, apple).questions.contains("_G"))
        #expect(detector(.blocks).questions.isEmpty)
        #expect(detector(.none).questions.isEmpty)
        #expect(!detector(.kitty).questions.contains("_G"))
    }

    @Test func `a setting is obeyed`() {
        for setting in [PictureProtocol.none, .blocks, .kitty, .iterm2] {
            let asked = detector(setting, ["TERM": "xterm-256color"], [Self.kittyIsThere, Self.sixelIsThere])
            #expect(asked.chosen == setting)
        }
    }
}
