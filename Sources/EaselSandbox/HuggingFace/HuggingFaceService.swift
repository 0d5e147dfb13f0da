import Foundation

/// Hugging Face's router and Hub (sheet B), with the inference providers behind the router.
///
/// Tokens: any Bearer token works, except that one containing `invalid` is unknown (401), one containing `nocredit` has
/// used up its credits (402), and one containing `noscope` may not call inference providers (403).
struct HuggingFaceService: SandboxService {
    static let name = "huggingface"
    static let prefixes = ["hf-router", "hf-hub", "hf-media"]

    private let hub = HuggingFaceHub()
    private let chat: HuggingFaceChat
    private let providers: HuggingFaceProviders
    private let shelf: MediaShelf

    init(world: SandboxWorld) {
        let jobs = HuggingFaceJobStore()
        world.jobs.add(jobs)
        chat = HuggingFaceChat(world: world)
        providers = HuggingFaceProviders(world: world, jobs: jobs)
        shelf = world.media
    }

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        do {
            switch request.prefix {
            case "hf-hub": return try hub.respond(to: request)
            case "hf-media": return try await media(request)
            default: return try await route(request)
            }
        } catch let failure as HuggingFaceFailure {
            return failure.reply
        }
    }

    private func route(_ request: SandboxRequest) async throws -> SandboxReply {
        if request.method == "GET", request.segments.first == "v1" { return try hub.chatModels(request) }
        let token = try HuggingFaceToken(request)
        if request.method == "POST" { try token.mustBeAbleToInfer() }
        switch (request.method, request.path) {
        case ("POST", "v1/chat/completions"): return try await chat.respond(to: request)
        default: return try await providers.respond(to: request)
        }
    }

    /// Files of the providers' own hosts. A request that carries a token is refused, so that a leak is noticed.
    private func media(_ request: SandboxRequest) async throws -> SandboxReply {
        guard !request.hasAuthorization else {
            throw HuggingFaceFailure(400, "Do not send credentials to a media host")
        }
        guard request.method == "GET" || request.method == "HEAD",
            let file = await shelf.file(at: request.path), let bytes = await shelf.bytes(at: request.path)
        else { throw HuggingFaceFailure(404, "Not Found") }
        return SandboxReply(contentType: file.mediaType, body: bytes)
    }

    func failure(status: Int, request: SandboxRequest) -> SandboxReply {
        HuggingFaceFailure.simulated(status: status, isHub: request.prefix == "hf-hub").reply
    }

    /// Sheet B2: an event whose JSON has an error, here as text with the type beside it.
    func midstreamFailure(status: Int, request: SandboxRequest) -> String {
        "data: {\"error\":\"Request failed during generation: upstream closed the connection\","
            + "\"error_type\":\"generation\"}\n\n"
    }
}

/// The token of a request.
struct HuggingFaceToken: Sendable {
    let text: String

    init(_ request: SandboxRequest) throws(HuggingFaceFailure) {
        guard let token = request.credential(scheme: "Bearer"), !token.contains("invalid") else {
            throw .unknownToken
        }
        text = token
    }

    func mustBeAbleToInfer() throws(HuggingFaceFailure) {
        if text.contains("nocredit") { throw .noCredits }
        if text.contains("noscope") { throw .noPermission }
    }
}
