import EaselCore
import EaselProviderKit
import Foundation

/// The Hub's list of models that have an inference provider (wire sheet B3).
extension HuggingFaceClient {
    /// Most popular first, at most two pages of a hundred.
    func models(for task: HuggingFaceTask) async throws(EaselError) -> [HuggingFaceMapping.Page] {
        let providers = HuggingFaceRoute.all.filter { $0.tasks.contains(task) }.map(\.name).joined(separator: ",")
        var query = [
            ("inference_provider", providers), ("pipeline_tag", task.rawValue), ("sort", "trendingScore"),
            ("limit", "100"), ("expand[]", "inferenceProviderMapping"),
        ]
        var pages: [HuggingFaceMapping.Page] = []
        for _ in 0..<2 {
            let reply = try await hub.send(try hub.call(.get, "api/models", query: query), access: .open)
            pages += try await hub.decode(LenientArray<HuggingFaceMapping.Page>.self, from: reply).elements
            guard let cursor = Self.nextCursor(reply.headers["Link"]) else { break }
            query.removeAll { $0.0 == "cursor" }
            query.append(("cursor", cursor))
        }
        return pages
    }

    /// `Link: <https://huggingface.co/api/models?…&cursor=…>; rel="next"`: only the cursor is taken from it.
    static func nextCursor(_ link: String?) -> String? {
        guard let link, let match = link.firstMatch(of: /<([^>]+)>\s*;\s*rel="next"/) else { return nil }
        return URLComponents(string: String(match.1))?.queryItems?.first { $0.name == "cursor" }?.value
    }

    /// `GET /v1/models` (B2).
    func chatModels() async throws(EaselError) -> [HuggingFaceCatalog.ChatModel] {
        let call = try chat.call(.get, "models")
        return try await chat.value(HuggingFaceCatalog.ChatListing.self, from: call, access: .open).data.elements
    }
}

extension HuggingFaceCatalog {
    static func card(_ page: HuggingFaceMapping.Page, _ task: HuggingFaceTask, _ modality: Modality) -> ModelCard? {
        card(ModelID(rawValue: page.id), page.mapping?.value?.entries ?? [], task, modality)
    }

    /// A card of what the task takes; nil when nobody that Easel speaks to serves it for the task.
    static func card(
        _ model: ModelID, _ mappings: [HuggingFaceMapping], _ task: HuggingFaceTask, _ modality: Modality
    ) -> ModelCard? {
        let serving = mappings.filter {
            $0.task == task.rawValue && HuggingFaceRoute.serves(task, at: $0.provider)
        }
        guard let first = serving.first(where: { $0.status == "live" }) ?? serving.first else { return nil }
        let providers = serving.map(\.provider).joined(separator: ", ")
        return ModelCard(
            provider: HuggingFaceProvider.id, model: model, modality: modality,
            name: ControlText.oneLine(String(model.rawValue.prefix(120))),
            summary: ControlText.oneLine("\(task.rawValue) by \(providers)."), origin: .listed
        ).with {
            $0.route = "\(first.provider)/\(first.providerID)"
            $0.parameters = parameters(of: task)
            $0.inputs = task.pictureRole.map { [picture($0)] } ?? []
        }
    }

    struct ChatListing: Decodable, Sendable { var data: LenientArray<ChatModel> }

    /// Prices are dollars for a million tokens (B2).
    struct ChatModel: Decodable, Sendable {
        struct Architecture: Decodable, Sendable {
            var inputs: LenientArray<String>?
            enum CodingKeys: String, CodingKey { case inputs = "input_modalities" }
        }

        struct Offer: Decodable, Sendable {
            struct Pricing: Decodable, Sendable {
                var input: Lenient<Double>?
                var output: Lenient<Double>?
            }

            var provider: String
            var status: Lenient<String>?
            var contextTokens: Lenient<Int>?
            var pricing: Lenient<Pricing>?

            enum CodingKeys: String, CodingKey {
                case provider, status, pricing
                case contextTokens = "context_length"
            }
        }

        var id: String
        var architecture: Lenient<Architecture>?
        var offers: LenientArray<Offer>?

        enum CodingKeys: String, CodingKey {
            case id, architecture
            case offers = "providers"
        }

        /// Nil for a model that no provider runs at the moment.
        var card: ModelCard? {
            let live = (offers?.elements ?? []).filter { $0.status?.value == "live" }
            guard !live.isEmpty else { return nil }
            let looks = architecture?.value?.inputs?.elements.contains("image") == true
            let providers = live.map(\.provider).joined(separator: ", ")
            return ModelCard(
                provider: HuggingFaceProvider.id, model: ModelID(rawValue: id), modality: .text,
                name: ControlText.oneLine(String(id.prefix(120))),
                summary: ControlText.oneLine("Chat by \(providers)."), origin: .listed
            ).with {
                $0.parameters = HuggingFaceCatalog.textParameters
                $0.inputs = looks ? [HuggingFaceCatalog.chatPictures] : []
                $0.limits = ModelLimits(contextTokens: live.compactMap { $0.contextTokens?.value }.max())
                $0.price = Self.price(live)
            }
        }

        /// The price of the dearest provider: which one answers is the router's choice, and an estimate should not be low.
        private static func price(_ offers: [Offer]) -> Price? {
            let prices = offers.compactMap { offer -> (input: Double, output: Double)? in
                guard let input = offer.pricing?.value?.input?.value, let output = offer.pricing?.value?.output?.value,
                    input.isFinite, output.isFinite, input >= 0, output >= 0
                else { return nil }
                return (input, output)
            }
            return prices.max { $0.output < $1.output }.map {
                Price([.inputMegatoken: $0.input, .outputMegatoken: $0.output])
            }
        }
    }
}
