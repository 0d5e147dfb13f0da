import EaselCore
import EaselProviderKit

/// The bare input object of picture models (wire sheet A4, A19).
enum FalImageWire {
    struct Request: Encodable, Sendable {
        var prompt: String
        var size: Size?
        var inputs: FlatFields
        var options: FlatFields
        var warnings: [GenerationWarning]

        init(_ request: ImageRequest) throws(EaselError) {
            let writer = ParameterWriter(request.parameters, handled: [], customary: customary, provider: "fal.ai")
            var fields = writer.fields
            prompt = request.prompt
            size = fields.removeValue(forKey: CodingKeys.size.rawValue).map(Size.init)
            inputs = FlatFields(try FalClient.fields(for: request))
            options = FlatFields(fields)
            warnings = writer.warnings
        }

        enum CodingKeys: String, CodingKey {
            case prompt
            case size = "image_size"
        }

        func encode(to encoder: any Encoder) throws {
            try options.encode(to: encoder)
            try inputs.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(prompt, forKey: .prompt)
            try container.encodeIfPresent(size, forKey: .size)
        }
    }

    /// `image_size`: a preset's name, or width and height. A tier (`2K`) is the preset `auto_2K` of the models that have it.
    enum Size: Encodable, Sendable {
        case preset(String)
        case pixels(PixelSize)
        /// Already in the provider's form.
        case given(JSONValue)

        init(_ value: JSONValue) {
            guard let word = value.string else {
                self = .given(value)
                return
            }
            if let pixels = PixelSize(word) {
                self = .pixels(pixels)
            } else {
                let isTier = word.last == "K" && Double(word.dropLast()) != nil
                self = .preset(isTier ? "auto_\(word)" : word)
            }
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .preset(let word): try word.encode(to: encoder)
            case .pixels(let size): try size.encode(to: encoder)
            case .given(let value): try value.encode(to: encoder)
            }
        }
    }

    /// The names that most picture models use, for those without a card.
    private static let customary: [ParameterKey: String] = [
        .aspectRatio: "aspect_ratio", .size: "image_size", .resolution: "resolution", .count: "num_images",
        .seed: "seed",
        .negativePrompt: "negative_prompt", .quality: "quality", .style: "style", .steps: "num_inference_steps",
        .guidanceScale: "guidance_scale", .format: "output_format",
    ]
}
