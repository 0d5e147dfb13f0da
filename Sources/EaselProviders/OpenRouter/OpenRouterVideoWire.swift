import EaselCore
import EaselProviderKit
import Foundation

/// Payloads of `/videos` (wire sheet A6).
enum OpenRouterVideoWire {
    struct Request: Encodable, Sendable {
        var model: String
        /// Empty for a model that takes only a picture.
        var prompt: String
        var frames: [Part]
        var references: [Part]
        var options: FlatFields
        var warnings: [GenerationWarning]

        init(_ request: VideoRequest) throws(EaselError) {
            let parameters = try OpenRouterRouting.checked(request.parameters, .videos)
            let writer = ParameterWriter(parameters, handled: [], customary: customary, provider: "OpenRouter")
            model = request.model.rawValue
            prompt = request.prompt
            options = FlatFields(nesting: writer.fields)
            warnings = writer.warnings
            frames = []
            for (role, word) in [(AttachmentRole.first, "first_frame"), (.last, "last_frame")] {
                for input in request.inputs(role) { frames.append(try Part(input, frame: word)) }
            }
            references = []
            let others = request.inputs(.reference)
            if frames.isEmpty {
                for input in others { references.append(try Part(input, frame: nil)) }
            } else if !others.isEmpty {
                warnings.append(
                    GenerationWarning(
                        .unsupported, "A first or last frame takes the place of references; they were not sent."))
            }
            if !request.inputs(.mask).isEmpty { warnings.append(OpenRouterImageWire.noMask) }
        }

        enum CodingKeys: String, CodingKey {
            case model, prompt
            case frames = "frame_images"
            case references = "input_references"
        }

        func encode(to encoder: any Encoder) throws {
            try options.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(model, forKey: .model)
            if !prompt.isEmpty { try container.encode(prompt, forKey: .prompt) }
            if !frames.isEmpty { try container.encode(frames, forKey: .frames) }
            if !references.isEmpty { try container.encode(references, forKey: .references) }
        }
    }

    /// A picture, a clip or a sound that goes along.
    struct Part: Encodable, Sendable {
        var kind: String
        var address: String
        var frame: String?

        init(_ input: MediaInput, frame: String?) throws(EaselError) {
            guard let kind = Self.kinds[input.type.family], frame == nil || kind == "image_url" else {
                throw EaselError(
                    .unsupported,
                    "OpenRouter's video models do not take \(input.type) there (\(ControlText.oneLine(input.name))).",
                    provider: OpenRouterProvider.id)
            }
            self.kind = kind
            self.address = input.address
            self.frame = frame
        }

        private static let kinds = ["image": "image_url", "video": "video_url", "audio": "audio_url"]

        func encode(to encoder: any Encoder) throws {
            let fields: [String: JSONValue] = [
                "type": .string(kind), kind: .object(["url": .string(address)]),
            ]
            try FlatFields(fields.merging(frame.map { ["frame_type": .string($0)] } ?? [:]) { $1 }).encode(to: encoder)
        }
    }

    private static let customary: [ParameterKey: String] = [
        .durationSeconds: "duration", .resolution: "resolution", .aspectRatio: "aspect_ratio", .size: "size",
        .generateAudio: "generate_audio", .seed: "seed",
    ]

    /// The answer to a submit and to a poll. `error` is text here and not an object (A6).
    struct Standing: Decodable, Sendable {
        struct Bill: Decodable, Sendable { var cost: Lenient<Double>? }

        var id: String
        var status: String
        var pollingURL: Lenient<String>?
        var error: JSONValue?
        var unsignedURLs: LenientArray<String>?
        var signedURLs: LenientArray<String>?
        var usage: Lenient<Bill>?
        /// Seconds since 1970; of the signed addresses, and so what is known of the files.
        var expiresAt: Lenient<Double>?

        enum CodingKeys: String, CodingKey {
            case id, status, error, usage
            case pollingURL = "polling_url"
            case unsignedURLs = "unsigned_urls"
            case signedURLs = "urls"
            case expiresAt = "expires_at"
        }

        /// How many clips there are; at least the one whose address may be missing.
        var clips: Int { max(1, unsignedURLs?.elements.count ?? 0, signedURLs?.elements.count ?? 0) }
    }

    /// What is kept of a job beside its id.
    struct Handle: Codable, Sendable, Hashable {
        var pollingURL: String?
        var warnings: [GenerationWarning]
    }
}
