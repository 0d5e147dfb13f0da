public import EaselCore

/// How many tokens a request for text may take, before it is sent: a quarter of the bytes that go there, and the longest
/// answer. What it took in the end is put in place of it.
public enum TokenEstimate {
    /// The answer of a request that sets no bound, where the model's card has none that is smaller.
    public static let usualAnswer = 1024

    public static func of(_ request: TextRequest, _ card: ModelCard?) -> Int {
        let words =
            request.prompt.utf8.count + (request.system?.utf8.count ?? 0)
            + request.conversation.reduce(0) { $0 + $1.text.utf8.count }
        let answer = request.maxOutputTokens ?? min(card?.limits.outputTokens ?? usualAnswer, usualAnswer)
        return (words + 3) / 4 + max(0, answer)
    }

    /// The tokens of a text.
    static func of(_ text: String) -> Int { (text.utf8.count + 3) / 4 }

    /// What a request took, nil where the provider did not count it.
    public static func taken(_ usage: Usage?) -> Int? {
        guard let usage, usage.inputTokens != nil || usage.outputTokens != nil else { return nil }
        return (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0)
    }
}
