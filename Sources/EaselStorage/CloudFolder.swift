public import EaselCore
import Foundation

/// Where files go in Cloud Storage: `gs://bucket` or `gs://bucket/prefix`.
public struct CloudFolder: Hashable, Sendable, Codable, CustomStringConvertible {
    public let bucket: String
    /// Without slashes at its ends; empty for the bucket's root.
    public let prefix: String

    /// Reads `gs://bucket/prefix`. Throws `configuration` for anything else.
    public init(_ text: String) throws(EaselError) {
        guard text.hasPrefix("gs://") else { throw Self.refused(text) }
        let parts = text.dropFirst(5).split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard let bucket = parts.first, !parts.dropFirst().contains(where: { $0 == "." || $0 == ".." }) else {
            throw Self.refused(text)
        }
        self.bucket = bucket
        prefix = parts.dropFirst().joined(separator: "/")
        _ = try object("x")
    }

    /// The object for a file, named by its path below the configured folder.
    public func object(_ relativePath: String) throws(EaselError) -> CloudObject {
        let path = relativePath.split(separator: "/").joined(separator: "/")
        return try CloudObject(bucket: bucket, name: prefix.isEmpty ? path : prefix + "/" + path)
    }

    /// The object for a file: its path below `root`, or its name alone where it lies elsewhere.
    public func object(for file: String, under root: String) throws(EaselError) -> CloudObject {
        let root = root.hasSuffix("/") ? root : root + "/"
        return try object(
            file.hasPrefix(root) ? String(file.dropFirst(root.count)) : (file as NSString).lastPathComponent)
    }

    public var description: String { prefix.isEmpty ? "gs://\(bucket)" : "gs://\(bucket)/\(prefix)" }

    private static func refused(_ text: String) -> EaselError {
        EaselError(
            .configuration, "“\(TerminalSafeText.line(String(text.prefix(120))))” is no place in Cloud Storage.",
            remedy: "Write gs://BUCKET or gs://BUCKET/PREFIX.")
    }
}
