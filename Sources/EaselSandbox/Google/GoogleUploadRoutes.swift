import Foundation

/// The Files API of the Gemini API: a resumable upload, then the file's state (sheet 1.2).
struct GoogleUploadRoutes: GoogleRoutes {
    private let files = GoogleFileCabinet()
    private let world: SandboxWorld

    init(world: SandboxWorld) { self.world = world }

    func respond(to call: GoogleCall) async throws -> SandboxReply? {
        guard call.surface == "gemini", call.verb == nil else { return nil }
        let request = call.request
        switch (request.method, call.request.segments) {
        case ("POST", let path) where path.first == "upload" && path.count == 3 && path[2] == "files":
            return try await upload(request, version: path[1])
        case ("GET", let path) where path.count == 2 && path[1] == "files":
            return SandboxReply(json: ["files": JSON.array(await files.all())])
        case ("GET", let path) where path.count == 3 && path[1] == "files":
            guard let file = await files.look(at: path[2]) else { throw Self.missing(path[2]) }
            return SandboxReply(json: file)
        case ("DELETE", let path) where path.count == 3 && path[1] == "files":
            guard await files.remove(path[2]) else { throw Self.missing(path[2]) }
            return SandboxReply(json: JSON.object([:]))
        default: return nil
        }
    }

    private static func missing(_ id: String) -> GoogleFailure {
        GoogleFailure(
            status: 403, word: "PERMISSION_DENIED",
            message: "You do not have permission to access the File \(id) or it may not exist.")
    }

    private func upload(_ request: SandboxRequest, version: String) async throws -> SandboxReply {
        let commands = (request.header("X-Goog-Upload-Command") ?? "").split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        if commands == ["start"] { return try await start(request, version: version) }
        guard let session = request.queryValue("upload_id"),
            commands.contains("upload") || commands.contains("finalize"),
            let offset = request.header("X-Goog-Upload-Offset").flatMap({ Int($0) })
        else { throw GoogleFailure.invalid("Invalid upload command.") }
        let isLast = commands.contains("finalize")
        guard let file = try await files.append(request.body, to: session, at: offset, isLast: isLast) else {
            return SandboxReply(contentType: "text/plain", body: Data()).adding("X-Goog-Upload-Status", "active")
        }
        return SandboxReply(json: ["file": file]).adding("X-Goog-Upload-Status", "final")
    }

    private func start(_ request: SandboxRequest, version: String) async throws -> SandboxReply {
        guard request.header("X-Goog-Upload-Protocol") == "resumable",
            let length = request.header("X-Goog-Upload-Header-Content-Length").flatMap({ Int($0) }), length > 0,
            let type = request.header("X-Goog-Upload-Header-Content-Type")
        else { throw GoogleFailure.invalid("A resumable upload needs its length and its type.") }
        let file = JSON(parsing: request.body)?["file"]
        let id = world.identifiers.letters(12).lowercased()
        let session = world.identifiers.letters(40)
        await files.open(
            session,
            GoogleFileCabinet.Draft(
                id: id, type: file?["mimeType"]?.string ?? type, title: file?["displayName"]?.string, length: length,
                address: "\(request.origin)/gemini/\(version)/files/\(id)"))
        return SandboxReply(contentType: "text/plain", body: Data())
            .adding("X-Goog-Upload-Status", "active")
            .adding(
                "X-Goog-Upload-URL",
                "\(request.origin)/gemini/upload/\(version)/files?upload_id=\(session)&upload_protocol=resumable"
            )
            .adding("X-Goog-Upload-Chunk-Granularity", "8388608")
    }
}
