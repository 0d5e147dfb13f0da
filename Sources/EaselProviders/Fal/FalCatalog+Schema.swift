import EaselCore
import EaselProviderKit

/// Cards made from the OpenAPI document that fal.ai publishes for every endpoint (wire sheet A18).
extension FalCatalog {
    /// Data URIs would make every look at a job as large as its result; the rest is Easel's to write.
    private static let dialect = SchemaDialect(omitted: ["sync_mode", "end_user_id"], takesAddresses: true)

    func described(_ model: ModelID, _ modality: Modality) async throws(EaselError) -> ModelCard? {
        let endpoint = try FalEndpoint(model)
        guard let document = try await client.document(of: endpoint.submitPath) else { return nil }
        let schema = FalSchema(document, endpoint: endpoint.submitPath)
        guard schema.makes(modality), var card = Self.card(model, modality, schema) else { return nil }
        card.price = await client.price(of: endpoint.submitPath)
        return card
    }

    private static func card(_ model: ModelID, _ modality: Modality, _ schema: FalSchema) -> ModelCard? {
        var dialect = dialect
        var fixed: [(name: String, value: String)] = []
        if schema.answersInDigits {
            dialect.omitted.insert("output_format")
            fixed = [("output_format", "url")]
        }
        // The model behind the router is part of the id here.
        if model.rawValue.contains("#") { dialect.omitted.insert("model") }
        guard let input = schema.input(modality, dialect) else { return nil }
        return ModelCard(
            provider: FalProvider.id, model: model, modality: modality, name: schema.name, summary: schema.summary,
            origin: .schema
        ).with {
            $0.parameters = ratio(from: input.parameters) + input.parameters
            $0.inputs = input.inputs
            $0.limits.promptCharacters = input.prompt?.maximumLength
            $0.route = FalRoute.word(prompt: input.prompt?.wireName, fixed: fixed, modality)
        }
    }

    /// Models that only know sizes take a ratio as one of their presets.
    private static func ratio(from parameters: [ParameterSpec]) -> [ParameterSpec] {
        guard !parameters.contains(where: { $0.key == .aspectRatio }),
            let size = parameters.first(where: { $0.key == .size }),
            case .choiceOrPixels(let presets, _, _) = size.kind, case .choice(let ratios) = ratioPreset.kind
        else { return [] }
        let known = Set(presets.map(\.wireValue))
        let offered = ratios.filter { known.contains($0.wireValue) }
        guard !offered.isEmpty else { return [] }
        let usual = offered.first { $0.wireValue == size.defaultValue }?.value
        return [
            ParameterSpec(
                .aspectRatio, "Aspect ratio", kind: .choice(offered), default: usual, wire: size.wireName)
        ]
    }
}

extension FalClient {
    /// The endpoint's OpenAPI document; nil where fal.ai publishes none.
    func document(of endpoint: String) async throws(EaselError) -> JSONValue? {
        let call = try schema.call(.get, "openapi/queue/openapi.json", query: [("endpoint_id", endpoint)])
        let reply = try await schema.answer(to: call, access: .open)
        if [400, 404, 422].contains(reply.status) { return nil }
        guard reply.isSuccess else {
            let body = try await reply.collectExplanation(limit: 64 << 10)
            throw schema.failure(status: reply.status, headers: reply.headers, body: body)
        }
        return try await schema.decode(JSONValue.self, from: reply)
    }

    private struct Prices: Decodable, Sendable {
        struct Row: Decodable, Sendable {
            var unitPrice: Double
            var unit: String
            var currency: Lenient<String>?
            enum CodingKeys: String, CodingKey {
                case unit, currency
                case unitPrice = "unit_price"
            }
        }
        var prices: LenientArray<Row>?
    }

    /// The price of an endpoint; nil without a key, in another currency, or for a unit that Easel does not count in.
    func price(of endpoint: String) async -> Price? {
        guard platform.context.credential != nil,
            let call = try? platform.call(.get, "v1/models/pricing", query: [("endpoint_id", endpoint)]),
            let row = try? await platform.value(Prices.self, from: call).prices?.elements.first,
            row.currency?.value ?? "USD" == "USD", let unit = Self.units[row.unit.lowercased()]
        else { return nil }
        return Price([unit: row.unitPrice])
    }

    /// `unit` is free text; documents and tests disagree about the plural (A18).
    private static let units: [String: Price.Unit] = [
        "image": .image, "images": .image, "megapixel": .megapixel, "megapixels": .megapixel, "second": .second,
        "seconds": .second, "1000 characters": .thousandCharacters, "1k characters": .thousandCharacters,
        "request": .request, "requests": .request, "generation": .request, "generations": .request,
    ]
}
