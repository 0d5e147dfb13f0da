import EaselCore
import EaselProviderKit

/// The input of picture models (wire sheet B13).
enum ReplicateImageWire {
    /// The wire name of a size that goes out as a word in its first field, or as pixels in two further fields: the word
    /// is then `custom` (seedream-4, flux-1.1-pro).
    static func sizeName(_ field: String) -> String { field + pixelSuffix }

    private static let pixelSuffix = "/width/height"

    static func order(_ request: ImageRequest) throws(EaselError) -> ReplicateClient.Order {
        var order = try ReplicateClient.Order(request, customary: customary)
        order.write(prompt: request.prompt, ReplicateClient.Route(request.facts.route), usually: "prompt")
        for (name, value) in order.fields where name.hasSuffix(pixelSuffix) {
            order.fields[name] = nil
            let field = String(name.dropLast(pixelSuffix.count))
            if let pixels = value.string.flatMap(PixelSize.init) {
                if order.fields[field] != nil {
                    order.warnings.append(
                        GenerationWarning(
                            .adjusted, parameter: .aspectRatio, "The size decides the ratio; the ratio was not sent."))
                }
                order.fields[field] = "custom"
                order.fields["width"] = .integer(Int64(pixels.width))
                order.fields["height"] = .integer(Int64(pixels.height))
            } else {
                order.fields[field] = value
            }
        }
        return order
    }

    /// The names that most picture models use, for those without a card.
    private static let customary: [ParameterKey: String] = [
        .aspectRatio: "aspect_ratio", .size: "size", .resolution: "resolution", .count: "num_outputs", .seed: "seed",
        .negativePrompt: "negative_prompt", .quality: "quality", .style: "style", .steps: "num_inference_steps",
        .guidanceScale: "guidance_scale", .format: "output_format",
    ]
}
