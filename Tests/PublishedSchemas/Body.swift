import EaselCore
import EaselProviderKit

/// A request as an adapter would send it, and what it is for: one line for the referee.
struct Body: Encodable, Sendable {
    var door: String
    var provider: String
    var modality: String
    var model: String
    var trial: String
    var method: String
    var url: String
    var type: String
    var text: String

    /// Every trial of every card behind a door. What the adapter refuses to write is returned as its reason, with the
    /// trials that it concerns; a card that needs the other kind of credential is left to the other door.
    static func all(of door: Door) async -> (bodies: [Body], refusals: [String: [String]]) {
        var bodies: [Body] = []
        var refusals: [String: [String]] = [:]
        for card in await door.cards() {
            for trial in Trial.all(of: card) {
                do {
                    if let preview = try await door.written(card, trial) {
                        bodies.append(Body(door, card, trial, preview))
                    }
                } catch {
                    guard error.kind != .authentication else { continue }
                    let reason = "\(door.name) \(card.model): \(error.kind): \(error.message)"
                    refusals[reason, default: []].append(trial.name)
                }
            }
        }
        return (bodies, refusals)
    }

    private init(_ door: Door, _ card: ModelCard, _ trial: Trial, _ preview: RequestPreview) {
        self.door = door.name
        provider = "\(card.provider)"
        modality = card.modality.rawValue
        model = card.model.rawValue
        self.trial = trial.name
        method = preview.method
        url = preview.url
        type = preview.headers.first { $0.name.lowercased() == "content-type" }?.value ?? ""
        text = preview.body ?? ""
    }
}

extension Door {
    /// The request for a trial; where that is refused, for the same files in Cloud Storage, or for the
    /// same value beside all others.
    func written(_ card: ModelCard, _ trial: Trial) async throws(EaselError) -> RequestPreview? {
        do {
            return try await preview(card, trial)
        } catch {
            let other =
                error.kind == .unsupported ? trial.stored : error.kind == .invalidRequest ? trial.inCompany : nil
            guard let other else { throw error }
            return try await preview(card, other)
        }
    }

    func preview(_ card: ModelCard, _ trial: Trial) async throws(EaselError) -> RequestPreview? {
        switch card.modality {
        case .text:
            let parameters = RequestParameters(values: trial.values, specs: card.parameters)
            var request = TextRequest(
                model: card.model, prompt: "a prompt",
                conversation: trial.conversation, inputs: trial.inputs, parameters: parameters)
            request.facts = ModelFacts(card)
            return try await provider.services.text?.preview(request)
        case .image: return try await provider.services.image?.preview(media(card, trial))
        case .video: return try await provider.services.video?.preview(media(card, trial))
        case .audio: return try await provider.services.audio?.preview(media(card, trial))
        case .speech: return try await provider.services.speech?.preview(media(card, trial))
        }
    }

    private func media<Kind: MediaKind>(_ card: ModelCard, _ trial: Trial) -> MediaRequest<Kind> {
        var request = MediaRequest<Kind>(
            model: card.model, prompt: "a prompt", inputs: trial.inputs,
            parameters: RequestParameters(values: trial.values, specs: card.parameters))
        request.facts = ModelFacts(card)
        return request
    }
}
