/// An OpenAI-compatible server as people run it themselves. No key is needed; one that is sent is ignored.
///
/// The prefix stands for `…/v1`; `…/v1/` after the prefix is accepted too, so that a client which looks for the
/// server's native routes beside `/v1` finds them.
struct LocalService: SandboxService {
    static let name = "local"
    static let prefixes = LocalDialect.allCases.map(\.rawValue)

    private let world: SandboxWorld

    init(world: SandboxWorld) {
        self.world = world
    }

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        do {
            return try await route(request, dialect(request))
        } catch let failure as LocalFailure {
            return failure.reply
        }
    }

    private func route(_ request: SandboxRequest, _ dialect: LocalDialect) async throws -> SandboxReply {
        let path = request.path.hasPrefix("v1/") ? String(request.path.dropFirst(3)) : request.path
        let listing = LocalListing(dialect: dialect)
        switch (request.method, path) {
        case ("GET", "models"): return listing.models()
        case ("GET", _) where Self.posted.contains(path):
            guard dialect.routes.contains(path), dialect.isFastAPI || dialect == .localAI else {
                throw LocalFailure.unknownPath(dialect)
            }
            throw LocalFailure(status: 405, body: ["detail": "Method Not Allowed"])
        case ("GET", _) where path.hasPrefix("models/") && path != "models/capabilities":
            return try listing.model(String(path.dropFirst(7)))
        case ("POST", "images/generations") where dialect.routes.contains(path):
            return try await LocalImages(world: world, dialect: dialect).respond(to: request)
        case ("POST", "audio/speech") where dialect.routes.contains(path):
            return try await LocalSpeech(world: world, dialect: dialect).respond(to: request)
        case ("GET", _) where path.hasPrefix("generated-images/") && dialect == .localAI:
            return try await LocalImages(world: world, dialect: dialect).file(String(path.dropFirst(17)))
        case ("POST", "chat/completions") where dialect.routes.contains(path):
            return try await LocalChat(world: world, dialect: dialect).respond(to: request)
        default:
            if let probe = try listing.probe(path, request) { return probe }
            throw LocalFailure.unknownPath(dialect)
        }
    }

    /// Routes that are for POST alone.
    private static let posted: Set<String> = ["chat/completions", "images/generations", "audio/speech"]

    func failure(status: Int, request: SandboxRequest) -> SandboxReply {
        LocalFailure.simulated(status: status, dialect(request)).reply
    }

    /// Sheet C3, mid-stream errors: Ollama just ends, llama.cpp sends an error event, vLLM one and then `[DONE]`.
    func midstreamFailure(status: Int, request: SandboxRequest) -> String {
        switch dialect(request) {
        case .ollama, .emptyOllama: ""
        case .llamaCpp: "data: {\"error\":{\"code\":500,\"message\":\"Compute error.\",\"type\":\"server_error\"}}\n\n"
        case .localAI:
            "data: {\"error\":{\"message\":\"rpc error: backend gone\",\"type\":\"server_error\",\"code\":500}}\n\n"
                + "data: [DONE]\n\n"
        case .vllm, .omni, .kokoro:
            "data: {\"error\":{\"message\":\"EngineCore encountered an issue\",\"type\":\"InternalServerError\","
                + "\"param\":null,\"code\":500}}\n\ndata: [DONE]\n\n"
        }
    }

    private func dialect(_ request: SandboxRequest) -> LocalDialect {
        LocalDialect(rawValue: request.prefix) ?? .ollama
    }
}
