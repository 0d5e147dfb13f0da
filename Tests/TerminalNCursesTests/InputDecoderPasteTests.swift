import TerminalNCurses
import TerminalUI
import Testing

struct InputDecoderPasteTests {
    private let start = Array("\u{1b}[200~".utf8)
    private let end = Array("\u{1b}[201~".utf8)

    private func paste(_ text: String) -> [InputEvent] {
        var decoder = InputDecoder()
        return decoder.decode(start + Array(text.utf8) + end)
    }

    @Test func `a paste is one event, keys around it stay keys`() {
        var decoder = InputDecoder()
        let events = decoder.decode([0x61] + start + Array("b\tc".utf8) + end + [0x64])
        #expect(events == [.key(.character("a")), .paste("b\tc"), .key(.character("d"))])
    }

    @Test func `line ends of all kinds become line feeds`() {
        #expect(paste("a\rb\r\nc\nd\r\r") == [.paste("a\nb\nc\nd\n\n")])
    }

    @Test func `sequences inside a paste are text`() {
        #expect(
            paste("x\u{1b}[Ay\u{1b}[200~\u{1b}z\u{1b}\u{1b}") == [.paste("x\u{1b}[Ay\u{1b}[200~\u{1b}z\u{1b}\u{1b}")])
    }

    @Test func `malformed UTF-8 in a paste is repaired`() {
        var decoder = InputDecoder()
        #expect(decoder.decode(start + [0x61, 0xff, 0x62] + end) == [.paste("a\u{FFFD}b")])
    }

    @Test func `an empty paste is an event too, and a stray end marker is none`() {
        #expect(paste("") == [.paste("")])
        var decoder = InputDecoder()
        #expect(decoder.decode(end) == [])
    }

    @Test func `the end marker may be cut anywhere`() {
        let bytes = start + Array("hé\u{1b}[20".utf8) + end + [0x78]
        for cut in 0...bytes.count {
            var decoder = InputDecoder()
            var events = decoder.decode(Array(bytes[..<cut]))
            events += decoder.decode(Array(bytes[cut...]))
            #expect(events == [.paste("hé\u{1b}[20"), .key(.character("x"))])
        }
    }

    @Test(arguments: [61, 4095, 65_536])
    func `megabytes arrive whole in pieces of any size`(piece: Int) throws {
        let text = String(repeating: "Grüße, 世界 und \u{1b}[2K alles andere\n", count: 40_000)
        let bytes = start + Array(text.utf8) + end
        try #require(bytes.count > 1_400_000)
        var decoder = InputDecoder()
        var events: [InputEvent] = []
        for from in stride(from: 0, to: bytes.count, by: piece) {
            events += decoder.decode(Array(bytes[from..<min(from + piece, bytes.count)]))
        }
        #expect(events == [.paste(text)])
    }
}
