import EaselCore
import EaselProviderKit

/// Google's models: cards from the wire sheet, and the live list.
struct GoogleVertexCatalog: ModelLister {
    let client: GoogleVertexClient

    static let cards: [ModelCard] =
        textCards + imageCards + videoCards + audioCards + geminiSpeechCards + cloudSpeechCards

    var curated: [ModelCard] { Self.cards }

    var defaults: [Modality: ModelID] {
        [
            .text: "gemini-3.8-flash", .image: "gemini-nano-banana-2.1", .video: "gemini-omni-1.1-flash",
            .audio: "lyria-3-clip-preview", .speech: "gemini-3.8-flash-tts",
        ]
    }

    /// The list of the Gemini API, which also tells limits, or else that of Vertex AI, which tells names only. Neither says
    /// what a model makes: that is read from its name, as Google builds names.
    func listed(_ modality: Modality) async throws(EaselError) -> [ModelCard] {
        try await client.models().filter { $0.modality == modality }.map(\.card)
    }
}
