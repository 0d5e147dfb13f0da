import EaselCore
import EaselProviderKit

/// The body of `predict` for Lyria 2, in snake case (wire sheet 4.1).
enum GoogleVertexAudioWire {
    struct Request: Encodable, Sendable {
        /// The prompt, with what belongs beside it: `negative_prompt` and `seed`.
        struct Instance: Encodable, Sendable {
            var prompt: String
            var options: FlatFields

            enum CodingKeys: String, CodingKey { case prompt }

            func encode(to encoder: any Encoder) throws {
                try options.encode(to: encoder)
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(prompt, forKey: .prompt)
            }
        }

        var instances: [Instance]
        var parameters: FlatFields?
        var wanted: Int
        var warnings: [GenerationWarning]

        init(_ request: AudioRequest) throws(EaselError) {
            let writer = ParameterWriter(
                request.parameters, handled: [], customary: customary, provider: GoogleVertexProvider.descriptor.name)
            var fields = writer.fields
            let count = fields.removeValue(forKey: "sample_count")
            guard count == nil || fields["seed"] == nil else {
                throw EaselError(
                    .invalidRequest, "\(request.model) takes a seed or a number of results, not both.",
                    remedy: "Leave out seed or count.", provider: GoogleVertexProvider.id)
            }
            guard request.inputs.isEmpty else {
                throw EaselError(.unsupported, "\(request.model) takes no files.", provider: GoogleVertexProvider.id)
            }
            instances = [Instance(prompt: request.prompt, options: FlatFields(fields))]
            parameters = count.map { FlatFields(["sample_count": $0]) }
            wanted = count?.integer.map { Int(clamping: $0) } ?? 1
            warnings = writer.warnings
        }

        enum CodingKeys: String, CodingKey { case instances, parameters }
    }

    struct Answer: Decodable, Sendable {
        struct Prediction: Decodable, Sendable {
            var bytesBase64Encoded: Lenient<String>?
            /// As older documentation has it.
            var audioContent: Lenient<String>?
            var mimeType: Lenient<String>?

            var item: MediaReference? {
                (bytesBase64Encoded?.value ?? audioContent?.value).map {
                    MediaReference(.base64($0), declaredType: mimeType?.value.map(MediaType.init(rawValue:)) ?? .wav)
                }
            }
        }

        var predictions: LenientArray<Prediction>
    }

    /// Wire names for models without a card.
    private static let customary: [ParameterKey: String] = [
        .negativePrompt: "negative_prompt", .seed: "seed", .count: "sample_count",
    ]
}
