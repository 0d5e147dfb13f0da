/// `replicate.delivery`: the files that come out, public, with or without a token (sheet B5).
struct ReplicateDeliveryRoutes: Sendable {
    let shelf: MediaShelf

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        guard ["GET", "HEAD"].contains(request.method) else { throw ReplicateFailure.methodNotAllowed }
        let path = request.segments.dropFirst().joined(separator: "/")
        guard let file = await shelf.file(at: path), let bytes = await shelf.bytes(at: path) else {
            throw ReplicateFailure.notFound
        }
        return SandboxReply(contentType: file.mediaType, body: bytes).adding("Accept-Ranges", "bytes")
    }
}
