public import Foundation

/// A file of the media folder as a whole.
public enum MediaFile {
    /// The content; nil when it is missing, no regular file, empty, or longer than `limit` bytes.
    public static func content(of path: String, limit: Int64) -> Data? {
        guard limit > 0, let content = SmallFile.read(path, limit: limit), !content.isEmpty else { return nil }
        return content
    }
}
