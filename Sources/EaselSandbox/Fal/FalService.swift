/// fal.ai's hosts, one path prefix each (sheet A1).
struct FalService: SandboxService {
    static let name = "fal"
    static let prefixes = ["fal-queue", "fal-run", "fal-rest", "fal-api", "fal-schema", "fal-media"]

    private let queue: FalQueueRoutes
    private let run: FalRunRoutes
    private let rest: FalRestRoutes
    private let platform: FalPlatformRoutes
    private let media: FalMediaRoutes

    init(world: SandboxWorld) {
        let runner = FalRunner(world: world)
        let jobs = FalJobStore()
        world.jobs.add(jobs)
        platform = FalPlatformRoutes(requests: FalRequestListing(jobs: jobs))
        queue = FalQueueRoutes(world: world, runner: runner, jobs: jobs)
        run = FalRunRoutes(world: world, runner: runner)
        let uploads = FalUploadStore()
        rest = FalRestRoutes(shelf: world.media, uploads: uploads, identifiers: world.identifiers)
        media = FalMediaRoutes(shelf: world.media, uploads: uploads)
    }

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        do {
            return switch request.prefix {
            case "fal-queue": try await queue.respond(to: request, key: FalKey(request))
            case "fal-run": try await run.respond(to: request, key: FalKey(request))
            case "fal-rest": try await rest.respond(to: request, key: FalKey(request))
            case "fal-api": try await platform.respond(to: request)
            case "fal-schema": try schema(request)
            default: try await media.respond(to: request)
            }
        } catch let failure as FalFailure {
            return failure.reply
        }
    }

    /// `GET https://fal.ai/api/openapi/queue/openapi.json?endpoint_id=…`, public.
    private func schema(_ request: SandboxRequest) throws -> SandboxReply {
        guard request.method == "GET" else { throw FalFailure.methodNotAllowed }
        guard let id = request.queryValue("endpoint_id"), let endpoint = FalEndpointTable.endpoint(id) else {
            throw FalFailure(status: 404, body: ["error": "Endpoint not found"])
        }
        return SandboxReply(json: FalSchemaDocument(endpoint).document)
    }

    func failure(status: Int, request: SandboxRequest) -> SandboxReply {
        guard request.prefix == "fal-api" else { return FalFailure.simulated(status: status).reply }
        let types = [400: "validation_error", 401: "authorization_error", 404: "not_found", 429: "rate_limited"]
        return FalPlatformRoutes.failure(status, types[status] ?? "server_error", "An unexpected error occurred").reply
    }

    /// The status stream has no error event of its own: it says COMPLETED with an error. The router's streams carry the
    /// error in their last event.
    func midstreamFailure(status: Int, request: SandboxRequest) -> String {
        if request.prefix == "fal-run" {
            return "data: {\"output\":\"\",\"partial\":false,\"reasoning\":null,"
                + "\"error\":{\"message\":\"Provider returned error\",\"code\":\(status)}}\n\n"
        }
        return "data: {\"status\":\"COMPLETED\",\"logs\":[],\"metrics\":{},\"error\":\"Runner disconnected\","
            + "\"error_type\":\"runner_disconnected\"}\n\n"
    }
}
