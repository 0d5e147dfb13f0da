import TerminalUI
import Testing

@testable import TerminalNCurses

/// Not reachable through the public seam without a terminal of each kind.
struct CursesColorsTests {
    private func number(_ color: Color, available: Int, terminfo: String = "xterm") -> Int32 {
        CursesColors(available: available, terminfoName: terminfo).number(of: color).number
    }

    @Test func `the depth follows from the number of colours`() {
        let depths = [0, 8, 16, 88, 256, 0x100_0000].map { CursesColors(available: $0, terminfoName: "").depth }
        #expect(depths == [.none, .ansi16, .ansi16, .ansi16, .palette256, .trueColor])
    }

    @Test func `without colour everything is the terminal's own`() {
        #expect(number(.rgb(255, 0, 0), available: 0) == -1)
        #expect(number(.ansi(3), available: 0) == -1)
    }

    @Test func `bright colours are bold where there are only eight`() {
        let colors = CursesColors(available: 8, terminfoName: "linux")
        #expect(colors.number(of: .ansi(9)) == (1, true))
        #expect(colors.number(of: .ansi(1)) == (1, false))
        #expect(number(.ansi(9), available: 16) == 9)
    }

    @Test func `direct colours never hit the palette's numbers by accident`() {
        #expect(number(.rgb(0x12, 0x34, 0x56), available: 0x100_0000, terminfo: "xterm-direct") == 0x12_3456)
        #expect(number(.rgb(0, 0, 3), available: 0x100_0000, terminfo: "xterm-direct") == 8)
        #expect(number(.rgb(0, 0, 9), available: 0x100_0000, terminfo: "xterm-direct16") == 16)
        #expect(number(.ansi(9), available: 0x100_0000, terminfo: "xterm-direct16") == 9)
        #expect(number(.ansi(9), available: 0x100_0000, terminfo: "xterm-direct") == 0xff_0000)
        #expect(number(.ansi(1), available: 0x100_0000, terminfo: "tmux-direct") == 1)
        #expect(number(.terminalDefault, available: 0x100_0000) == -1)
    }
}
