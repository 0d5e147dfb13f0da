import EaselCore
import EaselProviderKit

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
        ///   - files: the attachments as `GoogleVertexClient.parts` gave them.
        ///   - type: what `response_format` asks for: `video`, `audio`, `image`.
        ///   - fields: everything else to send, by wire name; each goes where the API has it.
        init(
            _ request: some GenerationRequest, files: [GoogleVertexContent.Part], type: String,
            fields: [String: JSONValue]
        ) {
            model = request.model.rawValue
            input = files.isEmpty ? .text(request.prompt) : .content(Self.content(request.prompt, files))
            var format = fields.filter { Self.formatFields.contains($0.key) }
            if !format.isEmpty { format["type"] = .string(type) }
            var config = fields.filter { Self.configFields.contains($0.key) }
            if let task = fields["task"] { config["video_config"] = .object(["task": task]) }
            responseFormat = format.isEmpty ? nil : FlatFields(format)
            generationConfig = config.isEmpty ? nil : FlatFields(config)
            let placed = Self.formatFields.union(Self.configFields).union(["task"])
            others = FlatFields(fields.filter { !placed.contains($0.key) })
        }

        private static func content(_ prompt: String, _ files: [GoogleVertexContent.Part]) -> [Content] {
            (prompt.isEmpty ? [] : [Content(type: "text", text: prompt)]) + files.compactMap(Content.init)
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

        /// A file; nil for a part that is none.
        init?(_ part: GoogleVertexContent.Part) {
            guard let declared = (part.inlineData?.mimeType ?? part.fileData?.mimeType).map(MediaType.init(rawValue:))
            else { return nil }
            // The type of what is hosted is only guessed from its address; most are pictures.
            type = ["image", "video", "audio"].contains(declared.family) ? declared.family : "image"
            mimeType = declared == .binary ? MediaType.jpeg.rawValue : declared.rawValue
            data = part.inlineData?.data
            uri = part.fileData?.fileUri
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
