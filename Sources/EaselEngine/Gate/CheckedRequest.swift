import EaselCore

/// A request that passed the gate, for the one service that takes it.
enum CheckedRequest: Sendable {
    case text(TextRequest)
    case image(ImageRequest)
    case video(VideoRequest)
    case audio(AudioRequest)
    case speech(SpeechRequest)

    /// - Parameter conversation: what was said before, oldest first; only text has it.
    init(
        _ draft: GenerationDraft, card: ModelCard, verdict: GateVerdict, inputs: [MediaInput],
        conversation: [TextRequest.Turn] = []
    ) {
        switch draft.modality {
        case .text:
            var request = TextRequest(
                model: card.model, prompt: draft.prompt, conversation: conversation, inputs: inputs)
            request.parameters = RequestParameters(values: verdict.values, specs: card.parameters)
            request.facts = ModelFacts(card)
            self = .text(request)
        case .image: self = .image(Self.media(draft, card, verdict, inputs))
        case .video: self = .video(Self.media(draft, card, verdict, inputs))
        case .audio: self = .audio(Self.media(draft, card, verdict, inputs))
        case .speech: self = .speech(Self.media(draft, card, verdict, inputs))
        }
    }

    private static func media<Kind: MediaKind>(
        _ draft: GenerationDraft, _ card: ModelCard, _ verdict: GateVerdict, _ inputs: [MediaInput]
    ) -> MediaRequest<Kind> {
        var request = MediaRequest<Kind>(
            model: card.model, prompt: draft.prompt, inputs: inputs,
            parameters: RequestParameters(values: verdict.values, specs: card.parameters))
        request.facts = ModelFacts(card)
        return request
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
