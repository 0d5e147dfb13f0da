import Foundation

/// The two checksums of an object, in Base64 as Cloud Storage writes them (sheet 7.4).
struct GoogleStorageSums: Sendable, Equatable {
    /// CRC32C, four bytes with the highest first.
    let crc32c: String
    let md5: String

    init(_ bytes: Data) {
        let sum = Self.castagnoli(bytes)
        crc32c = Data([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }).base64EncodedString()
        md5 = Data(MessageDigest5.digest(of: bytes)).base64EncodedString()
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
    }

    private static func castagnoli(_ bytes: Data) -> UInt32 {
        var sum = UInt32.max
        table.withUnsafeBufferPointer { table in
            bytes.withUnsafeBytes { buffer in
                for byte in buffer { sum = sum >> 8 ^ table[Int((sum ^ UInt32(byte)) & 0xFF)] }
            }
        }
        return ~sum
    }
}
