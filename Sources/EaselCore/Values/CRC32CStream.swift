/// CRC-32C (Castagnoli's polynomial) of bytes that come in pieces, eight at a time: the checksum that Google's services put
/// beside files.
public struct CRC32CStream: Hashable, Sendable {
    private var sum = UInt32.max

    public init() {}

    /// Goes on from the checksum of the bytes before.
    public init(continuing value: UInt32) { sum = ~value }

    /// The checksum of bytes that are all there.
    public static func checksum(of bytes: [UInt8]) -> UInt32 {
        var stream = CRC32CStream()
        stream.update(bytes)
        return stream.value
    }

    /// The checksum of all bytes so far.
    public var value: UInt32 { ~sum }

    public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        sum = Self.tables.withUnsafeBufferPointer { Self.advance(sum, bytes, $0) }
    }

    private static func advance(
        _ start: UInt32, _ bytes: UnsafeRawBufferPointer, _ table: UnsafeBufferPointer<UInt32>
    ) -> UInt32 {
        var sum = start
        var offset = 0
        while offset + 8 <= bytes.count {
            let low = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) ^ sum
            let high = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
            sum = four(low, table, from: 1024) ^ four(high, table, from: 0)
            offset += 8
        }
        while offset < bytes.count {
            let index = Int((sum ^ UInt32(bytes[offset])) & 0xFF)
            sum = (sum >> 8) ^ table[index]
            offset += 1
        }
        return sum
    }

    /// The effect of four bytes, the first of which is followed by three others.
    private static func four(_ word: UInt32, _ table: UnsafeBufferPointer<UInt32>, from start: Int) -> UInt32 {
        let first = table[start + 768 + Int(word & 0xFF)]
        let second = table[start + 512 + Int((word >> 8) & 0xFF)]
        let third = table[start + 256 + Int((word >> 16) & 0xFF)]
        let fourth = table[start + Int(word >> 24)]
        return first ^ second ^ third ^ fourth
    }

    /// Eight tables of 256: the effect of a byte that is followed by none, one, … seven others.
    private static let tables: [UInt32] = {
        var tables = (UInt32(0)..<256).map { (index: UInt32) -> UInt32 in
            var value = index
            for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0x82F6_3B78 : value >> 1 }
            return value
        }
        for index in 256..<2048 {
            let before = tables[index - 256]
            tables.append((before >> 8) ^ tables[Int(before & 0xFF)])
        }
        return tables
    }()
}
