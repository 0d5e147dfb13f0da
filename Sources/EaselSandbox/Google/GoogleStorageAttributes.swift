import Foundation

/// What a client says about the object that it uploads: a part of the object's resource (sheet 7.4).
struct GoogleStorageAttributes: Sendable {
    /// The members that come back as they were sent: `contentType`, `cacheControl`, `metadata`.
    private(set) var members: [String: JSON] = [:]
    let name: String?
    /// Checksums that the bytes must have, in Base64.
    let crc32c: String?
    let md5: String?

    private static let texts = [
        "contentType", "contentEncoding", "cacheControl", "contentDisposition", "contentLanguage", "customTime",
        "storageClass",
    ]

    var type: String { members["contentType"]?.string ?? "application/octet-stream" }
    var encoding: String? { members["contentEncoding"]?.string }

    /// - Parameters:
    ///   - resource: the metadata that came with an upload, an empty object for none.
    ///   - type: the media type that holds where the metadata names none.
    init(_ resource: JSON, type: String?) throws(GoogleStorageFailure) {
        guard let fields = resource.object else { throw .invalid("The metadata must be a JSON object.") }
        func text(_ name: String) throws(GoogleStorageFailure) -> String? {
            switch fields[name] {
            case nil, .null: nil
            case .string(let text): text
            default: throw .invalid("Invalid value for: \(name)")
            }
        }
        name = try text("name")
        crc32c = try text("crc32c")
        md5 = try text("md5Hash")
        for name in Self.texts {
            if let value = try text(name) { members[name] = .string(value) }
        }
        if members["contentType"] == nil, let type { members["contentType"] = .string(type) }
        switch fields["metadata"] {
        case nil, .null: break
        case .object(let pairs):
            let kept = pairs.filter { $0.value != .null }
            guard kept.values.allSatisfy({ $0.string != nil }) else { throw .invalid("Invalid value for: metadata") }
            if !kept.isEmpty { members["metadata"] = .object(kept) }
        default: throw .invalid("Invalid value for: metadata")
        }
    }

    /// The bytes must be those that the client meant.
    func check(_ sums: GoogleStorageSums) throws(GoogleStorageFailure) {
        try Self.check("CRC32C", crc32c, sums.crc32c)
        try Self.check("MD5 hash", md5, sums.md5)
    }

    /// The same for a header such as `X-Goog-Hash: crc32c=…,md5=…`.
    static func check(header: String, _ sums: GoogleStorageSums) throws(GoogleStorageFailure) {
        for item in header.split(separator: ",") {
            let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { throw .invalid("Invalid value for: x-goog-hash") }
            switch sides[0].trimmingCharacters(in: .whitespaces).lowercased() {
            case "crc32c": try check("CRC32C", sides[1].trimmingCharacters(in: .whitespaces), sums.crc32c)
            case "md5": try check("MD5 hash", sides[1].trimmingCharacters(in: .whitespaces), sums.md5)
            default: throw .invalid("Invalid value for: x-goog-hash")
            }
        }
    }

    private static func check(_ kind: String, _ given: String?, _ real: String) throws(GoogleStorageFailure) {
        guard let given, given != real else { return }
        throw .invalid("Provided \(kind) \"\(given)\" doesn't match calculated \(kind) \"\(real)\".")
    }
}
