public import Foundation

/// What an attached file is for.
public enum AttachmentRole: String, Sendable, Codable, CaseIterable, Hashable {
    /// Something to look at: a picture to edit, to describe or to take a style from.
    case reference
    /// First frame of a video.
    case first
    /// Last frame of a video.
    case last
    /// Where an edit may change the picture.
    case mask
}

/// A file that goes with a prompt.
public struct Attachment: Hashable, Sendable, Codable {
    public var role: AttachmentRole
    /// A file on this machine, which is read when the request is sent; or an `https` or `gs` address that the provider
    /// fetches itself.
    public var file: URL

    public init(role: AttachmentRole = .reference, file: URL) {
        self.role = role
        self.file = file
    }

    /// The address, when the file is not on this machine.
    public var hosted: URL? { file.isFileURL ? nil : file }
}
