/// Remembers finished generations for `GET /generation?id=` (sheet A8.4).
actor OpenRouterLedger {
    struct Record: Encodable, Sendable {
        let id: String
        let model: String
        let provider_name: String
        let api_type: String
        let created_at: String
        let total_cost: Double
        let usage: Double
        let tokens_prompt: Int
        let tokens_completion: Int
        let native_tokens_prompt: Int
        let native_tokens_completion: Int
        let native_tokens_reasoning: Int
        let num_media_completion: Int
        let streamed: Bool
        var cancelled = false
        var finish_reason = "stop"
        var is_byok = false
    }

    private var records: [String: Record] = [:]
    private(set) var spent = 0.0

    func record(id: String, model: OpenRouterModel, usage: OpenRouterUsage, streamed: Bool, kind: String) {
        spent += usage.cost
        if records.count > 2000 { records.removeAll() }
        records[id] = Record(
            id: id, model: model.canonical, provider_name: model.provider, api_type: kind,
            created_at: WireTime.now(), total_cost: usage.cost, usage: usage.cost, tokens_prompt: usage.prompt_tokens,
            tokens_completion: usage.completion_tokens, native_tokens_prompt: usage.prompt_tokens,
            native_tokens_completion: usage.completion_tokens,
            native_tokens_reasoning: usage.completion_tokens_details.reasoning_tokens,
            num_media_completion: usage.completion_tokens_details.image_tokens > 0 ? 1 : 0, streamed: streamed)
    }

    func record(id: String) -> Record? {
        records[id]
    }
}
