import Foundation

/// `:predictLongRunning` and `:fetchPredictOperation` of a publisher's model (sheet 3.1, 3.2).
struct GoogleVeoRoutes: GoogleRoutes {
    let world: SandboxWorld
    private let shelf: GoogleStorageShelf
    private let jobs = GoogleJobStore<GoogleVeoWork>()

    init(world: SandboxWorld, shelf: GoogleStorageShelf) {
        self.shelf = shelf
        self.world = world
        world.jobs.add(jobs)
    }

    func respond(to call: GoogleCall) async throws -> SandboxReply? {
        guard call.surface == "vertex", call.request.method == "POST", call.model != nil else { return nil }
        return switch call.verb {
        case "predictLongRunning": try await submit(call.request, resource: call.resource)
        case "fetchPredictOperation": try await fetch(call.request, resource: call.resource)
        default: nil
        }
    }

    private func submit(_ request: SandboxRequest, resource: String) async throws -> SandboxReply {
        // Only us-central1 serves it (sheet 3.1); what is retired is as unknown as what never was.
        guard let model = GoogleVeoModel.all.first(where: { resource.hasSuffix("/models/\($0.id)") }),
            resource.contains("/locations/us-central1/")
        else { throw GoogleFailure.unknownModel(resource) }
        guard let body = JSON(parsing: request.body) else {
            throw GoogleFailure.invalid("Invalid JSON payload received.")
        }
        let order = try GoogleVeoOrder(body, model: model)
        if order.prompt.contains("refused-prompt") { throw GoogleFailure.invalid(Self.refusal) }
        let work = GoogleVeoWork(
            order: order, seed: order.seed ?? world.identifiers.number(below: 1 << 31), side: world.pace.clipSide,
            shelf: shelf)
        let job = GoogleJob(
            id: "\(resource)/operations/\(world.identifiers.uuid())", model: model.id, work: work,
            queueTime: world.pace.queueStep, runTime: world.pace.videoStep * 20, submitted: Date(), origin: .now,
            hold: JobHold.requested)
        await jobs.add(job)
        return SandboxReply(json: ["name": job.id]).noting(order.notes)
    }

    /// A POST; the model of the address must be that of the operation (sheet 3.2).
    private func fetch(_ request: SandboxRequest, resource: String) async throws -> SandboxReply {
        guard let name = JSON(parsing: request.body)?["operationName"]?.string, !name.isEmpty else {
            throw GoogleFailure.invalid("The operation name is required.")
        }
        guard name.hasPrefix("\(resource)/operations/"), let job = await jobs.job(name) else {
            throw GoogleFailure(
                status: 404, word: "NOT_FOUND", message: "The operation \"\(name)\" is not found under \(resource).")
        }
        // `done` is left out while it works.
        var members: [String: JSON] = ["name": .string(name)]
        if job.state(at: .now) == .done {
            members["done"] = true
            members.merge(await finished(job)) { _, last in last }
        }
        return SandboxReply(json: JSON.object(members))
    }

    private func finished(_ job: GoogleJob<GoogleVeoWork>) async -> [String: JSON] {
        if let known = job.result?.object { return known }
        let result = await job.work.result()
        await jobs.keep(.object(result), of: job.id)
        return result
    }

    private static let refusal =
        "Veo could not generate videos because the prompt violates Agent Platform's usage guidelines. "
        + "If you think this was an error, send feedback. Support codes: 57734940, 22137204"
}
