import Foundation

/// `/fal-rest/…`: uploads and account (sheet A14, A18).
struct FalRestRoutes: Sendable {
    let shelf: MediaShelf
    let uploads: FalUploadStore
    let identifiers: IdentifierSource

    func respond(to request: SandboxRequest, key: FalKey) async throws -> SandboxReply {
        switch (request.method, request.path) {
        case ("POST", "storage/upload/initiate"):
            if key.isLocked { throw FalFailure.locked }
            return try await initiate(request, inParts: false)
        case ("POST", "storage/upload/initiate-multipart"):
            if key.isLocked { throw FalFailure.locked }
            return try await initiate(request, inParts: true)
        case ("POST", "storage/auth/token"):
            if key.isLocked { throw FalFailure.locked }
            return SandboxReply(
                json: [
                    "token": .string(await uploads.token(identifiers)), "token_type": "Bearer",
                    "base_url": .string("\(request.origin)/fal-media"),
                    "expires_at": .string(WireTime.text(Date().addingTimeInterval(3600))),
                ] as JSON)
        case ("GET", "billing/user_balance"):
            return SandboxReply(json: key.isLocked ? 0 : 20.5)
        case ("GET", "users/current"):
            return SandboxReply(
                json: [
                    "full_name": "Sandbox", "nickname": "sandbox", "user_id": "sandbox", "is_personal": true,
                    "is_locked": .bool(key.isLocked), "lock_reason": key.isLocked ? "insufficient_balance" : nil,
                    "is_paying": true,
                ] as JSON)
        default: throw FalFailure.unknownPath("/\(request.path)")
        }
    }

    private func initiate(_ request: SandboxRequest, inParts: Bool) async throws -> SandboxReply {
        let storage = request.queryValue("storage_type")
        guard storage == "fal-cdn-v3" || storage == "gcs" else {
            throw rejection(FalDetail(at: ["storage_type"], "missing", "Field required"))
        }
        guard let body = JSON(parsing: request.body) else {
            throw rejection(FalDetail(at: [0], "json_invalid", "JSON decode error"))
        }
        guard let mediaType = body["content_type"]?.string else { throw rejection(missing("content_type", body)) }
        guard let name = body["file_name"]?.string, !name.isEmpty else { throw rejection(missing("file_name", body)) }
        if let lifecycle = request.header("x-fal-object-lifecycle"),
            JSON(parsing: Data(lifecycle.utf8))?["expiration_duration_seconds"] == nil
        {
            throw FalFailure(status: 400, detail: "Invalid object lifecycle", errorType: "bad_request")
        }
        let path = await shelf.reserve(name: name, mediaType: mediaType)
        if inParts { await uploads.open(path) }
        let file = "\(request.origin)/fal-media/files/\(path)"
        return SandboxReply(json: ["file_url": file, "upload_url": "\(file)?signature=\(identifiers.letters(32))"])
    }

    private func missing(_ field: String, _ body: JSON) -> FalDetail {
        FalDetail(field, "missing", "Field required", input: body)
    }

    private func rejection(_ detail: FalDetail) -> FalFailure {
        FalFailure(
            status: 422,
            body: ["detail": [["loc": .array(detail.loc), "msg": .string(detail.msg), "type": .string(detail.type)]]])
    }
}
