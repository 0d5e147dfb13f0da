import Foundation

/// `/fal-media/files/…`: outputs and uploads, public like the real CDN.
///
/// A request that carries an Authorization header is refused with 400, so that a leaked key is noticed; only the upload
/// routes of the CDN take the token that the REST host hands out.
struct FalMediaRoutes: Sendable {
    let shelf: MediaShelf
    let uploads: FalUploadStore

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        guard request.segments.first == "files" else { throw FalFailure.unknownPath("/\(request.path)") }
        let path = request.segments.dropFirst().joined(separator: "/")
        if request.hasAuthorization {
            let cdn = FalCDNRoutes(shelf: shelf, uploads: uploads)
            guard let token = request.credential(scheme: "Bearer"), await uploads.knows(token: token) else {
                throw FalFailure(status: 400, detail: "Do not send credentials to the media host")
            }
            return try await cdn.respond(to: request, path: path)
        }
        switch request.method {
        case "GET", "HEAD": return try await serve(path, range: request.header("range"))
        case "PUT": return try await receive(request, at: path)
        case "POST": return try await complete(request, at: path)
        default: throw FalFailure.methodNotAllowed
        }
    }

    private func serve(_ path: String, range: String?) async throws -> SandboxReply {
        guard let file = await shelf.file(at: path), let bytes = await shelf.bytes(at: path) else {
            throw FalFailure(status: 404, detail: "Not Found")
        }
        let whole = SandboxReply(contentType: file.mediaType, body: bytes).adding("Accept-Ranges", "bytes")
        guard let range else { return whole }
        guard let part = ByteRange(range, of: bytes.count) else {
            return SandboxReply(status: 416, contentType: "text/plain", body: Data())
                .adding("Content-Range", "bytes */\(bytes.count)")
        }
        var reply = whole.adding("Content-Range", "bytes \(part.first)-\(part.last)/\(bytes.count)")
        reply.status = 206
        reply.body = .whole(bytes[part.first...part.last])
        return reply
    }

    /// `POST …/complete` after the parts of a multipart upload (sheet A14).
    private func complete(_ request: SandboxRequest, at path: String) async throws -> SandboxReply {
        guard request.segments.last == "complete", request.queryValue("signature") != nil else {
            throw FalFailure.methodNotAllowed
        }
        let target = path.split(separator: "/").dropLast().joined(separator: "/")
        let bytes = try await uploads.close(target, JSON(parsing: request.body))
        await shelf.receive(bytes, at: target)
        return SandboxReply(json: ["status": "OK"])
    }

    private func receivePart(_ request: SandboxRequest, at path: String) async throws -> SandboxReply? {
        guard let number = request.segments.last.flatMap(Int.init) else { return nil }
        let target = path.split(separator: "/").dropLast().joined(separator: "/")
        guard let tag = await uploads.add(request.body, number: number, to: target) else { return nil }
        guard request.queryValue("signature") != nil else {
            throw FalFailure(status: 403, detail: "Invalid or expired signature")
        }
        return SandboxReply(json: ["partNumber": .integer(Int64(number)), "etag": .string(tag)] as JSON)
    }

    private func receive(_ request: SandboxRequest, at path: String) async throws -> SandboxReply {
        if let reply = try await receivePart(request, at: path) { return reply }
        guard let announced = await shelf.awaitedType(of: path), request.queryValue("signature") != nil else {
            throw FalFailure(status: 403, detail: "Invalid or expired signature")
        }
        guard request.header("content-type") == announced else {
            throw FalFailure(status: 400, detail: "Content-Type must be \(announced), as announced")
        }
        await shelf.receive(request.body, at: path)
        return SandboxReply(contentType: "text/plain", body: Data())
    }
}
