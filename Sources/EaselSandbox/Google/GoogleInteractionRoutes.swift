import Foundation

/// `…/interactions`: create, get, cancel, delete (sheet 11).
struct GoogleInteractionRoutes: GoogleRoutes {
    let world: SandboxWorld
    private let shelf: GoogleStorageShelf
    private let jobs = GoogleJobStore<GoogleInteractionWork>()

    init(world: SandboxWorld, shelf: GoogleStorageShelf) {
        self.shelf = shelf
        self.world = world
        world.jobs.add(jobs)
    }

    func respond(to call: GoogleCall) async throws -> SandboxReply? {
        guard call.rest.first == "interactions", call.surface == (call.parent.isEmpty ? "gemini" : "vertex") else {
            return nil
        }
        return await respond(to: call.request, path: Array(call.rest.dropFirst()), parent: call.parent)
    }

    /// - Parameters:
    ///   - path: what stands behind `interactions`.
    ///   - parent: `projects/p/locations/l`; empty on the Developer API.
    private func respond(to request: SandboxRequest, path: [String], parent: String) async -> SandboxReply {
        do {
            // Video and music are served from the global endpoint only (sheet 3.6, 11).
            if !parent.isEmpty, !parent.hasSuffix("/locations/global") {
                throw GoogleInteractionFailure(
                    status: 404, code: "not_found", message: "Interactions are not available in this location.")
            }
            return switch (request.method, path.count) {
            case ("POST", 0): try await create(request, parent: parent)
            case ("GET", 1): SandboxReply(json: await resource(try await job(path[0], parent: parent)))
            case ("DELETE", 1): try await delete(path[0], parent: parent)
            case ("POST", 2) where path[1] == "cancel": try await cancel(path[0], parent: parent)
            default: throw GoogleInteractionFailure.methodNotAllowed("\(request.method) /\(request.path)")
            }
        } catch let complaint as FieldComplaint {
            return GoogleInteractionFailure.invalid(complaint.message).reply
        } catch let failure as GoogleInteractionFailure {
            return failure.reply
        } catch {
            return GoogleInteractionFailure.simulated(status: 500).reply
        }
    }

    private func create(_ request: SandboxRequest, parent: String) async throws -> SandboxReply {
        guard let body = JSON(parsing: request.body) else {
            throw GoogleInteractionFailure.invalid("The request body is not valid JSON.")
        }
        let order = try GoogleInteractionOrder(body, onVertex: !parent.isEmpty)
        if let previous = order.previous { _ = try await job(previous, parent: parent) }
        let work = GoogleInteractionWork(
            order: order, seed: order.seed ?? world.identifiers.number(below: 1 << 31), parent: parent,
            filesBase: "\(request.origin)/gemini", world: world, shelf: shelf)
        let steps = order.model.output == .video ? 20 : 8
        let job = GoogleJob(
            id: "v1_\(world.identifiers.letters(64))", model: order.model.id, work: work,
            queueTime: world.pace.queueStep, runTime: world.pace.videoStep * steps, submitted: Date(),
            origin: order.isBackground ? .now : .now - .seconds(3600),
            hold: order.isBackground ? JobHold.requested : nil)
        if !order.isBackground { try await Task.sleep(for: world.pace.synchronousImage) }
        if order.isStored { await jobs.add(job) }
        return SandboxReply(json: await resource(job))
    }

    private func job(_ id: String, parent: String) async throws -> GoogleJob<GoogleInteractionWork> {
        guard let job = await jobs.job(id), job.work.parent == parent else {
            throw GoogleInteractionFailure.unknownInteraction
        }
        return job
    }

    private func cancel(_ id: String, parent: String) async throws -> SandboxReply {
        guard try await job(id, parent: parent).work.order.isBackground, let job = await jobs.cancel(id) else {
            throw GoogleInteractionFailure.notCancellable
        }
        return SandboxReply(json: await resource(job))
    }

    private func delete(_ id: String, parent: String) async throws -> SandboxReply {
        _ = try await job(id, parent: parent)
        _ = await jobs.delete(id)
        return SandboxReply(json: JSON.object([:]))
    }

    /// The resource as it stands; `steps` come when it is finished (sheet 11.2).
    private func resource(_ job: GoogleJob<GoogleInteractionWork>) async -> JSON {
        var members: [String: JSON] = [
            "id": .string(job.id), "object": "interaction", "model": .string(job.model), "service_tier": "standard",
            "created": .string(WireTime.text(job.submitted)), "updated": .string(WireTime.now()),
            "previous_interaction_id": job.work.order.previous.map(JSON.string) ?? .null,
        ].merging(job.work.order.echo) { known, _ in known }
        switch job.state(at: .now) {
        case .queued: members["status"] = "queued"
        case .running: members["status"] = "in_progress"
        case .cancelled: members["status"] = "cancelled"
        case .done: members.merge(await finished(job)) { _, last in last }
        }
        return .object(members)
    }

    private func finished(_ job: GoogleJob<GoogleInteractionWork>) async -> [String: JSON] {
        if let known = job.result?.object { return known }
        let result = await job.work.result()
        await jobs.keep(.object(result), of: job.id)
        return result
    }
}
