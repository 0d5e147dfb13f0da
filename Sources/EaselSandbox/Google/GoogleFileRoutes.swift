/// Files that an interaction made: `GET …/files/{id}:download?alt=media`, which leads on to an address below `download`
/// (sheet 3.4, 3.6; the redirect was recorded).
struct GoogleFileRoutes: GoogleRoutes {
    let world: SandboxWorld

    /// The id of a file, out of its path on the shelf: `koala/x1Yz…/video.mp4` becomes `koala-x1Yz…`.
    static func name(ofShelfPath path: String) -> String {
        path.split(separator: "/").prefix(2).joined(separator: "-")
    }

    func respond(to call: GoogleCall) async throws -> SandboxReply? {
        let request = call.request
        let path = request.segments
        let isDirect = path.first == "download"
        let place = isDirect ? Array(path.dropFirst()) : path
        guard call.surface == "gemini", request.method == "GET", place.count == 3, place[1] == "files",
            call.verb == "download", request.queryValue("alt") == "media"
        else { return nil }
        let id = String(place[2].dropLast(":download".count))
        let shelfPath = id.replacing("-", with: "/", maxReplacements: 1) + "/video.mp4"
        guard let file = await world.media.file(at: shelfPath) else { throw GoogleFailure.notFound }
        guard isDirect else {
            let address = "\(request.origin)/gemini/download/\(place.joined(separator: "/"))?alt=media"
            return SandboxReply(
                status: 302, json: ["error": ["code": 302, "message": "Unknown Error.", "status": "UNKNOWN"]] as JSON
            ).adding("Location", address)
        }
        guard let bytes = await world.media.bytes(at: shelfPath) else { throw GoogleFailure.notFound }
        return SandboxReply(contentType: file.mediaType, body: bytes).adding("Content-Disposition", "attachment")
    }
}
