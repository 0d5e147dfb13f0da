import TerminalUI
import Testing

@Suite struct ColorTests {
    @Test(arguments: [
        ("#7ab8ff", Color.rgb(0x7A, 0xB8, 0xFF)), ("#abc", .rgb(0xAA, 0xBB, 0xCC)), ("bright-blue", .ansi(12)),
        ("default", .terminalDefault),
    ])
    func `colours are read and written`(text: String, color: Color) {
        #expect(Color(text) == color)
        #expect(Color(color.notation) == color)
    }

    @Test(arguments: ["", "#12", "#12345g", "blu", "#１２３", "#1234567"])
    func `what is no colour is refused`(text: String) {
        #expect(Color(text) == nil)
    }

    @Test func `contrast is that of WCAG`() throws {
        #expect(try #require(Color.contrast(.rgb(0, 0, 0), .rgb(255, 255, 255))) == 21)
        let grey = try #require(Color.contrast(.rgb(0x77, 0x77, 0x77), .rgb(255, 255, 255)))
        #expect((4.47...4.49).contains(grey))
        #expect(Color.contrast(.ansi(1), .rgb(0, 0, 0)) == nil)
    }

    @Test func `every cube and grey entry is its own nearest`() {
        for index in UInt8(16)...255 {
            let color = Color.xtermColor(index)
            guard let nearest = color.index256 else {
                Issue.record("no index for \(index)")
                continue
            }
            #expect(Color.xtermColor(nearest) == color)
        }
    }

    @Test func `colours are reduced to what is there`() {
        let color = Color.rgb(250, 10, 5)
        #expect(color.reduced(to: .trueColor) == color)
        #expect(color.reduced(to: .palette256) == .rgb(255, 0, 0))
        #expect(color.reduced(to: .ansi16) == .ansi(9))
        #expect(color.reduced(to: .none) == .terminalDefault)
        #expect(Color.ansi(3).index256 == 3)
        #expect(Color.terminalDefault.index16 == nil)
    }
}
