/// A gzip stream without an end that inflates to 158 times its size: a block of fixed codes (RFC 1951, section 3.2.6) that
/// repeats one byte for ever.
public enum GzipBomb {
    /// The header of the stream and the beginning of its block: the byte that is repeated, and a first repetition, which together
    /// end on a byte's border.
    public static let start: [UInt8] =
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + packed([1, 1, 0] + zero + repetition)
    /// Eight repetitions: 13 bytes that become 2064.
    public static let more = packed(Array(repeatElement(repetition, count: 8).joined()))

    /// Some 50 kB of repetitions.
    public static let piece = Array(repeatElement(more, count: 4000).joined())

    /// The literal 0.
    private static let zero: [UInt8] = [0, 0, 1, 1, 0, 0, 0, 0]
    /// The byte before, 258 times.
    private static let repetition: [UInt8] = [1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0]

    /// Bits to bytes, the first bit lowest.
    private static func packed(_ bits: [UInt8]) -> [UInt8] {
        stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<min(start + 8, bits.count)].enumerated().reduce(0) { $0 | $1.element << UInt8($1.offset) }
        }
    }
}
