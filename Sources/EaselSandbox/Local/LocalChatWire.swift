/// Replies of `POST /chat/completions` (sheet C3). Keys that a server leaves out are nil here.
struct LocalDelta: Encodable, Sendable {
    var role: String?
    var content: String?
    var reasoning: String?
    var reasoningContent: String?
    /// llama.cpp opens with an explicit null.
    var showsNullContent = false

    private enum Key: String, CodingKey {
        case role, content, reasoning, reasoningContent
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(role, forKey: .role)
        try container.encodeIfPresent(reasoning, forKey: .reasoning)
        try container.encodeIfPresent(reasoningContent, forKey: .reasoningContent)
        if let content {
            try container.encode(content, forKey: .content)
        } else if showsNullContent {
            try container.encodeNil(forKey: .content)
        }
    }
}

struct LocalChunk: Encodable, Sendable {
    struct Choice: Encodable, Sendable {
        var index = 0
        let delta: LocalDelta
        @Nullable var finishReason: String?
    }

    let id: String
    var object = "chat.completion.chunk"
    let created: Int
    let model: String
    let systemFingerprint: String?
    let choices: [Choice]
    var usage: LocalUsage?
    var timings: LocalTimings?
}

struct LocalCompletion: Encodable, Sendable {
    struct Choice: Encodable, Sendable {
        var index = 0
        let message: LocalDelta
        let finishReason: String
    }

    let id: String
    var object = "chat.completion"
    let created: Int
    let model: String
    let systemFingerprint: String?
    let choices: [Choice]
    let usage: LocalUsage
}

struct LocalUsage: Encodable, Sendable {
    let promptTokens: Int
    let completionTokens: Int
    let totalTokens: Int
}

/// llama.cpp only.
struct LocalTimings: Encodable, Sendable {
    var cacheN = 0
    let promptN: Int
    let promptMs: Double
    let predictedN: Int
    let predictedMs: Double
    let predictedPerSecond: Double
}
