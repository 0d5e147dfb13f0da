import EaselCore

/// A recorded answer of `generateContent` read by a plain walk.
struct GeminiReading {
    var text = ""
    var reasoning = ""
    /// Base64 of what came inline, without the drafts among the thoughts.
    var media: [String] = []
    var finish: String?
    /// Feedback on the prompt came, and no candidate.
    var isPromptRefused = false
    var inputTokens: Int64?
    var outputTokens: Int64?
    /// Something in the stream is no event of an answer, such as an error in its middle.
    var isBroken = false

    static let refusals: Set<String> = [
        "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY",
    ]

    init(_ exchange: RecordedExchange) {
        let isStream = exchange.contentType == "text/event-stream"
        let pieces = isStream ? PlainEvents.values(in: exchange.response.body) : [exchange.answer].compactMap(\.self)
        for piece in pieces { take(piece) }
        if isStream {
            let lines = String(decoding: exchange.response.body, as: UTF8.self).split(whereSeparator: \.isNewline)
            isBroken = lines.contains { !$0.hasPrefix("data:") }
        }
    }

    private mutating func take(_ piece: JSONValue) {
        let candidate = piece["candidates"]?[0]
        isPromptRefused = isPromptRefused || (candidate == nil && piece["promptFeedback"] != nil)
        for part in candidate?["content"]?["parts"]?.elements ?? [] {
            let isThought = part["thought"]?.bool == true
            if isThought { reasoning += part["text"]?.string ?? "" } else { text += part["text"]?.string ?? "" }
            if !isThought, let data = part["inlineData"]?["data"]?.string { media.append(data) }
        }
        finish = candidate?["finishReason"]?.string ?? finish
        guard let count = piece["usageMetadata"] else { return }
        inputTokens = Self.sum(count, "promptTokenCount", "toolUsePromptTokenCount") ?? inputTokens
        outputTokens = Self.sum(count, "candidatesTokenCount", "thoughtsTokenCount") ?? outputTokens
    }

    private static func sum(_ count: JSONValue, _ names: String...) -> Int64? {
        let numbers = names.compactMap { count[$0]?.integer }
        return numbers.isEmpty ? nil : numbers.reduce(0, +)
    }

    var finishReason: FinishReason? {
        switch finish {
        case nil: nil
        case "STOP": .stop
        case "MAX_TOKENS": .length
        case let word? where Self.refusals.contains(word): .contentFilter
        case let word?: .other(word)
        }
    }
}
