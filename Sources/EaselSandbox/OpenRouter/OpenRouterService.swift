import Foundation

/// OpenRouter's API v1 as sheet A describes it.
///
/// Keys: any Bearer token works, except that one containing `invalid` is unknown (401), one containing `nocredit`
/// has no balance (402), and only one containing `management` may see the credits.
struct OpenRouterService: SandboxService {
    static let name = "openrouter"
    static let prefixes = ["openrouter"]

    private let chat: OpenRouterChat
    private let images: OpenRouterImages
    private let videos: OpenRouterVideos
    private let speech: OpenRouterSpeech
    private let discovery = OpenRouterDiscovery()
    private let ledger: OpenRouterLedger

    init(world: SandboxWorld) {
        let ledger = OpenRouterLedger()
        self.ledger = ledger
        chat = OpenRouterChat(world: world, ledger: ledger)
        images = OpenRouterImages(world: world, ledger: ledger)
        let jobs = OpenRouterVideoJobs()
        world.jobs.add(jobs)
        videos = OpenRouterVideos(world: world, ledger: ledger, jobs: jobs)
        speech = OpenRouterSpeech(world: world, ledger: ledger)
    }

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        do {
            return try await route(request)
        } catch let failure as OpenRouterFailure {
            return failure.reply
        } catch let complaint as FieldComplaint {
            return OpenRouterFailure.invalid(complaint.message).reply
        }
    }

    private func route(_ request: SandboxRequest) async throws -> SandboxReply {
        switch (request.method, request.path) {
        case ("GET", "models"): return try discovery.models(request)
        case ("GET", "models/count"): return try discovery.count(request)
        case ("GET", "images/models"): return discovery.imageModels()
        case ("GET", "videos/models"): return discovery.videoModels()
        case ("GET", let path) where path.hasPrefix("videos/") && request.segments.count == 4:
            return try await videos.signedContent(request)
        case ("GET", let path) where path.hasPrefix("model/"): return try discovery.model(path.dropFirst(6))
        case ("GET", let path) where path.hasSuffix("/endpoints"): return try discovery.endpoints(path)
        default: break
        }
        let key = try authenticated(request)
        if request.method == "POST" { return try await generate(request, key: key) }
        switch (request.method, request.path) {
        case ("GET", let path) where path.hasPrefix("videos/"): return try await videos.follow(request)
        case ("GET", "models/user"): return try discovery.models(request)
        case ("GET", "key"): return SandboxReply(json: OpenRouterKeyReport(key: key, usage: await ledger.spent))
        case ("GET", "credits"):
            guard key.contains("management") else { throw OpenRouterFailure.needsManagementKey }
            return SandboxReply(json: [
                "data": ["total_credits": 100.5, "total_usage": .number(await ledger.spent)] as JSON
            ])
        case ("GET", "generation"):
            guard let id = request.queryValue("id"), let record = await ledger.record(id: id) else {
                throw OpenRouterFailure.notFound
            }
            return SandboxReply(json: ["data": record])
        default: throw OpenRouterFailure.notFound
        }
    }

    private func generate(_ request: SandboxRequest, key: String) async throws -> SandboxReply {
        let isKnown = ["chat/completions", "images", "videos", "audio/speech"].contains(request.path)
        if isKnown, key.contains("nocredit") { throw OpenRouterFailure.noCredits }
        switch request.path {
        case "chat/completions": return try await chat.respond(to: request)
        case "images": return try await images.respond(to: request)
        case "videos": return try await videos.submit(request)
        case "audio/speech": return try await speech.respond(to: request)
        default: throw OpenRouterFailure.notFound
        }
    }

    private func authenticated(_ request: SandboxRequest) throws -> String {
        guard request.hasAuthorization else { throw OpenRouterFailure.missingAuthentication }
        guard let key = request.credential(scheme: "Bearer") else { throw OpenRouterFailure.wrongScheme }
        if key.contains("invalid") { throw OpenRouterFailure.unknownKey }
        return key
    }

    func failure(status: Int, request: SandboxRequest) -> SandboxReply {
        OpenRouterFailure.simulated(status: status).reply
    }

    /// Sheet A3.4: an error after the first token is an event inside the 200 stream, which ends after it.
    func midstreamFailure(status: Int, request: SandboxRequest) -> String {
        "data: {\"id\":\"gen-sandbox-fault\",\"object\":\"chat.completion.chunk\",\"created\":1778031306,"
            + "\"model\":\"openai/gpt-4o\",\"provider\":\"OpenAI\",\"error\":{\"code\":\(status),"
            + "\"message\":\"Provider disconnected unexpectedly\",\"metadata\":{\"error_type\":\"provider_unavailable\"}},"
            + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n"
    }

    /// Sheet A3.3: status 200 and an error body without `choices`.
    func failureInsideSuccess() -> SandboxReply? {
        SandboxReply(
            json: ["error": ["message": "Provider returned error", "code": 429], "user_id": "user_sandbox"] as JSON)
    }
}
