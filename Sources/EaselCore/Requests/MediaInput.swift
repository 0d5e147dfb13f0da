public import Foundation

/// An attachment that was read and checked, ready for an adapter to send.
public struct MediaInput: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        /// A file of this machine.
        case bytes(Data)
        /// Already on the net: the provider fetches it, Easel does not.
        case hosted(URL)
    }

    public var role: AttachmentRole
    public var content: Content
    /// Of a file, from its bytes and not from its name; of an address, from the ending of its path.
    public var type: MediaType
    /// The file's own name, for providers that want one. Never a path.
    public var name: String

    public init(role: AttachmentRole, content: Content, type: MediaType, name: String) {
        self.role = role
        self.content = content
        self.type = type
        self.name = name
    }

    public init(role: AttachmentRole, bytes: Data, type: MediaType, name: String) {
        self.init(role: role, content: .bytes(bytes), type: type, name: name)
    }

    /// The bytes of a local file, nil for what is hosted.
    public var bytes: Data? { if case .bytes(let bytes) = content { bytes } else { nil } }

    /// Where it is hosted, nil for a local file.
    public var hosted: URL? { if case .hosted(let url) = content { url } else { nil } }

    /// The form in which most providers take a file inside JSON: its address where it is hosted, else
    /// `data:<type>;base64,…`.
    public var address: String {
        switch content {
        case .bytes(let bytes): "data:\(type.rawValue);base64,\(bytes.base64EncodedString())"
        case .hosted(let url): url.absoluteString
        }
    }
}
