import EaselCore
import EaselProviderKit
import Foundation

/// `POST /images/generations` (wire sheet C5).
enum LocalOpenAIImageWire {
    struct Request: Encodable, Sendable {
        var model: String
        var prompt: String
        /// LocalAI's default is an address, which may be of a host that only the server sees.
        var responseFormat = "b64_json"
        var references: [String]?
        var options: FlatFields
        var warnings: [GenerationWarning]

        /// Throws `unsupported` for a picture that the server has no field for.
        init(_ request: ImageRequest, _ kind: LocalOpenAIServer.Kind) throws(EaselError) {
            let negative = kind == .localAI ? request.parameters[.negativePrompt]?.string : nil
            let writer = ParameterWriter(
                request.parameters, handled: negative == nil ? [] : [.negativePrompt], customary: customary(kind),
                provider: "The local server")
            model = request.model.rawValue
            // LocalAI takes both in one text, with a bar between them (C5).
            prompt = negative.map { "\(request.prompt)|\($0)" } ?? request.prompt
            options = FlatFields(writer.fields)
            warnings = writer.warnings
            references = try Self.references(of: request, kind)
        }

        /// Addresses, or bare base64: LocalAI knows no data URIs here (C5).
        private static func references(
            of request: ImageRequest, _ kind: LocalOpenAIServer.Kind
        ) throws(EaselError) -> [String]? {
            guard let first = request.inputs.first else { return nil }
            guard kind == .localAI, request.inputs.allSatisfy({ $0.role == .reference }) else {
                throw EaselError(
                    .unsupported, "The local server takes no \(first.role.rawValue) picture for pictures.",
                    remedy: "LocalAI takes reference pictures.", provider: LocalOpenAIProvider.id)
            }
            return request.inputs.map { $0.bytes?.base64EncodedString() ?? $0.address }
        }

        enum CodingKeys: String, CodingKey {
            case model, prompt
            case responseFormat = "response_format"
            case references = "ref_images"
        }

        func encode(to encoder: any Encoder) throws {
            try options.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(model, forKey: .model)
            try container.encode(prompt, forKey: .prompt)
            try container.encode(responseFormat, forKey: .responseFormat)
            try container.encodeIfPresent(references, forKey: .references)
        }
    }

    /// What each server calls the parameters, for models without a card.
    private static func customary(_ kind: LocalOpenAIServer.Kind) -> [ParameterKey: String] {
        let usual: [ParameterKey: String] = [.size: "size", .count: "n", .quality: "quality"]
        switch kind {
        case .vLLM:
            return [
                .size: "size", .count: "n", .seed: "seed", .negativePrompt: "negative_prompt",
                .steps: "num_inference_steps", .guidanceScale: "guidance_scale",
            ]
        case .localAI: return usual.merging([.steps: "step"]) { first, _ in first }
        case .ollama, .llamaCpp, .lmStudio, .other: return usual
        }
    }

    struct Answer: Decodable, Sendable {
        struct Picture: Decodable, Sendable {
            var base64: Lenient<String>?
            var url: Lenient<String>?

            enum CodingKeys: String, CodingKey {
                case url
                case base64 = "b64_json"
            }
        }

        var data: LenientArray<Picture>?
        var error: JSONValue?

        /// - Parameter base: relative addresses are of the server's own.
        func batch(base: URL?, origins: OriginSet, wanted: Int?) throws(EaselError) -> MediaBatch {
            let items = (data?.elements ?? []).compactMap { picture -> MediaReference? in
                if let text = picture.base64?.value, !text.isEmpty { return MediaReference(.base64(text)) }
                guard let address = picture.url?.value, !address.isEmpty else { return nil }
                let whole = address.hasPrefix("/") ? URL(string: address, relativeTo: base)?.absoluteString : address
                return whole.flatMap { MediaReference(address: $0, origins: origins) }
            }
            guard !items.isEmpty else {
                throw EaselError(.invalidResponse, "The server sent no picture.", provider: LocalOpenAIProvider.id)
            }
            var batch = MediaBatch(items: items)
            if let wanted, items.count < wanted {
                batch.warnings.append(
                    GenerationWarning(.adjusted, parameter: .count, "\(items.count) of \(wanted) pictures came back."))
            }
            return batch
        }
    }
}
