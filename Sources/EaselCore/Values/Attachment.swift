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

    /// Reads `[role=]file` as people write it: a path, also under `~`, or an `https` or `gs` address. What stands before `=`
    /// is a role only if it is one: file names may hold `=`. Nil when nothing follows.
    public init?(_ text: String) {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let role = halves.count == 2 ? AttachmentRole(rawValue: String(halves[0])) : nil
        let path = role == nil ? text : String(halves[1])
        guard !path.isEmpty else { return nil }
        if let url = URL(string: path), let scheme = url.scheme?.lowercased(), ["http", "https", "gs"].contains(scheme)
        {
            self.init(role: role ?? .reference, file: url)
        } else {
            let expanded = (path as NSString).expandingTildeInPath
            self.init(role: role ?? .reference, file: URL(fileURLWithPath: expanded))
        }
    }

    /// As people write it: what `init(_:)` reads.
    public var words: String {
        let place = file.isFileURL ? file.path : file.absoluteString
        return role == .reference && AttachmentRole(rawValue: String(place.prefix { $0 != "=" })) == nil
            ? place : "\(role.rawValue)=\(place)"
    }
}
