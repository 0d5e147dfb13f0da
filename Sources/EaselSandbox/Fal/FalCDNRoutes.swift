import Foundation

/// The CDN's own uploads with a token (sheet A14, route U2), as the Python client sends them.
struct FalCDNRoutes: Sendable {
    let shelf: MediaShelf
    let uploads: FalUploadStore

    /// - Parameter path: below `files/`.
    func respond(to request: SandboxRequest, path: String) async throws -> SandboxReply {
        switch (request.method, path) {
        case ("POST", "upload"): await upload(request)
        case ("POST", "upload/multipart"): await open(request)
        default: try await part(request, path)
        }
    }

    private func upload(_ request: SandboxRequest) async -> SandboxReply {
        let place = await reserve(request)
        await shelf.receive(request.body, at: place)
        return SandboxReply(json: ["access_url": .string(address(of: place, request))] as JSON)
    }

    private func open(_ request: SandboxRequest) async -> SandboxReply {
        let place = await reserve(request)
        await uploads.open(place)
        return SandboxReply(json: ["access_url": .string(address(of: place, request)), "uploadId": "1"] as JSON)
    }

    /// `{file}/multipart/{uploadId}/{n | complete}`.
    private func part(_ request: SandboxRequest, _ path: String) async throws -> SandboxReply {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count >= 4, parts[parts.count - 3] == "multipart", let step = parts.last else {
            throw FalFailure.unknownPath("/files/\(path)")
        }
        let place = parts.dropLast(3).joined(separator: "/")
        if request.method == "POST", step == "complete" { return try await close(place, request) }
        guard request.method == "PUT", let number = Int(step),
            let tag = await uploads.add(request.body, number: number, to: place)
        else { throw FalFailure.unknownPath("/files/\(path)") }
        return SandboxReply(contentType: "text/plain", body: Data()).adding("ETag", tag)
    }

    private func close(_ place: String, _ request: SandboxRequest) async throws -> SandboxReply {
        let bytes = try await uploads.close(place, sorted(JSON(parsing: request.body)))
        await shelf.receive(bytes, at: place)
        return SandboxReply(json: ["status": "OK"])
    }

    private func address(of place: String, _ request: SandboxRequest) -> String {
        "\(request.origin)/fal-media/files/\(place)"
    }

    private func reserve(_ request: SandboxRequest) async -> String {
        await shelf.reserve(
            name: request.header("x-fal-file-name") ?? "upload.bin",
            mediaType: request.header("content-type") ?? "application/octet-stream")
    }

    /// The Python client lists parts in the order in which they arrived.
    private func sorted(_ list: JSON?) -> JSON? {
        guard let parts = list?["parts"]?.array else { return list }
        return ["parts": .array(parts.sorted { ($0["partNumber"]?.integer ?? 0) < ($1["partNumber"]?.integer ?? 0) })]
    }
}
