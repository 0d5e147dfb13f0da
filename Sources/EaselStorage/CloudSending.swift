import EaselCore
import EaselProviderKit
import Foundation

/// One try to send a file through a resumable session (wire sheet 7.2).
struct CloudSending {
    let storage: CloudStorage
    let upload: CloudUpload
    let file: UploadFile
    let pieceLength: Int
    /// Nil while there is no session.
    var state: CloudUploadCheckpoint?
    /// Of the first `confirmed` bytes; nil when it has to be computed anew.
    private var sum: (offset: Int64, stream: CRC32CStream)?
    /// Answers in a row after which the server had no more than before.
    private var standstill = 0

    init(storage: CloudStorage, upload: CloudUpload, file: UploadFile, pieceLength: Int) {
        self.storage = storage
        self.upload = upload
        self.file = file
        self.pieceLength = pieceLength
    }

    func fits(_ checkpoint: CloudUploadCheckpoint) -> Bool {
        checkpoint.object == upload.object && checkpoint.path == file.path && checkpoint.bytes == file.count
            && checkpoint.modified == file.modified
    }

    /// What has the name already: then nothing needs to be sent. Who may only create objects cannot see that; the
    /// precondition of the session says it to them.
    func existing() async throws(EaselError) -> CloudObjectFacts? {
        do throws(EaselError) {
            return try await storage.facts(of: upload.object)
        } catch {
            guard error.kind == .permission else { throw error }
            return nil
        }
    }

    /// Opens a session. The name must be free.
    func begin() async throws(EaselError) -> CloudUploadCheckpoint {
        var call = try storage.call(
            .post, "/upload/storage/v1/b/\(CloudStorage.escape(upload.object.bucket))/o",
            query: ["uploadType": "resumable", "name": upload.object.name, "ifGenerationMatch": "0"])
        call.headers.set("X-Upload-Content-Type", upload.type.rawValue)
        call.headers.set("X-Upload-Content-Length", String(file.count))
        let resource = Resource(name: upload.object.name, contentType: upload.type.rawValue, metadata: upload.metadata)
        guard let body = try? JSONText.encode(resource) else {
            throw EaselError(.invalidRequest, "The object's description cannot be written as JSON.")
        }
        call = call.with(body: Data(body.utf8), type: "application/json; charset=UTF-8")
        let reply = try await storage.send(call)
        guard reply.isSuccess else { throw try await storage.failure(reply, upload.object) }
        guard let location = reply.headers["Location"], session(location) != nil else {
            throw EaselError(.invalidResponse, "Cloud Storage opened no upload session at its own address.")
        }
        return CloudUploadCheckpoint(
            object: upload.object, path: file.path, bytes: file.count, modified: file.modified, session: location,
            confirmed: 0)
    }

    /// Asks a session how far it came: the object when it is done, else nil; then `state` is set unless the session is gone.
    mutating func ask(_ checkpoint: CloudUploadCheckpoint) async throws(EaselError) -> CloudObjectFacts? {
        guard session(checkpoint.session) != nil else { return nil }
        var call = try put(checkpoint.session, Data())
        call.headers.set("Content-Range", "bytes */\(file.count)")
        let reply = try await storage.send(call)
        switch reply.status {
        case 404, 410: return nil
        case 308:
            let persisted = min(try persisted(reply), file.count)
            state = checkpoint
            state?.confirmed = persisted
            return nil
        default: return try await storage.facts(in: reply, of: upload.object)
        }
    }

    /// Sends the next piece: the object when it was the last one.
    mutating func sendPiece() async throws(EaselError) -> CloudObjectFacts? {
        guard !Task.isCancelled else { throw .cancelled }
        guard let state else { return nil }
        let start = state.confirmed
        let length = Int(min(Int64(pieceLength), file.count - start))
        let piece = try file.read(at: start, length)
        let end = start + Int64(length)
        var stream = try checksum(before: start)
        piece.withUnsafeBytes { stream.update($0) }
        sum = (end, stream)
        var call = try put(state.session, piece)
        call.headers.set(
            "Content-Range", length == 0 ? "bytes */\(file.count)" : "bytes \(start)-\(end - 1)/\(file.count)")
        if end == file.count { call.headers.set("X-Goog-Hash", "crc32c=\(CloudChecksum.text(stream.value))") }
        let reply = try await storage.send(call)
        guard reply.status == 308 else { return try await facts(reply) }
        try advance(to: min(try persisted(reply), end))
        return nil
    }

