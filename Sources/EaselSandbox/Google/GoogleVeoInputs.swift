import Foundation

/// The pictures and clips of an instance (sheet 3.1), each looked into where its bytes are there.
struct GoogleVeoInputs: Sendable {
    let isEmpty: Bool
    let references: Int
    let isExtension: Bool

    private static let largestPicture = 20 << 20

    init(_ instance: FieldReader, model: GoogleVeoModel) throws(FieldComplaint) {
        let first = try Self.picture("image", in: instance)
        let last = try Self.picture("lastFrame", in: instance)
        references = try Self.references(instance, model: model)
        isExtension = try Self.clip(instance)
        isEmpty = !first && !last && references == 0 && !isExtension
    }

    private static func references(_ instance: FieldReader, model: GoogleVeoModel) throws(FieldComplaint) -> Int {
        guard let items = try instance.array("referenceImages"), !items.isEmpty else { return 0 }
        guard model.takesReferences else {
            throw instance.complaint("referenceImages", "reference images are not supported by \(model.id)")
        }
        guard items.count <= 3 else {
            throw instance.complaint("referenceImages", "at most 3 reference images are supported")
        }
        for (index, item) in items.enumerated() {
            let reader = try FieldReader(item, path: instance.child("referenceImages[\(index)]"))
            // Documentation and SDK write the type in different case (sheet 3.1).
            guard let type = try reader.string("referenceType"), ["asset", "style"].contains(type.lowercased()) else {
                throw reader.complaint("referenceType", "must be ASSET or STYLE")
            }
            guard try picture("image", in: reader) else { throw reader.missing("image", "object") }
        }
        return items.count
    }

    private static func picture(_ name: String, in reader: FieldReader) throws(FieldComplaint) -> Bool {
        guard let picture = try reader.object(name) else { return false }
        _ = try picture.choice("mimeType", of: ["image/jpeg", "image/png"])
        guard picture.value("mimeType") != nil else { throw picture.missing("mimeType", "string") }
        guard let bytes = try bytes(of: picture) else { return true }
        guard bytes.count <= largestPicture else {
            throw picture.complaint("bytesBase64Encoded", "the image is larger than 20 MB")
        }
        guard PixelCanvas.decodedSize(of: [UInt8](bytes)) != nil else {
            throw picture.complaint("bytesBase64Encoded", "Unable to process input image.")
        }
        return true
    }

    private static func clip(_ instance: FieldReader) throws(FieldComplaint) -> Bool {
        guard let clip = try instance.object("video") else { return false }
        _ = try clip.choice("mimeType", of: ["video/mp4"])
        _ = try bytes(of: clip)
        return true
    }

    /// Nil for a file in Cloud Storage.
    private static func bytes(of file: FieldReader) throws(FieldComplaint) -> Data? {
        let (address, encoded) = (try file.string("gcsUri"), try file.string("bytesBase64Encoded"))
        guard (address == nil) != (encoded == nil) else {
            throw FieldComplaint(path: file.path, problem: "exactly one of gcsUri and bytesBase64Encoded is required")
        }
        if let address {
            guard address.hasPrefix("gs://") else { throw file.complaint("gcsUri", "must begin with gs://") }
            return nil
        }
        guard let bytes = GoogleBase64.decode(encoded ?? "") else {
            throw file.complaint("bytesBase64Encoded", "Base64 decoding failed")
        }
        return bytes
    }
}

/// Base64 as Google's servers take it: standard or URL-safe, padded or not (sheet 1.2).
enum GoogleBase64 {
    static func decode(_ text: String) -> Data? {
        var plain = text.replacing("-", with: "+").replacing("_", with: "/")
        plain += String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        return Data(base64Encoded: plain)
    }
}
