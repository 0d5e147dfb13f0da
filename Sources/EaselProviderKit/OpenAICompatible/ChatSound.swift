public import Foundation

/// Sound that came in pieces inside a chat answer (wire sheet A5.3).
public struct ChatSound: Sendable, Hashable {
    /// The bytes, decoded and joined.
    public private(set) var bytes = Data()
    /// What is said, where the provider writes it down.
    public private(set) var transcript = ""
    private var rest = ""

    /// Adds a piece. A piece may end between the four letters that stand for three bytes. Returns false for a piece that is
    /// not base64.
    mutating func add(base64 piece: String?, transcript words: String?) -> Bool {
        transcript += words ?? ""
        guard let piece, !piece.isEmpty else { return true }
        rest += piece.filter { !$0.isWhitespace }
        let whole = rest.utf8.count - rest.utf8.count % 4
        let head = String(rest.prefix(whole))
        rest = String(rest.dropFirst(whole))
        guard let decoded = Data(base64Encoded: head) else { return false }
        bytes.append(decoded)
        return true
    }

    /// The last letters may lack their padding.
    mutating func finish() {
        guard !rest.isEmpty else { return }
        let padding = String(repeating: "=", count: (4 - rest.utf8.count % 4) % 4)
        if let decoded = Data(base64Encoded: rest + padding) { bytes.append(decoded) }
        rest = ""
    }
}
