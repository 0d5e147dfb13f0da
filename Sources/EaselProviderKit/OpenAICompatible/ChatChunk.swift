import EaselCore

/// One event of a chat stream, or the whole of an answer that was not streamed. Only `choices` and `usage` matter; every
/// field may be missing or null (wire sheets A3.3, A3.4, C3).
struct ChatChunk: Decodable, Sendable {
    struct Choice: Decodable, Sendable {
        var index: Int?
        var delta: Lenient<Piece>?
        var message: Lenient<Piece>?
        var finishReason: Lenient<String>?
        var error: JSONValue?

        enum CodingKeys: String, CodingKey {
            case index, delta, message, error
            case finishReason = "finish_reason"
        }
    }

    struct Piece: Decodable, Sendable {
        var content: Lenient<ChatContent>?
        /// Ollama, newer vLLM, LocalAI and OpenRouter.
        var reasoning: Lenient<String>?
        /// llama.cpp, older vLLM, DeepSeek's own API.
        var reasoningContent: Lenient<String>?
        var refusal: Lenient<String>?
        var images: LenientArray<Picture>?
        var audio: Lenient<Sound>?
        /// OpenRouter's list of the same thoughts; encrypted entries hold nothing to read (wire sheet A3.3).
        var reasoningDetails: LenientArray<Thought>?

        enum CodingKeys: String, CodingKey {
            case content, reasoning, refusal, images, audio
            case reasoningContent = "reasoning_content"
            case reasoningDetails = "reasoning_details"
        }

        /// What the model thinks, from whichever field holds it; nil when none does.
        var thought: String? {
            let told = [reasoning?.value, reasoningContent?.value].compactMap { $0 }.first { !$0.isEmpty }
            let listed = (reasoningDetails?.elements ?? []).compactMap { $0.text?.value ?? $0.summary?.value }.joined()
            return told ?? (listed.isEmpty ? nil : listed)
        }
    }

    struct Thought: Decodable, Sendable {
        var text: Lenient<String>?
        var summary: Lenient<String>?
    }

    /// A piece of sound (wire sheet A5.3).
    struct Sound: Decodable, Sendable {
        var data: Lenient<String>?
        var transcript: Lenient<String>?
    }

    /// A picture in an answer: `image_url` is an object, in some servers plain text.
    struct Picture: Decodable, Sendable {
        var address: String

        private struct Object: Decodable { var url: String }
        private enum CodingKeys: String, CodingKey { case imageURL = "image_url" }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let object = try? container.decode(Object.self, forKey: .imageURL) {
                address = object.url
            } else {
                address = try container.decode(String.self, forKey: .imageURL)
            }
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

        var usage: Usage {
            Usage(
                inputTokens: promptTokens?.value, outputTokens: completionTokens?.value, costUSD: cost?.value,
                costIsEstimate: cost?.value == nil)
        }
    }

    var id: Lenient<String>?
    var model: Lenient<String>?
    var choices: LenientArray<Choice>?
    var usage: Lenient<Count>?
    var error: JSONValue?
}

/// An error that came inside a stream, in the shape that it has as a body.
struct ChatFault: Encodable, Sendable {
    var error: JSONValue
}
