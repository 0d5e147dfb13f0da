import EaselCore
import EaselProviderKit

/// What picture models call things (wire sheet A19).
enum FalImageWire {
    /// The names that most picture models use, for those without a card.
    static let customary: [ParameterKey: String] = [
        .aspectRatio: "aspect_ratio", .size: "image_size", .resolution: "resolution", .count: "num_images",
        .seed: "seed", .negativePrompt: "negative_prompt", .quality: "quality", .style: "style",
        .steps: "num_inference_steps", .guidanceScale: "guidance_scale", .format: "output_format",
    ]

    /// A size on the wire: pixels become an object, a tier (`2K`) the preset `auto_2K` of the models that have it, and a
    /// preset's name stays.
    static func size(_ value: JSONValue) -> JSONValue {
        guard let word = value.string else { return value }
        if let pixels = PixelSize(word) {
            return .object(["width": .integer(Int64(pixels.width)), "height": .integer(Int64(pixels.height))])
        }
        let isTier = word.last == "K" && Double(word.dropLast()) != nil
        return .string(isTier ? "auto_\(word)" : word)
    }
}
