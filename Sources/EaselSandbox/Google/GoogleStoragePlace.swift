import Foundation

/// Where an object is: a bucket and a name.
struct GoogleStoragePlace: Sendable, Hashable {
    let bucket: String
    let name: String

    init(bucket: String, name: String) {
        self.bucket = bucket
        self.name = name
    }

    /// Nil for anything but `gs://bucket/name`.
    init?(address: String) {
        guard address.hasPrefix("gs://") else { return nil }
        let sides = address.dropFirst(5).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else { return nil }
        self.init(bucket: String(sides[0]), name: String(sides[1]))
    }

    /// Names are bytes to Cloud Storage: two spellings of one letter are two names.
    static func == (one: Self, other: Self) -> Bool {
        one.bucket.utf8.elementsEqual(other.bucket.utf8) && one.name.utf8.elementsEqual(other.name.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in name.utf8 { hasher.combine(byte) }
    }

    /// The path in the API with everything encoded, the slash too: `b/bucket/o/media%2Fa.mp4` (sheet 7).
    var path: String { "b/\(Self.encoded(bucket))/o/\(Self.encoded(name))" }

    static func encoded(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    /// A name of 1 to 1024 bytes without line breaks that is neither `.` nor `..`.
    var isAllowed: Bool {
        (1...1024).contains(name.utf8.count) && !name.utf8.contains(10) && !name.utf8.contains(13)
            && name != "." && name != ".."
    }
}
