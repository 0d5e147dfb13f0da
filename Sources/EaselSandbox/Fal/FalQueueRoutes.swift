import Foundation

/// `/fal-queue/…` (sheet A3 to A8).
struct FalQueueRoutes: Sendable {
    let world: SandboxWorld
    let runner: FalRunner
    let jobs: FalJobStore

    func respond(to request: SandboxRequest, key: FalKey) async throws -> SandboxReply {
        let segments = request.segments
        guard segments.count >= 2 else { throw FalFailure.unknownPath("/\(request.path)") }
        let app = segments.prefix(2).joined(separator: "/")
        if let place = segments.firstIndex(of: "requests") {
            // Only {owner}/{alias} leads to a request; the full endpoint id does not (sheet A3).
            guard place == 2 else { throw FalFailure.methodNotAllowed }
            guard segments.count >= 4 else { throw FalFailure.unknownPath("/\(request.path)") }
            return try await follow(
                request, app: app, id: segments[3], rest: segments.dropFirst(4).joined(separator: "/"))
        }
        guard request.method == "POST" else { throw FalFailure.methodNotAllowed }
        return try await submit(request, app: app, key: key)
    }

    private func submit(_ request: SandboxRequest, app: String, key: FalKey) async throws -> SandboxReply {
        if key.isLocked { throw FalFailure.locked }
        guard FalEndpointTable.knows(app: app) else { throw FalFailure.unknownApplication(app) }
        if let limit = request.queryValue("fal_max_queue_length").flatMap(Int.init),
            await jobs.waiting(app: app) >= limit
        {
            throw FalFailure(status: 429, detail: "The queue of this application is full", errorType: "queue_full")
        }
        let (outcome, notes) = await runner.outcome(id: request.path, request: request)
        let job = makeJob(request, app: app, outcome: outcome)
        await jobs.add(job)
        let status = FalQueueStatus(job, base: base(request), withLogs: false, at: job.origin)
        return SandboxReply(json: status).adding("x-fal-request-id", job.id).noting(notes)
    }

    private func makeJob(_ request: SandboxRequest, app: String, outcome: FalRunner.Outcome) -> FalJob {
        let pace = world.pace
        var (steps, runStep) = (1, pace.imageStep)
        if case .success(let input) = outcome {
            steps = input.steps
            runStep = input.endpoint.isVideo ? pace.videoStep : pace.imageStep
        }
        return FalJob(
            id: world.identifiers.uuid(), app: app, endpoint: request.path, input: JSON(parsing: request.body) ?? .null,
            outcome: outcome,
            firstPosition: 1 + Int(world.identifiers.number(below: 3)), steps: steps, queueStep: pace.queueStep,
            runStep: runStep, submitted: Date(), origin: .now, hold: JobHold.requested)
    }

    private func follow(_ request: SandboxRequest, app: String, id: String, rest: String) async throws -> SandboxReply {
        let job = await jobs.job(id, app: app)
        switch (request.method, rest) {
        case ("GET", ""):
            guard let job else { throw FalFailure.unknownRequest }
            return try await result(of: job).adding("x-fal-request-id", id)
        case ("GET", "status"):
            guard let job else { throw FalFailure.unknownRequest }
            let status = FalQueueStatus(job, base: base(request), withLogs: wantsLogs(request), at: .now)
            return SandboxReply(status: status.isCompleted ? 200 : 202, json: status).adding("x-fal-request-id", id)
        case ("GET", "status/stream"):
            guard job != nil else { throw FalFailure.unknownRequest }
            return stream(request, app: app, id: id)
        case ("PUT", "cancel"):
            return await cancel(id, app: app)
        case (_, ""), (_, "status"), (_, "cancel"), (_, "status/stream"):
            throw FalFailure.methodNotAllowed
        default:
            throw FalFailure.unknownPath("/\(request.path)")
        }
    }

    private func result(of job: FalJob) async throws -> SandboxReply {
        switch job.state(at: .now) {
        case .queued, .running: throw FalFailure.stillInProgress
        case .cancelled: throw FalFailure.cancelled
        case .completed: break
        }
        switch job.outcome {
        case .failure(let failure, _): throw failure
        case .success(let input):
            if let output = job.output { return SandboxReply(json: output) }
            let output = await runner.output(input, seconds: job.inferenceSeconds)
            await jobs.keep(output: output, of: job.id)
            return SandboxReply(json: output).adding("X-Fal-Billable-Units", "1")
        }
    }

    private func cancel(_ id: String, app: String) async -> SandboxReply {
        switch await jobs.cancel(id, app: app) {
        case .removed: SandboxReply(json: ["status": "OK"])
        case .requested: SandboxReply(status: 202, json: ["status": "CANCELLATION_REQUESTED"])
        case .tooLate: SandboxReply(status: 400, json: ["status": "ALREADY_COMPLETED"])
        case .unknown: FalFailure.unknownRequest.reply
        }
    }

    /// One event per change of state, closed after COMPLETED (sheet A6).
    private func stream(_ request: SandboxRequest, app: String, id: String) -> SandboxReply {
        let world = world
        let (base, withLogs) = (base(request), wantsLogs(request))
        return SandboxReply { sink in
            var shown: FalJob.State?
            var lastWrite = ContinuousClock.now
            while let job = await jobs.job(id, app: app) {
                let now = ContinuousClock.now
                let state = job.state(at: now)
                if state != shown {
                    let status = FalQueueStatus(job, base: base, withLogs: withLogs, at: now)
                    try await sink.send(status)
                    (shown, lastWrite) = (state, now)
                    if status.isCompleted { return }
                } else if now - lastWrite > .seconds(15) {
                    try await sink.comment("keep-alive")
                    lastWrite = now
                }
                try await Task.sleep(for: world.pace.statusLook)
            }
        }
    }

    private func base(_ request: SandboxRequest) -> String { "\(request.origin)/fal-queue" }

    private func wantsLogs(_ request: SandboxRequest) -> Bool {
        ["1", "true"].contains(request.queryValue("logs")?.lowercased() ?? "")
    }
}
