public import EaselCore
import EaselProviderKit
import Foundation

/// What Cloud Storage says of an object (wire sheet 7.4).
public struct CloudObjectFacts: Hashable, Sendable, Decodable {
    public var bytes: Int64
    /// Which version of the object; nil where the server keeps none.
    public var generation: String?
    public var contentType: MediaType?
    /// The content is stored compressed, and is decompressed on its way.
    public var isEncoded: Bool
    /// Of the stored content; nil where the server states none.
    public var crc32c: UInt32?
    /// What was stored along, `easel-sha256` for example.
    public var metadata: [String: String]

    private enum CodingKeys: String, CodingKey { case size, generation, contentType, contentEncoding, crc32c, metadata }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        bytes = Int64(try fields.decode(FlexibleCode.self, forKey: .size).text) ?? -1
        generation = try fields.decodeIfPresent(FlexibleCode.self, forKey: .generation)?.text
        contentType = try fields.decodeIfPresent(Lenient<MediaType>.self, forKey: .contentType)?.value
        let encoding = try fields.decodeIfPresent(Lenient<String>.self, forKey: .contentEncoding)?.value
        isEncoded = encoding != nil && encoding != "" && encoding != "identity"
        crc32c = try fields.decodeIfPresent(Lenient<String>.self, forKey: .crc32c)?.value.flatMap(CloudChecksum.read)
        metadata = try fields.decodeIfPresent(Lenient<[String: String]>.self, forKey: .metadata)?.value ?? [:]
        guard bytes >= 0 else {
            throw DecodingError.dataCorruptedError(forKey: .size, in: fields, debugDescription: "no size")
        }
    }
}

/// CRC-32C as Cloud Storage writes it: base64 of four bytes, the highest first.
enum CloudChecksum {
    static func read(_ text: String) -> UInt32? {
        guard let bytes = Data(base64Encoded: text), bytes.count == 4 else { return nil }
        return bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    static func text(_ value: UInt32) -> String {
        Data((0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }).base64EncodedString()
    }
}
