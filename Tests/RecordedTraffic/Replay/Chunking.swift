import Foundation

/// How a recorded body is cut into the pieces in which it arrives.
enum Chunking: String, CaseIterable, Sendable {
    case whole
    /// Byte by byte at first, then in pieces of a prime length that fall anywhere.
    case crumbs
    /// Inside every character beyond ASCII, and between the two line breaks that end an event.
    case awkward

    func cut(_ body: Data) -> [[UInt8]] {
        let bytes = Array(body)
        switch self {
        case .whole: return bytes.isEmpty ? [] : [bytes]
        case .crumbs:
            let head = bytes.prefix(600).map { [$0] }
            let rest = bytes.dropFirst(600)
            return head
                + stride(from: rest.startIndex, to: rest.endIndex, by: 1021).map { start in
                    Array(rest[start..<min(start + 1021, rest.endIndex)])
                }
        case .awkward:
            return Self.split(bytes) { previous, next in
                let isInsideCharacter = next & 0xC0 == 0x80
                let isBetweenBreaks = Self.breaks.contains(previous) && Self.breaks.contains(next)
                return isInsideCharacter || isBetweenBreaks
            }
        }
    }

    private static let breaks: Set<UInt8> = [0x0A, 0x0D]

    private static func split(_ bytes: [UInt8], where isCut: (UInt8, UInt8) -> Bool) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        for index in bytes.indices.dropFirst() where isCut(bytes[index - 1], bytes[index]) {
            pieces.append(Array(bytes[start..<index]))
            start = index
        }
        if start < bytes.endIndex { pieces.append(Array(bytes[start...])) }
        return pieces
    }
}
