import EaselCore
import EaselProviderKit
import Foundation

/// Payloads of the Interactions API (wire sheet 11), the same for pictures, clips and music: all in snake case.
enum GoogleVertexInteractionsWire {
    struct Request: Encodable, Sendable {
        var model: String
        var input: Input
        /// Answers at once with a job that is polled; nil keeps the connection open until the work is done.
        var background: Bool?
        var responseFormat: FlatFields?
        var generationConfig: FlatFields?
        var others: FlatFields

        /// - Parameters:
        ///   - type: what `response_format` asks for: `video`, `audio`, `image`; nil where it need not be said.
        ///   - fields: everything else to send, by wire name; each goes where the API has it.
        init(_ request: some GenerationRequest, type: String?, fields: [String: JSONValue]) {
            model = request.model.rawValue
            input = Input(request)
            var format = fields.filter { Self.formatFields.contains($0.key) }
            if let type, !format.isEmpty { format["type"] = .string(type) }
            var config = fields.filter { Self.configFields.contains($0.key) }
            if let task = fields["task"] { config["video_config"] = .object(["task": task]) }
            responseFormat = format.isEmpty ? nil : FlatFields(format)
            generationConfig = config.isEmpty ? nil : FlatFields(config)
            let placed = Self.formatFields.union(Self.configFields).union(["task"])
            others = FlatFields(fields.filter { !placed.contains($0.key) })
        }

        enum CodingKeys: String, CodingKey {
            case model, input, background
            case responseFormat = "response_format"
            case generationConfig = "generation_config"
        }

        func encode(to encoder: any Encoder) throws {
            try others.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(model, forKey: .model)
            try container.encode(input, forKey: .input)
            try container.encodeIfPresent(background, forKey: .background)
            try container.encodeIfPresent(responseFormat, forKey: .responseFormat)
            try container.encodeIfPresent(generationConfig, forKey: .generationConfig)
        }

        /// Members of `response_format` (2.2, 3.6, 5.1).
        private static let formatFields: Set<String> = [
            "aspect_ratio", "resolution", "duration", "delivery", "gcs_uri", "image_size", "mime_type", "sample_rate",
            "bit_rate",
        ]

        /// Members of `generation_config` (11.1).
        private static let configFields: Set<String> = [
            "temperature", "top_p", "seed", "stop_sequences", "max_output_tokens", "thinking_level",
            "thinking_summaries", "speech_config", "video_config",
        ]
    }

    /// A text, or content blocks when files go with it.
    enum Input: Encodable, Sendable {
        case text(String)
        case content([Content])

        init(_ request: some GenerationRequest) {
            guard !request.inputs.isEmpty else {
                self = .text(request.prompt)
                return
            }
            // First frame before last frame before references, so that the prompt can name them by their order.
            let ordered = [AttachmentRole.first, .last, .reference, .mask].flatMap { request.inputs($0) }
            let words = request.prompt.isEmpty ? [] : [Content(type: "text", text: request.prompt)]
            self = .content(words + ordered.map(Content.init))
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .text(let text): try text.encode(to: encoder)
            case .content(let content): try content.encode(to: encoder)
            }
        }
    }

    /// A content block, sent or received.
    struct Content: Codable, Sendable {
        var type: String
        var text: String?
        /// Base64.
        var data: String?
        var uri: String?
        var mimeType: String?

        enum CodingKeys: String, CodingKey {
            case type, text, data, uri
            case mimeType = "mime_type"
        }

        init(type: String, text: String) {
            self.type = type
            self.text = text
        }

        init(_ file: MediaInput) {
            // The type of what is hosted is only guessed from its address; most are pictures.
            type = ["image", "video", "audio"].contains(file.type.family) ? file.type.family : "image"
            data = file.bytes?.base64EncodedString()
            uri = file.hosted?.absoluteString
            mimeType = file.type == .binary ? "image/jpeg" : file.type.rawValue
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = try container.decode(String.self, forKey: .type)
            text = try? container.decodeIfPresent(String.self, forKey: .text)
            data = try? container.decodeIfPresent(String.self, forKey: .data)
            uri = try? container.decodeIfPresent(String.self, forKey: .uri)
            mimeType = try? container.decodeIfPresent(String.self, forKey: .mimeType)
        }
    }
}
