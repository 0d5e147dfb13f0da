public import Foundation

/// Identifies one generation from the key press to its row in history; results are bound to it, never to arrival order.
///
/// The value is a UUID of version 7 in lower case: ids sort by the time they were made (RFC 9562, section 5.7).
public struct JobID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// Makes a new id from the time and 74 random bits.
    public init(at date: Date = Date(), using generator: inout some RandomNumberGenerator) {
        let milliseconds = UInt64(max(0, date.timeIntervalSince1970 * 1000))
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * UInt64(index))) }
        bytes[6] = 0x70 | (bytes[6] & 0x0F)
        bytes[8] = 0x80 | (bytes[8] & 0x3F)
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            text += String(byte >> 4, radix: 16) + String(byte & 0xF, radix: 16)
        }
        self.rawValue = text
    }

    /// Makes a new id from the clock and the system's random source.
    public static func new() -> JobID {
        var generator = SystemRandomNumberGenerator()
        return JobID(using: &generator)
    }

    /// The last eight characters: random, so short forms of neighbours differ. For display and file names.
    public var short: String { String(rawValue.suffix(8)) }

    public static func < (left: JobID, right: JobID) -> Bool { left.rawValue < right.rawValue }

    public var description: String { rawValue }
}
