import EaselCore
import EaselProviderKit

/// The models of fal.ai: a seed of cards, and the live list. Any other endpoint works too.
struct FalCatalog: ModelLister {
    let client: FalClient

    static let cards: [ModelCard] = textCards + imageCards + editCards + videoCards + audioCards + speechCards

    var curated: [ModelCard] { Self.cards }

    var defaults: [Modality: ModelID] {
        [
            .text: "openrouter/router#google/gemini-3.5-flash", .image: "fal-ai/flux/dev",
            .video: "fal-ai/veo3.1/fast", .audio: "fal-ai/stable-audio-25/text-to-audio",
            .speech: "fal-ai/kokoro/american-english",
        ]
    }

    func listed(_ modality: Modality) async throws(EaselError) -> [ModelCard] {
        var cards: [ModelCard] = []
        for category in Self.categories[modality] ?? [] {
            cards += try await client.models(category: category).map { $0.card(modality, category: category) }
        }
        return cards
    }

    /// Names of categories (wire sheet A18).
    static let categories: [Modality: [String]] = [
        .text: ["llm"], .image: ["text-to-image", "image-to-image"],
        .video: ["text-to-video", "image-to-video", "video-to-video"], .audio: ["text-to-audio", "audio-to-audio"],
        .speech: ["text-to-speech"],
    ]
}

extension FalCatalog {
    struct Listing: Decodable, Sendable {
        var models: LenientArray<Entry>?
        var nextCursor: Lenient<String>?
        var hasMore: Lenient<Bool>?

        enum CodingKeys: String, CodingKey {
            case models
            case nextCursor = "next_cursor"
            case hasMore = "has_more"
        }
    }

    struct Entry: Decodable, Sendable {
        struct Metadata: Decodable, Sendable {
            var name: Lenient<String>?
            var description: Lenient<String>?
            enum CodingKeys: String, CodingKey {
                case description
                case name = "display_name"
            }
        }

        var endpointID: String
        var metadata: Lenient<Metadata>?

        enum CodingKeys: String, CodingKey {
            case metadata
            case endpointID = "endpoint_id"
        }

        func card(_ modality: Modality, category: String) -> ModelCard {
            let name = metadata?.value?.name?.value ?? endpointID
            let summary = String((metadata?.value?.description?.value ?? "").prefix(200))
            return ModelCard(
                provider: FalProvider.id, model: ModelID(rawValue: endpointID), modality: modality,
                name: ControlText.oneLine(name),
                summary: ControlText.oneLine(summary), origin: .listed
            ).with {
                let role: AttachmentRole = category == "image-to-video" ? .first : .reference
                let family = category.prefix { $0 != "-" }
                if ["image", "video", "audio"].contains(family), category.contains("-to-") {
                    $0.inputs = [
                        InputSpec(
                            role, types: [MediaType(rawValue: "\(family)/*")], maximumCount: 10, takesAddresses: true)
                    ]
                }
            }
        }
    }
}
