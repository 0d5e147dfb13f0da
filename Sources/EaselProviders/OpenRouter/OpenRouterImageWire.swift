import EaselCore
import EaselProviderKit
import Foundation

/// Payloads of `POST /images` (wire sheet A4.1).
enum OpenRouterImageWire {
    /// Names for models without a card; pixels and tiers share the field `size`.
    static let customary: [ParameterKey: String] = [
        .aspectRatio: "aspect_ratio", .size: "size", .resolution: "resolution", .count: "n", .seed: "seed",
        .quality: "quality", .format: "output_format",
    ]

    static let noMask = GenerationWarning(.unsupported, "OpenRouter takes no mask; it was not sent.")

    struct Request: Encodable, Sendable {
        struct Reference: Encodable, Sendable {
            struct Address: Encodable, Sendable { var url: String }
            var type = "image_url"
            var imageURL: Address
            enum CodingKeys: String, CodingKey {
                case type
                case imageURL = "image_url"
            }
        }

        var model: String
        var prompt: String
        var references: [Reference]?
        var options: FlatFields
        var warnings: [GenerationWarning]

        init(_ request: ImageRequest) throws(EaselError) {
            let parameters = try OpenRouterRouting.checked(request.parameters, .images)
            let writer = ParameterWriter(
                parameters, handled: [], customary: OpenRouterImageWire.customary, provider: "OpenRouter")
            model = request.model.rawValue
            prompt = request.prompt
            // Every role but a mask is a picture to look at; `/images` has no field for a mask.
            let pictures = request.inputs.filter { $0.role != .mask }
            references = pictures.isEmpty ? nil : pictures.map { Reference(imageURL: .init(url: $0.address)) }
            options = FlatFields(nesting: writer.fields)
            warnings = writer.warnings
            if !request.inputs(.mask).isEmpty { warnings.append(OpenRouterImageWire.noMask) }
        }

        enum CodingKeys: String, CodingKey {
            case model, prompt
            case references = "input_references"
        }

        func encode(to encoder: any Encoder) throws {
            try options.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(model, forKey: .model)
            try container.encode(prompt, forKey: .prompt)
            try container.encodeIfPresent(references, forKey: .references)
        }
    }

    /// The JSON answer, and the last event of the streamed one.
    struct Answer: Decodable, Sendable {
        struct Picture: Decodable, Sendable {
            var base64: String
            var mediaType: Lenient<String>?
            enum CodingKeys: String, CodingKey {
                case base64 = "b64_json"
                case mediaType = "media_type"
            }

            var reference: MediaReference {
                MediaReference(.base64(base64), declaredType: mediaType?.value.map(MediaType.init(rawValue:)))
            }
        }

        struct Count: Decodable, Sendable {
            var promptTokens: Lenient<Int>?
            var completionTokens: Lenient<Int>?
            var cost: Lenient<Double>?
            enum CodingKeys: String, CodingKey {
                case cost
                case promptTokens = "prompt_tokens"
                case completionTokens = "completion_tokens"
            }
        }

        var data: LenientArray<Picture>?
        var usage: Lenient<Count>?

        /// The batch; `wanted` pictures were asked for.
        func batch(wanted: Int?) -> MediaBatch { batch(of: data?.elements ?? [], wanted: wanted) }

        /// `n` is an upper bound: fewer pictures than `wanted` are no failure, and nothing says why (A4.1).
        func batch(of pictures: [Picture], wanted: Int?) -> MediaBatch {
            var batch = MediaBatch(items: pictures.map(\.reference))
            if let count = usage?.value {
                batch.usage = Usage(
                    inputTokens: count.promptTokens?.value, outputTokens: count.completionTokens?.value,
                    costUSD: count.cost?.value, costIsEstimate: count.cost?.value == nil)
            }
            if let wanted, batch.items.count < wanted {
                batch.warnings.append(
                    GenerationWarning(
                        .adjusted, parameter: .count, "\(batch.items.count) of \(wanted) pictures came back."))
            }
            return batch
        }
    }

    /// An event of the streamed answer; partial pictures and text are not used.
    struct Event: Decodable, Sendable {
        var type: Lenient<String>?
        var error: JSONValue?
    }
}
