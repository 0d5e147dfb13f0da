import Foundation

/// What the sandbox has to say to one `generateContent`: parts in their order, and how it ended (sheet 1.4).
struct GoogleAnswer: Sendable {
    private(set) var parts: [JSON] = []
    private(set) var finish: String? = "STOP"
    private(set) var finishMessage: String?
    /// Set where the prompt was blocked: then there is no candidate.
    private(set) var block: String?
    private(set) var candidateTokens = 0
    private(set) var thoughtTokens = 0
    private(set) var outputModality = "TEXT"

    init(_ order: GoogleOrder, world: SandboxWorld) async {
        switch order.model.output {
        case .text: write(order)
        case .image: await paint(order)
        case .audio: await speak(order)
        }
    }

    private mutating func write(_ order: GoogleOrder) {
        if order.prompt.contains("forbidden-content") {
            block = "PROHIBITED_CONTENT"
            return
        }
        let prose = SandboxProse(prompt: order.prompt, model: order.model.id, pictures: order.media)
        if order.config.thinks {
            let thoughts = TokenSplitter.tokens(of: prose.reasoning)
            thoughtTokens = thoughts.count
            if order.config.showsThoughts { parts += thoughts.map { ["text": .string($0), "thought": true] } }
        }
        let words = TokenSplitter.tokens(of: prose.answer)
        let room = max(0, order.config.mostTokens - thoughtTokens)
        let kept = words.prefix(order.prompt.contains("blocked-output") ? 8 : room)
        candidateTokens = kept.count
        parts += kept.map { ["text": .string($0)] }
        if order.prompt.contains("blocked-output") {
            finish = "SAFETY"
        } else if kept.count < words.count {
            finish = "MAX_TOKENS"
        }
    }

    /// One picture a request. A model that thinks shows a draft as a thought first (sheet 2.2).
    private mutating func paint(_ order: GoogleOrder) async {
        outputModality = "IMAGE"
        if order.prompt.contains("forbidden-content") {
            finish = "IMAGE_SAFETY"
            finishMessage =
                "Unable to show the generated image. The image was filtered out because it violated Google's Responsible AI practices. Support codes: 89371032"
            return
        }
        if order.prompt.contains("text-instead") {
            parts = [["text": "I cannot paint this, but I can describe it."]]
            candidateTokens = 10
            return
        }
        let side = ["512": 512, "2K": 2048, "4K": 4096][order.config.size ?? "1K"] ?? 1024
        let size = PixelSize(ratio: order.config.ratio ?? "1:1", side: side)
        let prompt = ([order.prompt] + order.media).joined(separator: "\u{0}")
        if !order.model.levels.isEmpty {
            let draft = PictureRecipe(
                prompt: prompt, seed: order.config.seed &+ 1, size: size.fitting(128), format: .png)
            parts.append(["text": "A draft first.", "thought": true])
            parts.append(Self.blob("image/png", Data(await draft.render()), thought: true))
            thoughtTokens = 260
        }
        let recipe = PictureRecipe(prompt: prompt, seed: order.config.seed, size: size, format: .png)
        parts.append(["text": "Here is your picture, painted by the Easel sandbox 🎨."])
        parts.append(Self.blob("image/png", Data(await recipe.render())))
        candidateTokens = 1290
    }

    /// Samples without a header from older models, WAV from those of 3.8 (sheet 5.1).
    private mutating func speak(_ order: GoogleOrder) async {
        outputModality = "AUDIO"
        if order.prompt.contains("forbidden-content") {
            finish = "PROHIBITED_CONTENT"
            return
        }
        if order.prompt.contains("text-instead") {
            parts = [["text": "I would rather write this down."]]
            return
        }
        let recipe = SoundRecipe(spoken: order.prompt + order.config.voices.joined())
        let format: SoundFormat = order.model.speaksWAV ? .wav(rate: 24_000) : .pcm(rate: 24_000)
        let bytes = await recipe.render(as: format)
        candidateTokens = bytes.count / 1_920
        guard !order.model.speaksWAV else {
            parts = [Self.blob("audio/wav", bytes)]
            return
        }
        // Long speech comes in several parts to be joined; the cut is between two samples.
        let half = bytes.count / 4 * 2
        parts = [bytes.prefix(half), bytes.dropFirst(half)].map {
            Self.blob("audio/L16;codec=pcm;rate=24000", Data($0))
        }
    }

    private static func blob(_ type: String, _ bytes: Data, thought: Bool = false) -> JSON {
        var part: [String: JSON] = [
            "inlineData": ["mimeType": .string(type), "data": .string(bytes.base64EncodedString())]
        ]
        if thought { part["thought"] = true } else { part["thoughtSignature"] = "CqwBAQw51sfg" }
        return .object(part)
    }
}
