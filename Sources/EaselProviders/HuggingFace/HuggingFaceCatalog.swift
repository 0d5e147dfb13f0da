import EaselCore
import EaselProviderKit

/// The models of Hugging Face: a seed of cards, and the Hub's live lists. Any other id with an inference provider works too.
struct HuggingFaceCatalog: ModelLister {
    let client: HuggingFaceClient

    static let cards: [ModelCard] = textCards + imageCards + videoCards + speechCards

    var curated: [ModelCard] { Self.cards }

    /// There is no default for music: the wire sheet names no model with a provider (D2).
    var defaults: [Modality: ModelID] {
        [
            .text: "openai/gpt-oss-120b", .image: "black-forest-labs/FLUX.1-dev", .video: "Wan-AI/Wan2.2-TI2V-5B",
            .speech: "hexgrad/Kokoro-82M",
        ]
    }

    func listed(_ modality: Modality) async throws(EaselError) -> [ModelCard] {
        if modality == .text { return try await client.chatModels().compactMap(\.card) }
        var cards: [ModelCard] = []
        for task in HuggingFaceTask.making(modality) {
            cards += try await client.models(for: task).compactMap { Self.card($0, task, modality) }
        }
        var seen: Set<ModelID> = []
        return cards.filter { seen.insert($0.model).inserted }
    }

    /// The Hub publishes no schema, but says who serves the model for what: that gives the form of the task.
    func described(_ model: ModelID, _ modality: Modality) async throws(EaselError) -> ModelCard? {
        guard modality != .text else { return nil }
        let name = HuggingFaceModel(model)
        let mappings = try await client.providers(of: name.hubID)
            .filter { name.provider == nil || $0.provider == name.provider }
        for task in HuggingFaceTask.making(modality) {
            if let card = Self.card(model, mappings, task, modality) { return card }
        }
        return nil
    }
}
