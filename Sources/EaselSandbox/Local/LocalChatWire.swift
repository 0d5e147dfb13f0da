/// Replies of `POST /chat/completions` (sheet C3). Keys that a server leaves out are nil here.
struct LocalDelta: Encodable, Sendable {
    var role: String?
    var content: String?
    var reasoning: String?
    var reasoning_content: String?
    /// llama.cpp opens with an explicit null.
    var showsNullContent = false

    private enum Key: String, CodingKey {
        case role, content, reasoning, reasoning_content
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(role, forKey: .role)
        try container.encodeIfPresent(reasoning, forKey: .reasoning)
        try container.encodeIfPresent(reasoning_content, forKey: .reasoning_content)
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
        @Nullable var finish_reason: String?
    }

    let id: String
    var object = "chat.completion.chunk"
    let created: Int
    let model: String
    let system_fingerprint: String?
    let choices: [Choice]
    var usage: LocalUsage?
    var timings: LocalTimings?
}

struct LocalCompletion: Encodable, Sendable {
    struct Choice: Encodable, Sendable {
        var index = 0
        let message: LocalDelta
        let finish_reason: String
    }

    let id: String
    var object = "chat.completion"
    let created: Int
    let model: String
    let system_fingerprint: String?
    let choices: [Choice]
    let usage: LocalUsage
}

struct LocalUsage: Encodable, Sendable {
    let prompt_tokens: Int
    let completion_tokens: Int
    let total_tokens: Int
}

/// llama.cpp only.
struct LocalTimings: Encodable, Sendable {
    var cache_n = 0
    let prompt_n: Int
    let prompt_ms: Double
    let predicted_n: Int
    let predicted_ms: Double
    let predicted_per_second: Double
}
