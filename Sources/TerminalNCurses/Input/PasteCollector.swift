/// Collects a bracketed paste in time proportional to its length, wherever the end marker is cut.
struct PasteCollector: Sendable {
    /// More than this is read and thrown away: no prompt is that long, and memory is not endless.
    static let limit = 64 * 1024 * 1024

    private static let endMarker: [UInt8] = Array("\u{1b}[201~".utf8)

    /// The end marker was seen.
    private(set) var isComplete = false
    /// A part was handed over because nothing more came.
    private(set) var isStalled = false

    private var bytes: [UInt8] = []
    /// Bytes of the end marker seen last; they are not in `bytes`.
    private var matched = 0

    mutating func begin() {
        self = PasteCollector()
    }

    /// Takes bytes from `start` up to the end marker or the end; returns the index after the last one taken.
    mutating func collect(_ input: [UInt8], from start: Int) -> Int {
        isStalled = false
        var index = start
        while index < input.count {
            if matched == 0 {
                let end = input[index...].firstIndex(of: 0x1b) ?? input.count
                keep(input[index..<end])
                index = end
                if index == input.count { return index }
            }
            let byte = input[index]
            if byte == PasteCollector.endMarker[matched] {
                matched += 1
                index += 1
                if matched == PasteCollector.endMarker.count {
                    matched = 0
                    isComplete = true
                    return index
                }
            } else {
                // Only the marker's first byte is an escape, so nothing of a failed match can begin another one.
                keep(PasteCollector.endMarker[..<matched])
                matched = 0
            }
        }
        return index
    }

    /// The whole text; the collector is empty afterwards.
    mutating func finish() -> String {
        let text = PasteCollector.text(bytes)
        self = PasteCollector()
        return text
    }

    /// The text so far, while the paste goes on; nil when there is none. A character cut in two waits for its rest.
    mutating func stall() -> String? {
        isStalled = true
        let held = PasteCollector.unfinishedTail(of: bytes)
        let tail = Array(bytes.suffix(held))
        bytes.removeLast(held)
        let text = PasteCollector.text(bytes)
        bytes = tail
        return text.isEmpty ? nil : text
    }

    private mutating func keep(_ run: ArraySlice<UInt8>) {
        let room = PasteCollector.limit - bytes.count
        if room > 0 { bytes.append(contentsOf: run.prefix(room)) }
    }

    /// Terminals send line ends as CR, and LF or CR LF pass through some; malformed UTF-8 becomes U+FFFD.
    private static func text(_ bytes: [UInt8]) -> String {
        guard bytes.contains(0x0d) else { return String(decoding: bytes, as: UTF8.self) }
        var normal: [UInt8] = []
        normal.reserveCapacity(bytes.count)
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 0x0d {
                normal.append(0x0a)
            } else if byte != 0x0a || previous != 0x0d {
                normal.append(byte)
            }
            previous = byte
        }
        return String(decoding: normal, as: UTF8.self)
    }

    private static func unfinishedTail(of bytes: [UInt8]) -> Int {
        for length in 1...3 where length <= bytes.count {
            let byte = bytes[bytes.count - length]
            if byte < 0x80 { return 0 }
            if byte >= 0xc0 {
                let needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
                return length < needed ? length : 0
            }
        }
        return 0
    }
}
