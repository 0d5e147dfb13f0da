import EaselCore

/// Which recordings are of which endpoint.
enum Census {
    static let checks: [any EndpointCheck] = [
        ChatCheck(name: "OpenRouter chat", provider: "openrouter") {
            $0.address == "https://openrouter.ai/api/v1/chat/completions"
        },
        ChatCheck(name: "local chat (Ollama, vLLM)", provider: "local") {
            $0.collection == "ruby_llm-local-openai-compatible" && $0.address.hasSuffix("/chat/completions")
        },
        OpenRouterImageCheck(),
        FalOutputCheck(),
    ]

    static func all() throws -> [RecordedExchange] { try Recordings.all() }

    static func exchanges(of check: any EndpointCheck) throws -> [RecordedExchange] { try all().filter(check.claims) }

    /// Why Easel does not speak the endpoint, nil when nobody has looked at it.
    static func unspokenReason(_ exchange: RecordedExchange) -> String? {
        unspoken.first { row in row.signs.contains { exchange.address.contains($0) } }?.reason
    }

    /// Parts of addresses that are not of Easel, with the reason.
    private static let unspoken: [(reason: String, signs: [String])] = [
        ("vectors, ranks and transcripts are no modality of Easel",
            [
                "/embeddings", "/rerank", "/audio/transcriptions", "text-embedding-004:predict", "/fal-ai/whisper",
                "/fal-ai/wizper", "/pipeline/feature-extraction/", "/pipeline/sentence-similarity/",
            ]),
        ("training, hardware and collections are not used", ["/trainings", "/hardware", "/collections"]),
        ("a file that the recorder itself fetched to send it",
            ["https://httpbin.org/", "https://pdfobject.com/", "https://www.ruby-lang.org/", "https://filesamples.com/"]),
        ("not HTTP", ["data:"]),
        ("a media file, stored without its bytes",
            [
                "https://fal.media/", "https://v2.fal.media/", "https://replicate.delivery/",
                "https://storage.googleapis.com/isolate-dev", "https://delivery-us1.bfl.ai/",
            ]),
        ("legacy completions, which Easel does not use", ["api.together.xyz/v1/completions"]),
        ("token counting and context caches are not used", [":countTokens", "/cachedContents"]),
    ]
}
