import EaselCore
import EaselProviderKit

/// The bare input object of video models (wire sheet A4, A19). The JSON type of `duration` differs per model; the card's
/// parameter spec holds it.
enum FalVideoWire {
    struct Request: Encodable, Sendable {
        var prompt: String
        var inputs: FlatFields
        var options: FlatFields
        var warnings: [GenerationWarning]

        init(_ request: VideoRequest) throws(EaselError) {
            let writer = ParameterWriter(request.parameters, handled: [], customary: customary, provider: "fal.ai")
            prompt = request.prompt
            inputs = FlatFields(try FalClient.fields(for: request))
            options = FlatFields(writer.fields)
            warnings = writer.warnings
        }

        enum CodingKeys: String, CodingKey { case prompt }

        func encode(to encoder: any Encoder) throws {
            try options.encode(to: encoder)
            try inputs.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(prompt, forKey: .prompt)
        }
    }

    /// The names that most video models use, for those without a card.
    private static let customary: [ParameterKey: String] = [
        .aspectRatio: "aspect_ratio", .resolution: "resolution", .durationSeconds: "duration",
        .generateAudio: "generate_audio",
        .seed: "seed", .negativePrompt: "negative_prompt", .steps: "num_inference_steps",
        .guidanceScale: "guidance_scale",
    ]
}
