import EaselCore
import EaselProviderKit

/// The models of OpenRouter: a seed of cards, the live lists, and what is published of one model.
struct OpenRouterCatalog: ModelLister {
    let client: OpenRouterClient

    static let cards: [ModelCard] = textCards + imageCards + videoCards + audioCards + speechCards

    var curated: [ModelCard] { Self.cards }

    var defaults: [Modality: ModelID] {
        [
            .text: "google/gemini-3.5-flash", .image: "google/gemini-3.1-flash-image", .video: "google/veo-3.1-fast",
            .audio: "google/lyria-3-clip-preview", .speech: "google/gemini-3.8-flash-tts",
        ]
    }

    func listed(_ modality: Modality) async throws(EaselError) -> [ModelCard] {
        let entries = try await client.models(putting: modality)
        switch modality {
        case .text, .audio, .speech: return entries.map { $0.card(modality) }
        case .image: return try await pictures(entries)
        case .video: return try await clips(entries)
        }
    }

    /// What OpenRouter publishes of one model. Nil for an id that it does not know, and for one that does not make this.
    func described(_ model: ModelID, _ modality: Modality) async throws(EaselError) -> ModelCard? {
        guard let entry = try await client.model(model), entry.makes(modality) else { return nil }
        // A variant (`:free`) and a moving alias keep the id that was asked for.
        var named = entry
        named.id = model.rawValue
        var card = named.card(modality)
        switch modality {
        case .text, .audio: break
        case .speech: try await addVoiceCloning(to: &card)
        case .image:
            let endpoints = try await client.imageEndpoints(model)
            guard let first = endpoints.first else {
                card.route = entry.chatRoute
                break
            }
            card = named.card(first, origin: .schema)
        case .video:
            guard let clip = try await client.videoModels().first(where: { $0.id == entry.id }) else { return nil }
            card = clip.card(entry: named)
        }
        card.origin = .schema
        return card
    }

    /// Painters of `/images` with their typed parameters, then those that are in the general list alone: they paint in a chat.
    private func pictures(_ entries: [Entry]) async throws(EaselError) -> [ModelCard] {
        let painters = try await client.imageModels()
        let byID = Dictionary(entries.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(painters.map(\.id))
        let others = entries.filter { !known.contains($0.id) }.map { entry in
            entry.card(.image).with { $0.route = entry.chatRoute }
        }
        return painters.map { $0.card(entry: byID[$0.id]) } + others
    }

    private func clips(_ entries: [Entry]) async throws(EaselError) -> [ModelCard] {
        let byID = Dictionary(entries.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try await client.videoModels().map { $0.card(entry: byID[$0.id]) }
    }

    /// A sample of a voice can be imitated where an endpoint says so (A8.1); at most 15 MiB, one to three clips (A5.1).
    private func addVoiceCloning(to card: inout ModelCard) async throws(EaselError) {
        let endpoints = try await client.endpoints(card.model)
        guard endpoints.contains(where: { $0.clonesVoices?.value == true }) else { return }
        card.inputs = [
            InputSpec(
                .reference, types: ["audio/*"], maximumCount: 3, maximumBytes: 15 << 20, takesAddresses: true)
        ]
    }
}
