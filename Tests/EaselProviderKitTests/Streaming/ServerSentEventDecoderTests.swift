import EaselCore
import EaselProviderKit
import Testing

struct ServerSentEventDecoderTests {
    private func events(_ chunks: [[UInt8]]) throws -> [ServerSentEvent] {
        var decoder = ServerSentEventDecoder()
        var events: [ServerSentEvent] = []
        for chunk in chunks { events += try decoder.feed(chunk) }
        if let last = try decoder.finish() { events.append(last) }
        return events
    }

    private func events(_ text: String) throws -> [ServerSentEvent] { try events([Array(text.utf8)]) }

    @Test(arguments: ["\n", "\r", "\r\n"]) func `every way to end a line is understood`(_ end: String) throws {
        let text = ["event: tick", "data: one", "data: two", "", "data:three", ""].map { $0 + end }.joined()
        #expect(try events(text) == [ServerSentEvent(name: "tick", data: "one\ntwo"), ServerSentEvent(data: "three")])
    }

    @Test(arguments: ["\n", "\r", "\r\n"]) func `chunks may be cut anywhere`(_ end: String) throws {
        let text = "\u{FEFF}: note\(end)data: grün 🌲\(end)id: 7\(end)\(end)data\(end)\(end)data:  two\(end)\(end)"
        let bytes = Array(text.utf8)
        let wanted = [ServerSentEvent(data: "grün 🌲"), ServerSentEvent(data: ""), ServerSentEvent(data: " two")]
        for cut in 0...bytes.count {
            #expect(try events([Array(bytes[..<cut]), Array(bytes[cut...])]) == wanted, "cut at \(cut)")
        }
        #expect(try events(bytes.map { [$0] }) == wanted)
    }

    @Test func `comments keep alive and are not events`() throws {
        #expect(try events(": OPENROUTER PROCESSING\n\n:\n\ndata: x\n\n") == [ServerSentEvent(data: "x")])
    }

    @Test func `an event without data is none`() throws {
        #expect(try events("event: ping\n\nretry: 10\n\n").isEmpty)
    }

    @Test func `what the end of the stream cut off from its blank line still counts`() throws {
        #expect(try events("data: a\n\ndata: b") == [ServerSentEvent(data: "a"), ServerSentEvent(data: "b")])
    }

    @Test func `bytes that are not UTF-8 become replacement characters`() throws {
        #expect(
            try events([Array("data: a".utf8) + [0xFF, 0xFE] + Array("b\n\n".utf8)]) == [
                ServerSentEvent(data: "a\u{FFFD}\u{FFFD}b")
            ])
    }

    @Test func `an endless line is refused`() {
        var decoder = ServerSentEventDecoder(limit: 100)
        #expect(throws: EaselError.self) { for _ in 0..<20 { _ = try decoder.feed(Array("data: 0123456789".utf8)) } }
    }

    @Test func `an endless event is refused`() {
        var decoder = ServerSentEventDecoder(limit: 100)
        #expect(throws: EaselError.self) { for _ in 0..<20 { _ = try decoder.feed(Array("data: 0123456789\n".utf8)) } }
    }
}
