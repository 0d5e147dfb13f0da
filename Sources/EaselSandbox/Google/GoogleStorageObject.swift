import Foundation

/// An object in a bucket with its bytes.
struct GoogleStorageObject: Sendable {
    let place: GoogleStoragePlace
    /// Microseconds since 1970 of its creation, never twice the same in one shelf.
    let generation: Int64
    let attributes: GoogleStorageAttributes
    let bytes: Data
    let sums: GoogleStorageSums
    let created = Date()

    /// The resource (sheet 7.4); whole numbers of 64 bits are text.
    func resource(origin: String) -> JSON {
        let base = "\(origin)/storage"
        let time = JSON.string(WireTime.text(created).dropLast(4) + "Z")
        var members: [String: JSON] = [
            "kind": "storage#object", "id": .string("\(place.bucket)/\(place.name)/\(generation)"),
            "name": .string(place.name), "bucket": .string(place.bucket), "generation": .string(String(generation)),
            "metageneration": "1", "size": .string(String(bytes.count)), "storageClass": "STANDARD",
            "crc32c": .string(sums.crc32c), "md5Hash": .string(sums.md5), "etag": .string(entityTag),
            "timeCreated": time, "updated": time, "timeFinalized": time, "timeStorageClassUpdated": time,
            "selfLink": .string("\(base)/storage/v1/\(place.path)"),
            "mediaLink": .string("\(base)/download/storage/v1/\(place.path)?generation=\(generation)&alt=media"),
        ]
        members.merge(attributes.members) { _, given in given }
        return .object(members)
    }

    /// Generation and metageneration as a protobuf message in Base64: `CIDA…=`.
    var entityTag: String {
        var message: [UInt8] = [0x08]
        var rest = UInt64(generation)
        while rest > 0x7F {
            message.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return Data(message + [UInt8(rest), 0x10, 0x01]).base64EncodedString()
    }
}
