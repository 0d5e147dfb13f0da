import EaselCore
import EaselProviderKit

/// Music: Lyria 2 at once through `predict`, later ones through the Interactions API (wire sheet 4).
struct GoogleVertexAudioService: AudioModelService {
    let client: GoogleVertexClient

    func submit(_ request: AudioRequest) async throws(EaselError) -> Submission {
        let request = Self.routed(request)
        let site = try client.site(for: request)
        if GoogleVertexRoute(request.facts) == .predict { return try await predict(request, at: site) }
        let files = try await client.parts(for: request.inputs, at: site)
        let (body, warnings) = Self.interaction(request, files: files)
        return try await client.startInteraction(body, of: request, at: site, warnings: warnings)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus {
        try await client.interactionStatus(of: job, try GoogleVertexVideoService.handle(of: job))
    }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply {
        try await client.cancelInteraction(job, try GoogleVertexVideoService.handle(of: job))
    }

    func preview(_ request: AudioRequest) async throws(EaselError) -> RequestPreview {
        let request = Self.routed(request)
        let site = try client.site(for: request)
        if GoogleVertexRoute(request.facts) == .predict {
            let body = try GoogleVertexAudioWire.Request(request)
            return try client.api(site).preview(try predictCall(body, of: request, at: site))
        }
        let body = Self.interaction(request, files: client.previewParts(for: request.inputs)).body
        return try client.api(site).preview(try client.interactionCall(body, at: site))
    }

    /// A model that nobody described is taken for one of the Interactions API (4.3).
    private static func routed(_ request: AudioRequest) -> AudioRequest {
        guard request.facts.route == nil else { return request }
        var request = request
        request.facts.route = GoogleVertexRoute.interactions.rawValue
        return request
    }

    /// In the background unless the request says otherwise: the work takes up to minutes, and a job that is stored is not
    /// lost with the connection (4.3).
    private static func interaction(
        _ request: AudioRequest, files: [GoogleVertexContent.Part]
    ) -> (body: GoogleVertexInteractionsWire.Request, warnings: [GenerationWarning]) {
        let writer = ParameterWriter(
            request.parameters, handled: ["background"], provider: GoogleVertexProvider.descriptor.name)
        var body = GoogleVertexInteractionsWire.Request(
            request, files: files, type: "audio", fields: writer.fields)
        if request.parameters["background"]?.bool != false { body.background = true }
        return (body, writer.warnings)
    }
}

extension GoogleVertexAudioService {
    private func predictCall(
        _ body: GoogleVertexAudioWire.Request, of request: AudioRequest, at site: GoogleVertexSite
    ) throws(EaselError) -> HTTPCall {
        try client.api(site).post(
            site.path(request.model, "predict", version: "v1"), body: body, patience: .generation)
    }

    /// Lyria 2 answers on the same connection (4.1).
    private func predict(_ request: AudioRequest, at site: GoogleVertexSite) async throws(EaselError) -> Submission {
        let body = try GoogleVertexAudioWire.Request(request)
        let api = try client.api(site)
        let call = try predictCall(body, of: request, at: site)
        let answer: GoogleVertexAudioWire.Answer
        do {
            answer = try await api.value(
                GoogleVertexAudioWire.Answer.self, from: call, limit: GoogleVertexClient.largestAnswer)
        } catch {
            throw Self.refusal(error)
        }
        let items = answer.predictions.elements.compactMap(\.item)
        guard !items.isEmpty else {
            throw api.failure(EaselError(.invalidResponse, "Google answered without any sound."))
        }
        var batch = MediaBatch(items: items, warnings: site.notices + body.warnings)
        if items.count < body.wanted {
            batch.warnings.append(
                GenerationWarning(
                    .filtered, parameter: .count,
                    "Google withheld \(body.wanted - items.count) of \(body.wanted) pieces."))
        }
        return .completed(batch)
    }

    /// What was blocked by the recitation check is a 400 like any other: only this text of Google tells it from a wrong
    /// request, there is no structured field (4.1).
    private static func refusal(_ error: EaselError) -> EaselError {
        guard error.httpStatus == 400, error.message.contains("blocked by recitation checks") else { return error }
        return error.with {
            $0.kind = .contentPolicy
            $0.providerCode = "recitation"
            $0.remedy = "Change the prompt and send it again: the check is not the same every time."
        }
    }
}
