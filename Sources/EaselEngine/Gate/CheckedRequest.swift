import EaselCore

/// A request that passed the gate, for the one service that takes it.
enum CheckedRequest: Sendable {
    case text(TextRequest)
    case image(ImageRequest)
    case video(VideoRequest)
    case audio(AudioRequest)
    case speech(SpeechRequest)

    init(_ draft: GenerationDraft, card: ModelCard, verdict: GateVerdict, inputs: [MediaInput]) {
        let parameters = RequestParameters(values: verdict.values, specs: card.parameters)
        let (model, prompt) = (card.model, draft.prompt)
        self =
            switch draft.modality {
            case .text: .text(TextRequest(model: model, prompt: prompt, inputs: inputs, parameters: parameters))
            case .image: .image(ImageRequest(model: model, prompt: prompt, inputs: inputs, parameters: parameters))
            case .video: .video(VideoRequest(model: model, prompt: prompt, inputs: inputs, parameters: parameters))
            case .audio: .audio(AudioRequest(model: model, prompt: prompt, inputs: inputs, parameters: parameters))
            case .speech: .speech(SpeechRequest(model: model, prompt: prompt, inputs: inputs, parameters: parameters))
            }
    }

    /// Submits a media request; text is streamed instead.
    func submit(to services: ServiceSet) async throws(EaselError) -> Submission {
        switch self {
        case .image(let request): if let service = services.image { return try await service.submit(request) }
        case .video(let request): if let service = services.video { return try await service.submit(request) }
        case .audio(let request): if let service = services.audio { return try await service.submit(request) }
        case .speech(let request): if let service = services.speech { return try await service.submit(request) }
        case .text: break
        }
        throw Self.noService
    }

    /// The HTTP request that would be sent.
    func preview(on services: ServiceSet) async throws(EaselError) -> RequestPreview {
        switch self {
        case .text(let request): if let service = services.text { return try await service.preview(request) }
        case .image(let request): if let service = services.image { return try await service.preview(request) }
        case .video(let request): if let service = services.video { return try await service.preview(request) }
        case .audio(let request): if let service = services.audio { return try await service.preview(request) }
        case .speech(let request): if let service = services.speech { return try await service.preview(request) }
        }
        throw Self.noService
    }

    static let noService = EaselError(.unsupported, "The provider has no service for this modality.")
}
