import Foundation

/// `POST /videos`, `GET /videos/{id}` and the content (sheet A6).
struct OpenRouterVideos: Sendable {
    let world: SandboxWorld
    let ledger: OpenRouterLedger
    let jobs: OpenRouterVideoJobs

    func submit(_ request: SandboxRequest) async throws -> SandboxReply {
        guard let body = JSON(parsing: request.body) else { throw OpenRouterFailure.invalid("Invalid JSON body") }
        let order = try OpenRouterVideoRequest(body)
        let isForbidden = order.prompt.contains("forbidden-content")
        // OpenRouter's own moderation refuses at once; elsewhere the provider does, later and in words alone (A9.3).
        if isForbidden, order.model.isModerated {
            throw OpenRouterFailure.moderation(input: order.prompt, model: order.model)
        }
        let job = makeJob(order, isForbidden: isForbidden)
        await jobs.add(job)
        var reply = SandboxReply(json: reply(job, .pending, request.origin))
        reply.status = 202
        return reply.noting(order.notes)
    }

    private func makeJob(_ order: OpenRouterVideoRequest, isForbidden: Bool) -> OpenRouterVideoJob {
        let pace = world.pace
        let ending: OpenRouterVideoJob.State
        let complaint: String?
        if isForbidden {
            (ending, complaint) = (.failed, "The request was rejected by the provider's content policy.")
        } else if order.prompt.contains("no-media") {
            (ending, complaint) = (.failed, "The provider returned no video.")
        } else if order.prompt.contains("expired-job") {
            (ending, complaint) = (.expired, nil)
        } else {
            (ending, complaint) = (.completed, nil)
        }
        let now = Int(Date().timeIntervalSince1970)
        return OpenRouterVideoJob(
            id: "gen-vid-\(now)-\(world.identifiers.letters(20))",
            generation: "gen-\(now)-\(world.identifiers.letters(20))", request: order, waiting: pace.queueStep * 2,
            working: pace.videoStep * 20, ending: ending, complaint: complaint, origin: .now, hold: JobHold.requested,
            signature: world.identifiers.letters(32))
    }

    /// `videos/{id}` and `videos/{id}/content?index=0`, both with the key.
    func follow(_ request: SandboxRequest) async throws -> SandboxReply {
        let segments = request.segments
        guard segments.count == 2 || segments.count == 3, let job = await jobs.job(segments[1]) else {
            throw OpenRouterFailure.notFound
        }
        let state = job.state(at: .now)
        if segments.count == 2 {
            if state == .completed { await settle(job) }
            return SandboxReply(json: reply(job, state, request.origin))
        }
        guard segments[2] == "content" else { throw OpenRouterFailure.notFound }
        guard (request.queryValue("index") ?? "0") == "0" else { throw OpenRouterFailure.notFound }
        return try await content(of: job, state)
    }

    /// `videos/{id}/signed/{index}?signature=…`, without a key; stands for the storage host of the real service.
    func signedContent(_ request: SandboxRequest) async throws -> SandboxReply {
        let segments = request.segments
        guard segments[2] == "signed", segments[3] == "0", let job = await jobs.job(segments[1]) else {
            throw OpenRouterFailure.notFound
        }
        guard request.queryValue("signature") == job.signature else {
            throw OpenRouterFailure(status: 403, message: "Invalid signature")
        }
        return try await content(of: job, job.state(at: .now))
    }

    private func content(of job: OpenRouterVideoJob, _ state: OpenRouterVideoJob.State) async throws -> SandboxReply {
        switch state {
        case .pending, .working: throw OpenRouterFailure(status: 409, message: "Video generation is not complete")
        case .failed: throw OpenRouterFailure.notFound
        case .expired: throw OpenRouterFailure(status: 410, message: "The video is no longer available")
        case .completed:
            let bytes = Data(await job.clip(side: world.pace.clipSide).render())
            return SandboxReply(contentType: "video/mp4", body: bytes)
        }
    }

    private func reply(
        _ job: OpenRouterVideoJob, _ state: OpenRouterVideoJob.State, _ origin: String
    ) -> OpenRouterVideoReply {
        let path = "/openrouter/videos/\(job.id)"
        var reply = OpenRouterVideoReply(
            id: job.id, pollingUrl: job.request.abilities.pollsRelatively ? path : origin + path,
            status: state.rawValue)
        switch state {
        case .pending: break
        case .working: reply.generationId = job.generation
        case .failed, .expired: reply.error = job.complaint
        case .completed:
            reply.generationId = job.generation
            reply.unsignedUrls = ["\(origin)\(path)/content?index=0"]
            reply.urls = ["\(origin)\(path)/signed/0?signature=\(job.signature)"]
            reply.expiresAt = Int(Date().timeIntervalSince1970) + 86_400
            reply.usage = .init(cost: job.request.cost)
        }
        return reply
    }

    /// The bill is written once, when the finished job is first seen.
    private func settle(_ job: OpenRouterVideoJob) async {
        guard await ledger.record(id: job.generation) == nil else { return }
        let usage = OpenRouterUsage(
            promptTokens: TokenSplitter.count(of: job.request.prompt), completionTokens: 0, totalTokens: 0,
            cost: job.request.cost, completionTokensDetails: .init(reasoningTokens: 0, imageTokens: 0),
            costDetails: .init(
                upstreamInferenceCost: nil, upstreamInferencePromptCost: 0,
                upstreamInferenceCompletionsCost: job.request.cost))
        await ledger.record(
            id: job.generation, model: job.request.model, usage: usage, streamed: false, kind: "video")
    }
}
