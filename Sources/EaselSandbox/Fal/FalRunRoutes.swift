/// `/fal-run/{endpoint id}`: the synchronous host (sheet A9).
struct FalRunRoutes: Sendable {
    let world: SandboxWorld
    let runner: FalRunner

    func respond(to request: SandboxRequest, key: FalKey) async throws -> SandboxReply {
        guard request.method == "POST" else { throw FalFailure.methodNotAllowed }
        if key.isLocked { throw FalFailure.locked }
        if request.path == FalChat.path { return try await FalChat(world: world).respond(to: request) }
        let app = FalEndpoint.app(of: request.path)
        guard FalEndpointTable.knows(app: app) else { throw FalFailure.unknownApplication(app) }
        if request.segments.last == "stream" { return try await stream(request) }
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

    /// `{endpoint id}/stream` (sheet A10): whole outputs so far, the last one final; then the connection closes.
    private func stream(_ request: SandboxRequest) async throws -> SandboxReply {
        let id = request.segments.dropLast().joined(separator: "/")
        guard FalEndpointTable.endpoint(id)?.writes == true else { throw FalFailure.unknownPath("/stream") }
        let (outcome, notes) = await runner.outcome(id: id, request: request)
        guard case .success(let input) = outcome else {
            if case .failure(let failure, _) = outcome { throw failure }
            throw FalFailure.methodNotAllowed
        }
        let pace = world.pace
        let events = FalWriting(input).events
        return SandboxReply { sink in
            try await Task.sleep(for: pace.beforeFirstToken)
            for event in events {
                try await sink.send(event)
                try await Task.sleep(for: pace.token)
            }
        }.adding("x-fal-request-id", world.identifiers.uuid()).noting(notes)
    }
}
