import Foundation

/// The providers behind the router, one path prefix each (sheet B5).
struct HuggingFaceProviders: Sendable {
    let world: SandboxWorld
    let jobs: HuggingFaceJobStore

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        guard let provider = request.segments.first else { throw HuggingFaceFailure(404, "Not Found") }
        let path = request.segments.dropFirst().joined(separator: "/")
        let desk = HuggingFaceDesk(world: world, jobs: jobs, request: request, provider: provider, path: path)
        switch provider {
        case "fal-ai": return try await desk.falAI()
        case "replicate": return try await desk.replicate()
        case "together": return try await desk.together()
        case "wavespeed": return try await desk.waveSpeed()
        case "nscale": return try await desk.nscale()
        case "zai-org": return try await desk.zai()
        case "novita": return try await desk.novita()
        case "deepinfra": return try await desk.deepInfra()
        case "hf-inference": return try await desk.hfInference()
        default: throw HuggingFaceFailure(404, "Provider \(provider) not found")
        }
    }
}

/// One request at one provider.
struct HuggingFaceDesk: Sendable {
    let world: SandboxWorld
    let jobs: HuggingFaceJobStore
    let request: SandboxRequest
    let provider: String
    /// Below the provider's prefix.
    let path: String

    var studio: HuggingFaceStudio { HuggingFaceStudio(world, request) }

    var isPost: Bool { request.method == "POST" }

    /// The body as an object. Nil when it is no JSON object.
    func fields() throws(FieldComplaint) -> FieldReader { try FieldReader(JSON(parsing: request.body) ?? .null) }

    /// The model that the router finds by the provider's id.
    func model(_ id: String) throws(HuggingFaceFailure) -> (model: HuggingFaceListedModel, task: String) {
        guard let (model, offer) = HuggingFaceListedModel.offer(provider, id: id) else {
            throw .unsupported(by: provider)
        }
        if model.isGated { throw .gated(model.id) }
        return (model, offer.task)
    }

    func newSeed() -> UInt64 { world.identifiers.number(below: 1 << 31) }

    func job(_ work: HuggingFaceWork, id: String) async -> HuggingFaceJob {
        let step = work.isVideo ? world.pace.videoStep : world.pace.imageStep
        let job = HuggingFaceJob(
            id: id, work: work, queueTime: world.pace.queueStep * 2, runTime: step * work.steps, origin: .now,
            hold: JobHold.requested)
        await jobs.add(job)
        return job
    }

    func find(_ id: String) async throws(HuggingFaceFailure) -> HuggingFaceJob {
        guard let job = await jobs.job(id, of: provider) else { throw HuggingFaceFailure(404, "Not Found") }
        return job
    }

    /// The addresses of a finished job, the same ones each time.
    func results(of job: HuggingFaceJob) async -> [String] {
        if let known = job.results { return known }
        let made = await studio.addresses(job.work)
        await jobs.keep(made, of: job.id)
        return made
    }

    /// The picture that was really asked for, held open as long as a synchronous provider takes.
    func pause() async throws { try await Task.sleep(for: world.pace.synchronousImage) }
}
