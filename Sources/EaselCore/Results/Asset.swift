public import Foundation

/// A result that is ours: a file on disk, checked and in place.
public struct Asset: Hashable, Sendable, Codable {
    /// Absolute path of the file.
    public var path: String
    /// From the bytes.
    public var mediaType: MediaType
    public var bytes: Int64
    /// SHA-256 of the file's content, lower-case hexadecimal.
    public var sha256: String
    public var width: Int?
    public var height: Int?
    public var durationSeconds: Double?
    /// The file carries a C2PA manifest, which any edit of its bytes would invalidate; nil where that is not known.
    public var hasContentCredentials: Bool?
    /// Which of the results of its generation it is, from 0; nil where that is not known.
    public var index: Int?
    /// Its second home, nil when it has none.
    public var cloud: CloudCopy?

    public init(path: String, mediaType: MediaType, bytes: Int64, sha256: String) {
        self.path = path
        self.mediaType = mediaType
        self.bytes = bytes
        self.sha256 = sha256
    }

    public var file: URL { URL(fileURLWithPath: path) }
}
