import EaselCore
import EaselProviderKit

/// The models of Replicate: a seed of cards, the live collections, and any other model by its published schema.
struct ReplicateCatalog: ModelLister {
    let client: ReplicateClient

    static let cards: [ModelCard] = textCards + imageCards + videoCards + audioCards + speechCards

    var curated: [ModelCard] { Self.cards }

    var defaults: [Modality: ModelID] {
        [
            .text: "openai/gpt-5-mini", .image: "black-forest-labs/flux-schnell", .video: "google/veo-3.1-fast",
            .audio: "google/lyria-2", .speech: "minimax/speech-02-turbo",
        ]
    }

    /// The models of the modality's collection; where Replicate has no collection of that name, what a search finds (wire
    /// sheet B11: the list of collections is not known in full).
    func listed(_ modality: Modality) async throws(EaselError) -> [ModelCard] {
        let source = Self.sources[modality] ?? ("", "")
        let models: [Model]
        do {
            models = try await client.collection(source.collection)
        } catch  where error.kind == .modelNotFound {
            models = try await client.search(source.words)
        }
        return models.compactMap { $0.card(modality) }
    }

    private static let sources: [Modality: (collection: String, words: String)] = [
        .text: ("language-models", "language model"), .image: ("text-to-image", "text to image"),
        .video: ("text-to-video", "text to video"), .audio: ("audio-generation", "music generation"),
        .speech: ("text-to-speech", "text to speech"),
    ]

    func described(_ model: ModelID, _ modality: Modality) async throws(EaselError) -> ModelCard? {
        // A bare version belongs to a model that nobody named, and a deployment publishes no schema.
        let halves = model.rawValue.split(separator: ":", maxSplits: 1).map(String.init)
        guard let name = halves.first, name.split(separator: "/").count == 2 else { return nil }
        do {
            var found = try await client.model(name)
            if halves.count == 2 { found.latestVersion = try await client.version(halves[1], of: name) }
            guard found.schema != nil else { return nil }
            return found.card(modality)?.with { $0.model = model }
        } catch  where error.kind == .modelNotFound {
            return nil
        }
    }
}
