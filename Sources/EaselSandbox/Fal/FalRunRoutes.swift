/// `/fal-run/{endpoint id}`: the synchronous host (sheet A9).
struct FalRunRoutes: Sendable {
    let world: SandboxWorld
    let runner: FalRunner

    func respond(to request: SandboxRequest, key: FalKey) async throws -> SandboxReply {
        guard request.method == "POST" else { throw FalFailure.methodNotAllowed }
        if key.isLocked { throw FalFailure.locked }
        let app = FalEndpoint.app(of: request.path)
        guard FalEndpointTable.knows(app: app) else { throw FalFailure.unknownApplication(app) }
        let (outcome, notes) = await runner.outcome(id: request.path, request: request)
        let id = world.identifiers.uuid()
        switch outcome {
        case .failure(let failure, _):
            return failure.reply.adding("x-fal-request-id", id).noting(notes)
        case .success(let input):
            let time = (input.endpoint.isVideo ? world.pace.videoStep : world.pace.imageStep) * input.steps
            try await Task.sleep(for: time)
            let output = await runner.output(input, seconds: time / .seconds(1))
            return SandboxReply(json: output).adding("x-fal-request-id", id).noting(notes)
        }
    }
}
