import EaselCore
import EaselProviderKit

/// Google's models: cards from the wire sheet, and the live list.
struct GoogleVertexCatalog: ModelLister {
    let client: GoogleVertexClient

    static let cards: [ModelCard] = []

    var curated: [ModelCard] { Self.cards }

    var defaults: [Modality: ModelID] { [:] }
}
