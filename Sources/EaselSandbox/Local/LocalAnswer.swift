/// What a local model says, cut to the allowed number of tokens.
struct LocalAnswer: Sendable {
    let thoughts: [String]
    let words: [String]
    let finish: String
    let usage: LocalUsage

    init(_ chat: LocalChatRequest) {
        let prose = SandboxProse(prompt: chat.prompt, model: chat.model.id, pictures: chat.pictures)
        let allThoughts = chat.thinks ? TokenSplitter.tokens(of: prose.reasoning) : []
        let allWords = TokenSplitter.tokens(of: chat.formed?.text ?? prose.answer)
        let room = chat.mostTokens ?? .max
        thoughts = Array(allThoughts.prefix(room))
        words = Array(allWords.prefix(room - thoughts.count))
        let count = thoughts.count + words.count
        finish = count < allThoughts.count + allWords.count ? "length" : "stop"
        let prompt = TokenSplitter.count(of: chat.conversation) + 11
        usage = LocalUsage(promptTokens: prompt, completionTokens: count, totalTokens: prompt + count)
    }
}
