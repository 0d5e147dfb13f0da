public import EaselCore
import EaselProviderKit

/// The name of one version of a secret: `projects/P/secrets/S/versions/latest`, also of a region (wire sheet 8).
public struct SecretReference: Sendable, Hashable, CustomStringConvertible {
    /// The whole name.
    public let name: String
    /// The region that keeps it, nil for a global secret.
    public let location: String?

    /// Reads a name, with or without `gcp-secret:` before it; without a version, the latest is meant. Throws
    /// `configuration` for anything else.
    public init(_ text: String) throws(EaselError) {
        let bare = text.hasPrefix("gcp-secret:") ? String(text.dropFirst(11)) : text
        let pattern =
            /projects\/([A-Za-z0-9:._-]{1,128})(?:\/locations\/([a-z0-9-]{1,63}))?\/secrets\/([A-Za-z0-9_-]{1,255})(?:\/versions\/([A-Za-z0-9_-]{1,63}))?/
        guard let match = bare.wholeMatch(of: pattern), !Self.isDots(match.1) else {
            throw EaselError(
                .configuration, "“\(ControlText.oneLine(String(text.prefix(120))))” is not the name of a secret.",
                remedy: "Write gcp-secret:projects/PROJECT/secrets/SECRET/versions/latest.")
        }
        location = match.2.map(String.init)
        name = match.4 == nil ? "\(bare)/versions/latest" : bare
    }

    public var description: String { name }

    private static func isDots(_ text: Substring) -> Bool { text.allSatisfy { $0 == "." } }
}
