import Foundation
import NIOCore

/// Writes server-sent events, and is where a fault cuts a stream.
struct EventSink: Sendable {
    private let writer: BodyPipe
    private let cut: StreamCut?
    private let splitsWrites: Bool
    /// Events with a `data:` line sent so far; comments do not count.
    private(set) var eventCount = 0

    /// - Parameter splitsWrites: every third event leaves in two pieces, cut inside a multi-byte character where it
    ///   has one, as happens on a real network.
    init(writer: BodyPipe, cut: StreamCut?, splitsWrites: Bool) {
        self.writer = writer
        self.cut = cut
        self.splitsWrites = splitsWrites
    }

    /// Sends `data: …` and the blank line.
    mutating func send(_ payload: some Encodable) async throws {
        try await sendText(String(decoding: WireEncoder.bytes(payload), as: UTF8.self))
    }

    /// Sends a `data:` line with text that is no JSON, such as `[DONE]`.
    mutating func sendText(_ text: String) async throws {
        try await obeyCut()
        eventCount += 1
        try await write(Array("data: \(text)\n\n".utf8))
    }

    /// Sends a named event with an id; each line of the data gets a line of its own.
    mutating func send(event: String, id: String, data: String) async throws {
        try await obeyCut()
        eventCount += 1
        let lines = data.split(separator: "\n", omittingEmptySubsequences: false).map { "data: \($0)\n" }.joined()
        try await write(Array("event: \(event)\nid: \(id)\n\(lines)\n".utf8))
    }

    /// Sends a comment line, which clients must ignore.
    mutating func comment(_ text: String) async throws {
        try await writer.write(ByteBuffer(string: ": \(text)\n\n"))
    }

    /// Ends the body properly.
    mutating func finish() async throws {
        try await obeyCut()
        try await writer.finish()
    }

    private mutating func obeyCut() async throws {
        guard let cut, eventCount >= cut.afterEvents else { return }
        switch cut.kind {
        case .disconnect:
            throw SandboxDisconnect()
        case .stall:
            try await Task.sleep(for: FaultKind.longestStall)
            throw SandboxDisconnect()
        case .malformed:
            try await writer.write(
                ByteBuffer(string: "data: {\"id\":\"broken\",\"choices\":[{\"delta\":{\"content\":\"\n\n"))
            try await writer.finish()
            throw StreamEndedByFault()
        case .failure(let event):
            try await writer.write(ByteBuffer(string: event))
            try await writer.finish()
            throw StreamEndedByFault()
        }
    }

    private mutating func write(_ bytes: [UInt8]) async throws {
        guard splitsWrites, eventCount.isMultiple(of: 3), bytes.count > 24 else {
            try await writer.write(ByteBuffer(bytes: bytes))
            return
        }
        let inCharacter = bytes.firstIndex { $0 & 0xC0 == 0x80 }
        let split = inCharacter ?? bytes.count / 2
        try await writer.write(ByteBuffer(bytes: bytes[..<split]))
        try await Task.sleep(for: .milliseconds(1))
        try await writer.write(ByteBuffer(bytes: bytes[split...]))
    }
}
