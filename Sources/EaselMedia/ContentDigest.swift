public import Foundation

/// SHA-256 of things in memory and on disk, in lower-case hexadecimal.
public enum ContentDigest {
    /// Nil when the library refuses.
    public static func sha256(_ bytes: Data) -> String? {
        guard let digest = SHA256Digest() else { return nil }
        return bytes.withUnsafeBytes { digest.update($0) } ? digest.finish() : nil
    }

    /// Of a regular file, read in pieces; nil when it cannot be read.
    public static func sha256(ofFile path: String) -> String? { SmallFile.sha256(path) }

    /// The size of a regular file in bytes, nil when there is none.
    public static func size(ofFile path: String) -> Int64? { SmallFile.size(path) }
}
