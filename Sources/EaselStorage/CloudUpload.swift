public import EaselCore
public import Foundation

/// A file that is to become an object.
public struct CloudUpload: Hashable, Sendable {
    public var file: URL
    public var object: CloudObject
    public var type: MediaType
    /// Stored along with the object.
    public var metadata: [String: String]

    public init(file: URL, object: CloudObject, type: MediaType, metadata: [String: String] = [:]) {
        self.file = file
        self.object = object
        self.type = type
        self.metadata = metadata
    }

    /// A result of a generation; the object remembers its id and its checksum.
    public init(_ asset: Asset, of id: JobID, to object: CloudObject) {
        self.init(
            file: asset.file, object: object, type: asset.mediaType,
            metadata: ["easel-id": id.rawValue, "easel-sha256": asset.sha256])
    }
}

/// Where an upload stands: kept by the caller, so that it goes on after a crash. Sessions live for a week.
public struct CloudUploadCheckpoint: Hashable, Sendable, Codable, CustomStringConvertible {
    public var object: CloudObject
    /// The file that is uploaded, as it was at the start: another file is another upload.
    public var path: String
    public var bytes: Int64
    public var modified: Double
    /// Whoever knows the session's address may write the object: it is kept like a secret.
    public var session: String
    /// Bytes that the server has for certain.
    public var confirmed: Int64

    public var description: String { "\(object): \(confirmed) of \(bytes) bytes" }
}

/// How an upload ended.
public struct CloudUploadResult: Hashable, Sendable {
    public var facts: CloudObjectFacts
    /// The object was there already, with this very content.
    public var wasThere: Bool
}
