public import Foundation

/// An attachment that was read and checked: bytes of a known type, ready for an adapter to send.
public struct MediaInput: Hashable, Sendable {
    public var role: AttachmentRole
    public var bytes: Data
    /// From the bytes, not from the file's name.
    public var type: MediaType
    /// The file's own name, for providers that want one. Never a path.
    public var name: String

    public init(role: AttachmentRole, bytes: Data, type: MediaType, name: String) {
        self.role = role
        self.bytes = bytes
        self.type = type
        self.name = name
    }

    /// `data:<type>;base64,…`, the form in which most providers take small files inside JSON.
    public var dataURI: String { "data:\(type.rawValue);base64,\(bytes.base64EncodedString())" }
}
