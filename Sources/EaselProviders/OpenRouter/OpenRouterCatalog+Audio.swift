import EaselCore

/// Models that are heard through a chat (wire sheet A5.3). Ids and prices are those of OpenRouter's public model pages; the
/// sheet's own example, gpt-4o-audio-preview, is an older model.
extension OpenRouterCatalog {
    static let audioCards: [ModelCard] = [
        music(
            "google/lyria-3-clip-preview", "Lyria 3 Clip", "A piece of music of 30 seconds, with voices if you ask.",
            price: 0.04),
        music(
            "google/lyria-3-pro-preview", "Lyria 3 Pro", "A whole song with verses, from words or from pictures.",
            price: 0.08),
        talker("openai/gpt-audio", "GPT Audio", "Answers aloud in a voice of your choice."),
        talker("openai/gpt-audio-mini", "GPT Audio mini", "Answers aloud, for less."),
    ]

    /// The length follows from the prompt; there is no field for it.
    private static func music(_ id: ModelID, _ name: String, _ summary: String, price: Double) -> ModelCard {
        ModelCard(provider: OpenRouterProvider.id, model: id, modality: .audio, name: name, summary: summary).with {
            $0.parameters = [OpenRouterRouting.spec(.chat)]
            $0.inputs = [InputSpec(.reference, types: [.png, .jpeg, .webp], maximumCount: 10, takesAddresses: true)]
            $0.price = Price([.request: price])
        }
    }

    private static func talker(_ id: ModelID, _ name: String, _ summary: String) -> ModelCard {
        ModelCard(provider: OpenRouterProvider.id, model: id, modality: .audio, name: name, summary: summary).with {
            $0.parameters = soundParameters(voices: ["alloy", "echo", "fable", "onyx", "nova", "shimmer"])
            // OpenAI wants a voice whenever sound is asked for.
            $0.parameters[0].isRequired = true
        }
    }
}
