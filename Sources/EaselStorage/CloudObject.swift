public import EaselCore
public import Foundation

/// The name of an object in Cloud Storage: `gs://bucket/object`.
public struct CloudObject: Hashable, Sendable, Codable, CustomStringConvertible {
    public let bucket: String
    public let name: String

    /// Throws `configuration` for a bucket or a name that Cloud Storage does not take.
    public init(bucket: String, name: String) throws(EaselError) {
        let isBucket = bucket.wholeMatch(of: /[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]/) != nil
        let isName =
            (1...1024).contains(name.utf8.count) && name != "." && name != ".."
            && !name.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
        guard isBucket, isName else {
            throw EaselError(
                .configuration,
                "“\(TerminalSafeText.line(String("gs://\(bucket)/\(name)".prefix(120))))” is not the name of an object.",
                remedy: "Write gs://BUCKET/OBJECT; a bucket's name has small letters, digits, dots and hyphens.")
        }
        self.bucket = bucket
        self.name = name
    }

    /// Reads `gs://bucket/object` as it is written: nothing is percent-encoded. Throws `configuration` for anything else.
    public init(address: String) throws(EaselError) {
        let parts = address.dropFirst(5).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let isAddress = address.hasPrefix("gs://") && parts.count == 2
        try self.init(bucket: isAddress ? String(parts[0]) : "", name: isAddress ? String(parts[1]) : address)
    }

    /// Reads `gs://bucket/object`; nil for anything else. Names in an address are percent-encoded or plain.
    public init?(_ url: URL) {
        let text = url.absoluteString
        guard url.scheme?.lowercased() == "gs", let bucket = url.host(), let range = text.range(of: "://") else {
            return nil
        }
        let rest = text[range.upperBound...]
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        let path = String(rest[rest.index(after: slash)...])
        guard let object = try? CloudObject(bucket: bucket, name: path.removingPercentEncoding ?? path) else {
            return nil
        }
        self = object
    }

    public var description: String { "gs://\(bucket)/\(name)" }
}
