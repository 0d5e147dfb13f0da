import Foundation

/// The three ways to upload an object (sheet 7.1, 7.2).
struct GoogleStorageUploads: Sendable {
    private let shelf: GoogleStorageShelf
    private let sessions: GoogleStorageSessions
    private let identifiers: IdentifierSource

    init(shelf: GoogleStorageShelf, identifiers: IdentifierSource) {
        self.shelf = shelf
        self.identifiers = identifiers
        sessions = GoogleStorageSessions(shelf: shelf)
    }

    /// Nil for a method that the address does not have.
    func respond(to request: SandboxRequest, bucket: String) async throws(GoogleStorageFailure) -> SandboxReply? {
        switch (request.method, request.queryValue("uploadType"), request.queryValue("upload_id")) {
        case ("PUT", _, let id?): return try await take(request, to: id)
        case ("DELETE", _, let id?):
            await sessions.cancel(id)
            return GoogleStorageFailure.words(499, "").reply
        case ("POST", "media", _):
            let attributes = try GoogleStorageAttributes([:], type: request.header("Content-Type"))
            return try await put(request.body, attributes, bucket, request)
        case ("POST", "multipart", _):
            let related = try GoogleStorageRelated(request.body, contentType: request.header("Content-Type") ?? "")
            let attributes = try GoogleStorageAttributes(related.resource, type: related.type)
            return try await put(related.bytes, attributes, bucket, request)
        case ("POST", "resumable", nil): return try await open(request, bucket: bucket)
        case ("POST", _, _): throw .invalid("Invalid value for: uploadType")
        default: return nil
        }
    }

    private func place(
        _ request: SandboxRequest, _ attributes: GoogleStorageAttributes, bucket: String
    ) throws(GoogleStorageFailure) -> GoogleStoragePlace {
        guard let name = request.queryValue("name") ?? attributes.name, !name.isEmpty else { throw .noName }
        let place = GoogleStoragePlace(bucket: bucket, name: name)
        guard place.isAllowed else { throw .invalid("Invalid object name.") }
        return place
    }

    private func put(
        _ bytes: Data, _ attributes: GoogleStorageAttributes, _ bucket: String, _ request: SandboxRequest
    ) async throws(GoogleStorageFailure) -> SandboxReply {
        let object = try await shelf.put(
            bytes, at: try place(request, attributes, bucket: bucket), attributes,
            if: try GoogleStorageConditions(request), hash: request.header("X-Goog-Hash"))
        return SandboxReply(json: object.resource(origin: request.origin))
    }

    private func open(_ request: SandboxRequest, bucket: String) async throws(GoogleStorageFailure) -> SandboxReply {
        guard let resource = request.body.isEmpty ? [:] : JSON(parsing: request.body) else {
            throw .invalid("Parse Error")
        }
        let attributes = try GoogleStorageAttributes(resource, type: request.header("X-Upload-Content-Type"))
        let place = try place(request, attributes, bucket: bucket)
        let conditions = try GoogleStorageConditions(request)
        try conditions.check(await shelf.object(at: place))
        let length = request.header("X-Upload-Content-Length")
        let count = length.flatMap { Int($0) }
        guard length == nil || (count ?? -1) >= 0 else { throw .invalid("Invalid value for: x-upload-content-length") }
        let id = "ABPtcP\(identifiers.letters(90))"
        await sessions.open(
            id, GoogleStorageSession(place: place, attributes: attributes, conditions: conditions, length: count))
        let address =
            "\(request.origin)/storage/upload/storage/v1/b/\(GoogleStoragePlace.encoded(bucket))/o?uploadType=resumable&name=\(GoogleStoragePlace.encoded(place.name))&upload_id=\(id)"
        return SandboxReply(contentType: "text/plain; charset=utf-8", body: Data())
            .adding("Location", address).adding("X-GUploader-UploadID", id)
    }

    private func take(_ request: SandboxRequest, to id: String) async throws(GoogleStorageFailure) -> SandboxReply {
        var span: GoogleStorageSpan?
        if let header = request.header("Content-Range") { span = try GoogleStorageSpan(header) }
        switch try await sessions.take(request.body, span, to: id, hash: request.header("X-Goog-Hash")) {
        case .done(let object): return SandboxReply(json: object.resource(origin: request.origin))
        case .incomplete(let kept):
            let isPlain = request.header("X-GUploader-No-308")?.lowercased() == "yes"
            var reply = SandboxReply(
                status: isPlain ? 200 : 308, contentType: "text/plain; charset=utf-8", body: Data()
            ).adding("X-GUploader-UploadID", id)
            if isPlain { reply = reply.adding("X-HTTP-Status-Code-Override", "308") }
            // Without the header nothing is kept.
            return kept > 0 ? reply.adding("Range", "bytes=0-\(kept - 1)") : reply
        }
    }
}
