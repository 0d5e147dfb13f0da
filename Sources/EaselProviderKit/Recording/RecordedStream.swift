/// Redacts a body as it passes: text is held back to the next line or comma, so that no secret is cut in two; pictures, sound
/// and clips pass as they are.
struct RecordedStream {
    private let redactor: RecordingRedactor
    private let isText: Bool
    private var held: [UInt8] = []

    /// A longer run without a line break or a comma is data, and no secret.
    private static let longestRun = 64 << 10

    /// - Parameter type: what the server says the body is, nil if it does not say.
    init(_ redactor: RecordingRedactor, family: String?) {
        self.redactor = redactor
        self.isText = !["image", "audio", "video", "font"].contains(family ?? "")
    }

    /// Takes a piece; returns what may be written now.
    mutating func feed(_ piece: [UInt8]) -> [UInt8] {
        guard isText else { return piece }
        held += piece
        let cut = held.lastIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: ",") }.map { $0 + 1 }
        let count = cut ?? (held.count > Self.longestRun ? held.count : 0)
        guard count > 0 else { return [] }
        defer { held.removeFirst(count) }
        return redactor.redact(Array(held[..<count]))
    }

    /// What is left at the end.
    mutating func end() -> [UInt8] {
        defer { held = [] }
        return redactor.redact(held)
    }
}
