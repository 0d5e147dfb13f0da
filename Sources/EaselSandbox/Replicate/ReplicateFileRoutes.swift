import Foundation
import HTTPTypes

/// `/files` (sheet B8).
struct ReplicateFileRoutes: Sendable {
    let world: SandboxWorld
    let files: ReplicateFileStore

    private static let largest = 100 << 20

    func respond(to call: ReplicateCall) async throws -> SandboxReply {
        switch (call.method, call.segments.count) {
        case ("POST", 1): return try await create(call)
        case ("GET", 1):
            let all = await files.all().map { Self.json($0, base: call.base) }
            return call.page(all)
        case ("GET", 2):
            guard let file = await files.file(call.segments[1]) else { throw ReplicateFailure.notFound }
            return SandboxReply(json: Self.json(file, base: call.base))
        case ("DELETE", 2):
            guard await files.remove(call.segments[1]) else { throw ReplicateFailure.notFound }
            var reply = SandboxReply(status: 204, contentType: "text/plain", body: Data())
            reply.headers[.contentType] = nil
            return reply
        case ("GET", 3) where call.segments[2] == "download":
            guard call.request.queryValue("signature") != nil, call.request.queryValue("owner") != nil else {
                throw ReplicateFailure(status: 403, detail: "You do not have permission to perform this action.")
            }
            guard let file = await files.file(call.segments[1]) else { throw ReplicateFailure.notFound }
            return SandboxReply(contentType: file.mediaType, body: file.content)
        default: throw ReplicateFailure.methodNotAllowed
        }
    }

    private func create(_ call: ReplicateCall) async throws -> SandboxReply {
        guard let form = ReplicateForm(call.request.body, contentType: call.request.header("content-type")) else {
            throw ReplicateFailure(
                status: 400, title: "Bad request", detail: "The request must be multipart/form-data.")
        }
        guard let content = form["content"] else {
            throw ReplicateFailure(status: 400, title: "Bad request", detail: "Missing content")
        }
        guard content.content.count < Self.largest else { throw ReplicateFailure.tooLarge }
        var metadata: JSON = [:]
        if let part = form["metadata"] {
            guard let value = JSON(parsing: part.content), value.object != nil else {
                throw ReplicateFailure(status: 400, title: "Bad request", detail: "metadata must be valid JSON")
            }
            metadata = value
        }
        let name = form["filename"].map { String(decoding: $0.content, as: UTF8.self) } ?? content.fileName ?? "file"
        guard name.utf8.count <= 255 else {
            throw ReplicateFailure(status: 400, title: "Bad request", detail: "filename must be at most 255 bytes")
        }
        let type = form["type"].map { String(decoding: $0.content, as: UTF8.self) }
        let file = ReplicateFileStore.File(
            id: world.identifiers.letters(48), name: name,
            mediaType: type ?? content.mediaType ?? "application/octet-stream", content: content.content,
            metadata: metadata, created: Date())
        await files.add(file)
        return SandboxReply(status: 201, json: Self.json(file, base: call.base))
    }

    private static func json(_ file: ReplicateFileStore.File, base: String) -> JSON {
        // The digests are of the right form; the sandbox computes none.
        let digest = String(file.id.utf8.map { String($0, radix: 16) }.joined().prefix(32))
        return [
            "id": .string(file.id), "name": .string(file.name), "content_type": .string(file.mediaType),
            "size": .integer(Int64(file.content.count)), "etag": .string(digest),
            "checksums": ["sha256": .string(digest + digest), "md5": .string(digest)], "metadata": file.metadata,
            "created_at": .string(WireTime.text(file.created)),
            "expires_at": .string(WireTime.text(file.created.addingTimeInterval(86_400))),
            "urls": ["get": .string("\(base)/files/\(file.id)")],
        ]
    }
}
