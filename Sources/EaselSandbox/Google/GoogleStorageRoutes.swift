import Foundation

/// The JSON API of Cloud Storage (sheet 7): `STORAGE_EMULATOR_HOST` is `http://127.0.0.1:PORT/storage`.
///
/// Every bucket exists but `missing-bucket`. A call without a credential is let in, as an emulator does.
struct GoogleStorageRoutes: GoogleRoutes {
    private let shelf: GoogleStorageShelf
    private let uploads: GoogleStorageUploads

    init(world: SandboxWorld, shelf: GoogleStorageShelf) {
        self.shelf = shelf
        uploads = GoogleStorageUploads(shelf: shelf, identifiers: world.identifiers)
    }

    func respond(to call: GoogleCall) async throws -> SandboxReply? {
        guard call.surface == "storage" else { return nil }
        do throws(GoogleStorageFailure) {
            try Self.admit(call.request)
            return try await answer(call.request)
        } catch {
            return error.reply
        }
    }

    private static func admit(_ request: SandboxRequest) throws(GoogleStorageFailure) {
        // A session's address is a secret itself.
        guard request.queryValue("upload_id") == nil, request.hasAuthorization else { return }
        guard let token = request.credential(scheme: "Bearer"), !token.contains("invalid") else {
            throw .unauthenticated
        }
        if token.contains("denied") { throw .denied }
    }

    private func answer(_ request: SandboxRequest) async throws(GoogleStorageFailure) -> SandboxReply {
        var path = request.segments
        let kind = path.first == "storage" ? "" : path.first ?? ""
        if !kind.isEmpty { path.removeFirst() }
        guard ["", "upload", "download"].contains(kind), path.count >= 4, path.starts(with: ["storage", "v1", "b"])
        else {
            throw .notFound
        }
        let bucket = path[3]
        guard bucket != GoogleStorageShelf.missingBucket else { throw .noBucket }
        let reply: SandboxReply?
        switch (kind, path.count) {
        case ("upload", 5) where path[4] == "o": reply = try await uploads.respond(to: request, bucket: bucket)
        case ("", 4) where request.method == "GET": reply = Self.describe(bucket, origin: request.origin)
        case ("", 5) where path[4] == "o" && request.method == "GET":
            let listing = try GoogleStorageListing(request)
            reply = SandboxReply(json: await listing.page(of: shelf, bucket: bucket, origin: request.origin))
        case (_, 6) where path[4] == "o" && kind != "upload":
            let place = GoogleStoragePlace(bucket: bucket, name: path[5])
            reply = try await object(request, at: place, isDownload: kind == "download")
        default: reply = nil
        }
        guard let reply else { throw .notFound }
        return reply
    }

    private static func describe(_ bucket: String, origin: String) -> SandboxReply {
        SandboxReply(
            json: [
                "kind": "storage#bucket", "id": .string(bucket), "name": .string(bucket), "projectNumber": "123456789",
                "metageneration": "1", "location": "US", "locationType": "multi-region", "storageClass": "STANDARD",
                "selfLink": .string("\(origin)/storage/storage/v1/b/\(GoogleStoragePlace.encoded(bucket))"),
                "timeCreated": "2026-11-24T10:00:00.000Z", "updated": "2026-11-24T10:00:00.000Z", "etag": "CAE=",
            ] as JSON)
    }

    private func object(
        _ request: SandboxRequest, at place: GoogleStoragePlace, isDownload: Bool
    ) async throws(GoogleStorageFailure) -> SandboxReply? {
        let conditions = try GoogleStorageConditions(request)
        let generation = request.queryValue("generation")
        if request.method == "DELETE", !isDownload {
            try await shelf.delete(place, generation: generation, if: conditions)
            return SandboxReply(status: 204, contentType: "application/json", body: Data())
        }
        guard request.method == "GET" else { return nil }
        let isMedia = request.queryValue("alt") == "media"
        guard let object = await shelf.object(at: place), generation == nil || generation == String(object.generation)
        else {
            throw isMedia ? .words(404, GoogleStorageFailure.noObject(place).message) : .noObject(place)
        }
        try conditions.check(object, isReading: true)
        return isMedia
            ? GoogleStorageDownload(object).reply(range: request.header("Range"))
            : SandboxReply(json: object.resource(origin: request.origin))
    }
}
