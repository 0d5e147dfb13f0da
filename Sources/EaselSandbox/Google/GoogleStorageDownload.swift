import Foundation

/// An object's bytes, or a range of them (sheet 7.3). What was stored compressed goes out as it is.
struct GoogleStorageDownload: Sendable {
    private let object: GoogleStorageObject

    init(_ object: GoogleStorageObject) { self.object = object }

    /// - Parameter range: the header; one that cannot be read is passed over.
    func reply(range: String?) -> SandboxReply {
        let bytes = object.bytes
        guard let range, range.wholeMatch(of: /bytes=(\d{1,18}-\d{0,18}|-\d{1,18})/) != nil else {
            return described(status: 200, bytes)
        }
        guard let part = ByteRange(range, of: bytes.count) else {
            return GoogleStorageFailure.words(416, "The requested range cannot be satisfied.").reply
                .adding("Content-Range", "bytes */\(bytes.count)")
        }
        let start = bytes.startIndex
        return described(status: 206, Data(bytes[(start + part.first)...(start + part.last)]))
            .adding("Content-Range", "bytes \(part.first)-\(part.last)/\(bytes.count)")
    }

    /// The checksums are those of the whole object.
    private func described(status: Int, _ bytes: Data) -> SandboxReply {
        let reply = SandboxReply(status: status, contentType: object.attributes.type, body: bytes)
            .adding("X-Goog-Hash", "crc32c=\(object.sums.crc32c),md5=\(object.sums.md5)")
            .adding("X-Goog-Generation", String(object.generation)).adding("X-Goog-Metageneration", "1")
            .adding("X-Goog-Stored-Content-Encoding", object.attributes.encoding ?? "identity")
            .adding("X-Goog-Stored-Content-Length", String(object.bytes.count))
            .adding("X-Goog-Storage-Class", "STANDARD").adding("ETag", object.entityTag).adding(
                "Accept-Ranges", "bytes")
        return object.attributes.encoding.map { reply.adding("Content-Encoding", $0) } ?? reply
    }
}
