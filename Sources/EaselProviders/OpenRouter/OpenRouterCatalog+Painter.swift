import EaselCore
import EaselProviderKit

extension OpenRouterCatalog {
    /// A row of `GET /images/models`: what its endpoints take together (wire sheet A4.2).
    struct Painter: Decodable, Sendable {
        var id: String
        var name: Lenient<String>?
        var description: Lenient<String>?
        var architecture: Lenient<Entry.Architecture>?
        var parameters: Lenient<[String: Lenient<Descriptor>]>?

        enum CodingKeys: String, CodingKey {
            case id, name, description, architecture
            case parameters = "supported_parameters"
        }

        /// What one company takes, and what it charges.
        struct Endpoint: Decodable, Sendable {
            struct Line: Decodable, Sendable {
                var billable: String
                var unit: String
                var cost: FlexiblePrice
                var variant: Lenient<String>?
                enum CodingKeys: String, CodingKey {
                    case billable, unit, variant
                    case cost = "cost_usd"
                }
            }

            var slug: Lenient<String>?
            var parameters: Lenient<[String: Lenient<Descriptor>]>?
            var passthrough: LenientArray<String>?
            var pricing: LenientArray<Line>?

            enum CodingKeys: String, CodingKey {
                case pricing
                case slug = "provider_slug"
                case parameters = "supported_parameters"
                case passthrough = "allowed_passthrough_parameters"
            }
        }
    }

    /// How a parameter is described: a list of values, a range, or that it is there.
    struct Descriptor: Decodable, Sendable {
        var type: String
        var values: LenientArray<JSONValue>?
        var min: Lenient<Double>?
        var max: Lenient<Double>?
    }
}

extension OpenRouterCatalog.Painter {
    func card(entry: OpenRouterCatalog.Entry?) -> ModelCard {
        var card =
            entry?.card(.image)
            ?? ModelCard(
                provider: OpenRouterProvider.id, model: ModelID(rawValue: id), modality: .image,
                name: ControlText.oneLine(name?.value ?? id),
                summary: ControlText.oneLine(String((description?.value ?? "").prefix(200))), origin: .listed)
        OpenRouterCatalog.describe(
            &card, by: parameters?.value ?? [:],
            looks: architecture?.value?.inputs?.elements.contains("image") ?? !card.inputs.isEmpty)
        return card
    }
}

extension OpenRouterCatalog.Entry {
    /// The card of a painter with what one of its endpoints takes.
    func card(_ endpoint: OpenRouterCatalog.Painter.Endpoint, origin: CardOrigin) -> ModelCard {
        var card = card(.image)
        card.origin = origin
        OpenRouterCatalog.describe(&card, by: endpoint.parameters?.value ?? [:], looks: inputs.contains("image"))
        // A parameter of the company's own goes to its place in the routing object (A4.1).
        if let slug = endpoint.slug?.value, !slug.isEmpty, !slug.contains(".") {
            let known = Set(card.parameters.map(\.key))
            card.parameters += (endpoint.passthrough?.elements ?? []).compactMap { name in
                OpenRouterCatalog.passthrough(name, at: slug)
            }.filter { !known.contains($0.key) }
        }
        card.price = endpoint.price ?? card.price
        return card
    }
}

extension OpenRouterCatalog.Painter.Endpoint {
    /// The price of a picture without a variant, else the lowest; per token where it is charged so.
    var price: Price? {
        let lines = pricing?.elements ?? []
        let drawn = lines.filter { $0.billable == "output_image" && $0.cost.dollars != nil }
        let line =
            drawn.first { $0.variant?.value == nil }
            ?? drawn.min { ($0.cost.dollars ?? 0) < ($1.cost.dollars ?? 0) }
        guard let line, let dollars = line.cost.dollars else { return nil }
        switch line.unit {
        case "image": return Price([.image: dollars])
        case "request": return Price([.request: dollars])
        case "megapixel": return Price([.megapixel: dollars])
        case "token":
            let read = lines.first { $0.billable == "input_text" && $0.unit == "token" }?.cost.dollars
            return Price([.inputMegatoken: (read ?? 0) * 1_000_000, .outputMegatoken: dollars * 1_000_000])
        default: return nil
        }
    }
}

