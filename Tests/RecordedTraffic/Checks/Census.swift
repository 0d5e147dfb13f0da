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
        OpenRouterSpeechCheck(),
        FalOutputCheck(),
        ReplicatePredictionCheck(),
        ReplicateModelCheck(),
        ReplicateListCheck(),
        ReplicateUploadCheck(),
        ChatCheck(name: "Hugging Face router chat", provider: "huggingface") {
            $0.collection == "huggingface.js" && $0.address.hasSuffix("/chat/completions")
        },
        HuggingFaceMediaCheck(route: "hf-inference", modality: .image, task: "text-to-image") {
            $0.hasSuffix("/stabilityai/stable-diffusion-2")
        },
        HuggingFaceMediaCheck(route: "hf-inference", modality: .speech, task: "text-to-speech") {
            $0.hasSuffix("/espnet/kan-bayashi_ljspeech_vits")
        },
        HuggingFaceMediaCheck(route: "fal-ai", modality: .image, task: "text-to-image") {
            $0.hasPrefix("https://fal.run/fal-ai/") && !$0.hasSuffix("/whisper") && !$0.hasSuffix("/wizper")
        },
        HuggingFaceMediaCheck(route: "together", modality: .image, task: "text-to-image") {
            $0 == "https://api.together.xyz/v1/images/generations"
        },
        HuggingFaceMediaCheck(route: "replicate", modality: .image, task: "text-to-image") {
            $0.hasPrefix("https://api.replicate.com/v1/")
        },
        HuggingFacePageCheck(),
        GeminiTextCheck(),
        GeminiImageCheck(),
        GoogleTokenCheck(),
        MediaDownloadCheck(),
    ]

    static func all() throws -> [RecordedExchange] { try Recordings.all() + FirebaseAnswers.exchanges() }

    static func exchanges(of check: any EndpointCheck) throws -> [RecordedExchange] { try all().filter(check.claims) }

    /// Why Easel does not speak the endpoint, nil when nobody has looked at it.
    static func unspokenReason(_ exchange: RecordedExchange) -> String? {
        unspoken.first { row in row.signs.contains { exchange.address.contains($0) } }?.reason
    }

    /// Parts of addresses that are not of Easel, with the reason.
    private static let unspoken: [(reason: String, signs: [String])] = [
        (
            "vectors, ranks and transcripts are no modality of Easel",
            [
                "/embeddings", "/rerank", "/audio/transcriptions", "text-embedding-004:predict", "/fal-ai/whisper",
                "/fal-ai/wizper", "/pipeline/feature-extraction/", "/pipeline/sentence-similarity/",
            ]
        ),
        ("training, hardware and collections are not used", ["/trainings", "/v1/hardware"]),
        (
            "a file that the recorder itself fetched to send it",
            [
                "https://httpbin.org/", "https://pdfobject.com/", "https://www.ruby-lang.org/",
                "https://filesamples.com/",
            ]
        ),
        ("not HTTP", ["data:"]),
        (
            "a media file, stored without its bytes",
            [
                "https://fal.media/", "https://v2.fal.media/", "https://replicate.delivery/",
                "https://storage.googleapis.com/isolate-dev", "https://delivery-us1.bfl.ai/",
            ]
        ),
        (
            "reading media and words (classify, caption, translate…) is no modality of Easel",
            [
                "/models/bert", "/models/distilbert", "/models/google-bert/", "/models/facebook/", "/models/deepset/",
                "/models/dbmdz/", "/models/google/tapas", "/models/google/flan", "/models/google/pegasus",
                "/models/google/vit", "/models/google-t5/", "/models/t5-base", "/models/impira/",
                "/models/naver-clova-ix/",
                "/models/nlpconnect/", "/models/openai/clip", "/models/dandelin/", "/models/superb/",
                "/models/speechbrain/",
                "/models/sentence-transformers/", "/models/scikit-learn/", "/models/vvmnnnkv/", "/models/this-model",
            ]
        ),
        (
            "text completion without messages, which no route of Easel uses",
            [
                "/models/gpt2", "/models/openai-community/gpt2", "/models/meta-llama/", "/models/OpenAssistant/",
                "/models/microsoft/DialoGPT", "/hf-inference/models/mistralai/Mistral-7B-Instruct-v0.2",
            ]
        ),
        ("a picture guided by a second model: Easel has no such task", ["/models/lllyasviel/"]),
        (
            "an inference provider that Easel does not speak pictures with",
            ["api.us1.bfl.ai", "api.hyperbolic.xyz/v1/images", "api.studio.nebius.ai/v1/images"]
        ),
        ("an address that the SDK had not completed", ["https://api.mistral.ai", "https://api.openai.com"]),
        (
            "lists, files and models that Easel neither shows nor makes",
            ["api.replicate.com/v1/models", "api.replicate.com/v1/collections", "api.replicate.com/v1/files"]
        ),
        ("legacy completions, which Easel does not use", ["api.together.xyz/v1/completions"]),
        (
            "token counting and context caches are not used",
            [":countTokens", "/cachedContents", "total-tokens", "no-billable-characters", "detailed-token-response"]
        ),
        (
            "Imagen, which Google has retired",
            ["firebase-vertexai/unary-success-generate-images", "firebase-vertexai/unary-failure-generate-images"]
        ),
        (
            "Veo at the Gemini API: Easel makes clips there through Interactions, and with Veo on Vertex AI",
            ["/models/veo-3.1-lite-generate-preview"]
        ),
    ]
}
