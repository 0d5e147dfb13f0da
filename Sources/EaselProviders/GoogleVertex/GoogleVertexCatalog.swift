import EaselCore
import EaselProviderKit

/// Google's models: cards from the wire sheet, and the live list.
struct GoogleVertexCatalog: ModelLister {
    let client: GoogleVertexClient

    static let cards: [ModelCard] = videoCards + audioCards + cloudSpeechCards

    var curated: [ModelCard] { Self.cards }

    var defaults: [Modality: ModelID] { [.video: "gemini-omni-1.1-flash", .audio: "lyria-3-clip-preview"] }
}