extension OpenRouterCatalog {
    /// Puts what the descriptors say into a card: an absent name is a parameter that is not taken (A4.2).
    static func describe(_ card: inout ModelCard, by descriptors: [String: Lenient<Descriptor>], looks: Bool) {
        let told = descriptors.compactMapValues(\.value)
        card.parameters = told.sorted { $0.key < $1.key }.compactMap { spec($0.key, $0.value, beside: told) }
        card.parameters.append(OpenRouterRouting.spec(.images))
        let most = told["input_references"]?.max?.value.map { Int(Swift.max(0, Swift.min($0, 100))) }
        let count = most ?? (looks ? 16 : 0)
        card.inputs =
            count > 0 ? [InputSpec(.reference, types: pictures, maximumCount: count, takesAddresses: true)] : []
    }

    private static func spec(
        _ name: String, _ descriptor: Descriptor, beside all: [String: Descriptor]
    ) -> ParameterSpec? {
        switch name {
        case "input_references", "stream": return nil
        case "resolution":
            // With pixels to choose from as well, both are the one field `size` (A4.1).
            guard all["size"] == nil else { return nil }
            return ParameterSpec(.size, "Size", kind: kind(descriptor), wire: name)
        case "size":
            let choices = (all["resolution"]?.choices ?? []) + descriptor.choices
            return ParameterSpec(
                .size, "Size", kind: choices.isEmpty ? .text(maximumLength: nil) : .choice(choices), wire: name)
        case "n":
            return count(Int64(Swift.min(Swift.max(descriptor.max?.value ?? 10, 1), 10)))
        case "seed": return seed
        case "aspect_ratio": return ParameterSpec(.aspectRatio, "Aspect ratio", kind: kind(descriptor), wire: name)
        case "quality": return ParameterSpec(.quality, "Quality", kind: kind(descriptor), wire: name)
        case "output_format": return ParameterSpec(.format, "Format", kind: kind(descriptor), wire: name)
        default:
            let title = ControlText.oneLine(String(name.prefix(60))).replacing("_", with: " ")
            return ParameterSpec(
                ParameterKey(rawValue: name), title.prefix(1).uppercased() + title.dropFirst(), kind: kind(descriptor),
                wire: name)
        }
    }

    private static func kind(_ descriptor: Descriptor) -> ParameterKind {
        switch descriptor.type {
        case "enum" where !descriptor.choices.isEmpty: return .choice(descriptor.choices)
        case "boolean": return .boolean
        case "range":
            let (low, high) = (descriptor.min?.value, descriptor.max?.value)
            guard let least = low.flatMap(Int64.init(exactly:)), let most = high.flatMap(Int64.init(exactly:)) else {
                return .number(minimum: low, maximum: high, unit: nil)
            }
            return .integer(minimum: least, maximum: most, unit: nil)
        default: return .json
        }
    }

    /// A parameter that is handed through to a company. Its type is not published.
    fileprivate static func passthrough(_ name: String, at slug: String) -> ParameterSpec? {
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !name.contains(".") else { return nil }
        let wire = "provider.options.\(slug).\(name)"
        switch name {
        case "steps", "num_inference_steps":
            return ParameterSpec(.steps, "Steps", kind: .integer(minimum: 1, maximum: nil, unit: nil), wire: wire)
        case "guidance", "guidance_scale", "cfg_scale":
            return ParameterSpec(
                .guidanceScale, "Guidance", kind: .number(minimum: 0, maximum: nil, unit: nil), wire: wire)
        case "negative_prompt":
            return ParameterSpec(.negativePrompt, "Negative prompt", kind: .text(maximumLength: nil), wire: wire)
        default:
            return ParameterSpec(ParameterKey(rawValue: name), name, kind: .json, wire: wire)
                .summary("Handed through to \(slug) as it is.")
        }
    }
}

extension OpenRouterCatalog.Descriptor {
    var choices: [ParameterChoice] { (values?.elements ?? []).map { ParameterChoice($0) } }
}