    /// Compares checksums. An object that is not what was sent is removed again, as far as that succeeds.
    func verified(_ facts: CloudObjectFacts) async throws(EaselError) -> CloudUploadResult {
        let ours = try checksum(before: file.count).value
        guard facts.bytes == file.count, facts.crc32c == nil || facts.crc32c == ours else {
            if let generation = facts.generation { try? await storage.delete(upload.object, generation: generation) }
            throw EaselError(
                .invalidResponse, "\(upload.object) was damaged on its way: its checksum is wrong, and it was removed.",
                remedy: "Upload it again.")
        }
        return CloudUploadResult(facts: facts, wasThere: false)
    }

    /// A name that is taken is no failure when the content is ours: an earlier try got through and its answer was lost.
    func judge(_ facts: CloudObjectFacts) throws(EaselError) -> CloudUploadResult {
        guard facts.bytes == file.count, let theirs = facts.crc32c,
            theirs == (try checksum(before: file.count).value)
        else {
            throw EaselError(
                .storage, "\(upload.object) exists already with another content; it was not overwritten.",
                remedy: "Choose another prefix, or remove the object."
            ).with {
                $0.httpStatus = 412
                $0.providerCode = "conditionNotMet"
            }
        }
        return CloudUploadResult(facts: facts, wasThere: true)
    }

    private func facts(_ reply: HTTPReply) async throws(EaselError) -> CloudObjectFacts {
        if reply.status == 404 || reply.status == 410 {
            _ = try await reply.collectExplanation(limit: 64 << 10)
            throw EaselError(
                .unavailable, "Cloud Storage forgot the upload of \(upload.object).", remedy: "Upload it again."
            ).with { $0.httpStatus = reply.status }
        }
        return try await storage.facts(in: reply, of: upload.object)
    }

    private mutating func advance(to confirmed: Int64) throws(EaselError) {
        guard let before = state?.confirmed else { return }
        standstill = confirmed > before ? 0 : standstill + 1
        guard standstill < 3 else {
            throw EaselError(.unavailable, "Cloud Storage keeps nothing of what is sent for \(upload.object).")
        }
        state?.confirmed = confirmed
    }

    /// How many bytes a session has: a missing `Range` means none.
    private func persisted(_ reply: HTTPReply) throws(EaselError) -> Int64 {
        guard let range = reply.headers["Range"] else { return 0 }
        guard let match = range.wholeMatch(of: /bytes[= ]*0-(\d{1,18})/), let last = Int64(match.1) else {
            throw EaselError(.invalidResponse, "Cloud Storage named a range that cannot be read.")
        }
        return last + 1
    }

    private func checksum(before offset: Int64) throws(EaselError) -> CRC32CStream {
        if offset == 0 { return CRC32CStream() }
        if let sum, sum.offset == offset { return sum.stream }
        return try file.checksum(of: offset)
    }

    private func put(_ session: String, _ body: Data) throws(EaselError) -> HTTPCall {
        guard let url = self.session(session) else {
            throw EaselError(.invalidResponse, "The upload session is not at Cloud Storage's address.")
        }
        return HTTPCall(.put, url, headers: ["User-Agent": storage.userAgent], body: body, patience: storage.patience)
    }

    /// The session's address, nil unless it is at the server that was asked. A configured server may name itself by another
    /// host than the one it is reached by: an emulator in a container does.
    private func session(_ address: String) -> URL? {
        guard let url = URL(string: address), let origin = Origin(url), url.user() == nil else { return nil }
        if origin == Origin(storage.endpoint.base) { return url }
        guard storage.endpoint.isConfigured, var parts = URLComponents(url: url, resolvingAgainstBaseURL: true) else {
            return nil
        }
        parts.scheme = storage.endpoint.base.scheme
        parts.host = storage.endpoint.base.host()
        parts.port = storage.endpoint.base.port
        return parts.url
    }

    private struct Resource: Encodable {
        var name: String
        var contentType: String
        var metadata: [String: String]
    }
}
