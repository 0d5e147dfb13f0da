public import EaselCore

/// Reads server-sent events (WHATWG HTML, section 9.2) out of chunks of bytes.
///
/// Comments, `id` and `retry` are ignored. Bytes that are not UTF-8 become replacement characters. Unlike a browser it
/// hands out an event that the end of the stream cut off from its blank line: a server that forgets the last line feed
/// has still said what it said, and a broken connection is told by the transport.
public struct ServerSentEventDecoder: Sendable {
    private var lines: LineSplitter
    private var name = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var isAtStart = true
    private let limit: Int

    /// Large enough for a picture inside an event; more is an `invalidResponse`.
    public static let usualLimit = 64 << 20

    public init(limit: Int = usualLimit) {
        self.limit = limit
        self.lines = LineSplitter(limit: limit)
    }

    /// Takes the next chunk and returns the events that it completes.
    public mutating func feed(_ chunk: [UInt8]) throws(EaselError) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for line in try lines.feed(chunk) {
            if let event = try take(line) { events.append(event) }
        }
        return events
    }

    /// The event that was open when the stream ended.
    public mutating func finish() throws(EaselError) -> ServerSentEvent? {
        if let line = lines.finish(), let event = try take(line) { return event }
        return dispatch()
    }

    private mutating func take(_ line: [UInt8]) throws(EaselError) -> ServerSentEvent? {
        var line = line[...]
        if isAtStart, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        isAtStart = false
        if line.isEmpty { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "data": try append(value)
        case "event": name = String(decoding: value, as: UTF8.self)
        default: break
        }
        return nil
    }

    private mutating func append(_ value: ArraySlice<UInt8>) throws(EaselError) {
        guard data.count + value.count < limit else {
            throw EaselError(.invalidResponse, "The stream holds an event of more than \(limit) bytes.")
        }
        if hasData { data.append(0x0A) }
        data += value
        hasData = true
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            name = ""
            data = []
            hasData = false
        }
        guard hasData else { return nil }
        return ServerSentEvent(name: name.isEmpty ? "message" : name, data: String(decoding: data, as: UTF8.self))
    }
}
