/// Replicate's hosts, one path prefix each: the API, the event streams, the files that come out (sheet B1, B5, B6).
struct ReplicateService: SandboxService {
    static let name = "replicate"
    static let prefixes = ["replicate", "replicate-stream", "replicate-delivery"]

    private let predictions: ReplicatePredictionRoutes
    private let models: ReplicateModelRoutes
    private let files: ReplicateFileRoutes
    private let stream: ReplicateStreamRoutes
    private let delivery: ReplicateDeliveryRoutes

    init(world: SandboxWorld) {
        let store = ReplicatePredictionStore(shelf: world.media)
        let fileStore = ReplicateFileStore()
        world.jobs.add(store)
        let runner = ReplicateRunner(world: world, files: fileStore)
        predictions = ReplicatePredictionRoutes(world: world, runner: runner, store: store)
        models = ReplicateModelRoutes(predictions: predictions)
        files = ReplicateFileRoutes(world: world, files: fileStore)
        stream = ReplicateStreamRoutes(pace: world.pace, store: store)
        delivery = ReplicateDeliveryRoutes(shelf: world.media)
    }

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        do {
            switch request.prefix {
            case "replicate-stream": return try await stream.respond(to: request)
            case "replicate-delivery": return try await delivery.respond(to: request)
            default: return try await answer(try ReplicateCall(request))
            }
        } catch let failure as ReplicateFailure {
            return failure.reply
        }
    }

    private func answer(_ call: ReplicateCall) async throws -> SandboxReply {
        switch call.segments.first {
        case "predictions": try await predictions.respond(to: call)
        case "models", "collections", "search": try await models.respond(to: call)
        case "files": try await files.respond(to: call)
        case "account" where call.segments.count == 1 && call.method == "GET":
            SandboxReply(
                json: [
                    "type": "organization", "username": "sandbox", "name": "Easel Sandbox", "github_url": nil,
                    "avatar_url": nil,
                ] as JSON)
        case "hardware" where call.segments.count == 1 && call.method == "GET":
            SandboxReply(
                json: [["name": "CPU", "sku": "cpu"], ["name": "Nvidia L40S GPU", "sku": "gpu-l40s"]] as JSON)
        default: throw ReplicateFailure.notFound
        }
    }

    func failure(status: Int, request: SandboxRequest) -> SandboxReply {
        ReplicateFailure.simulated(status: status).reply
    }

    /// The data is documented as JSON with `detail`; SDKs show it as it is (sheet B6).
    func midstreamFailure(status: Int, request: SandboxRequest) -> String {
        "event: error\nid: 1690212295:9\ndata: {\"detail\":\"An unexpected error occurred\"}\n\n"
    }

    /// A model that fails says so in a prediction, with status 201.
    func failureInsideSuccess() -> SandboxReply? {
        SandboxReply(
            status: 201,
            json: [
                "id": "f41led0000000000000000sand", "model": "sandbox/failing", "version": "hidden", "input": [:],
                "logs": "", "output": nil, "error": "Timeout starting prediction (E6716) (Kx1sQf)", "status": "failed",
                "data_removed": false, "urls": [:],
            ] as JSON)
    }
}
