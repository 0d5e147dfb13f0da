import EaselCore
import Testing

struct EaselErrorTests {
    @Test(arguments: EaselError.Kind.allCases)
    func `every kind has a remedy`(kind: EaselError.Kind) {
        #expect(!EaselError(kind, "x").remedy.isEmpty)
        #expect(EaselError(kind, "x", remedy: "do this").remedy == "do this")
    }

    @Test func `only what may pass by itself is transient`() {
        #expect(Set(EaselError.Kind.allCases.filter(\.isTransient)) == [.rateLimited, .timeout, .unavailable])
    }

    @Test(arguments: [("1024x768", 1024, 768), ("1X1", 1, 1), ("65535x65535", 65_535, 65_535)])
    func `a size is two numbers`(text: String, width: Int, height: Int) {
        #expect(PixelSize(text) == PixelSize(width: width, height: height))
    }

    @Test(arguments: [
        "", "x", "1024", "1024x", "x768", "0x1", "65536x1", "-1x1", "1x2x3", "1 x 2", "99999999999999999999x1",
    ])
    func `what is no size is refused`(text: String) {
        #expect(PixelSize(text) == nil)
    }

    @Test func `text from outside cannot speak to the terminal`() {
        #expect(
            TerminalSafeText.of("a\u{1B}[31mb\u{7}\u{9B}c\u{202E}\n\td")
                == "a\u{FFFD}[31mb\u{FFFD}\u{FFFD}c\u{FFFD}\n\td")
        #expect(TerminalSafeText.line("a\r\n\n\tb\r") == "a b")
        #expect(TerminalSafeText.of("Grüße 🦊") == "Grüße 🦊")
    }
}
