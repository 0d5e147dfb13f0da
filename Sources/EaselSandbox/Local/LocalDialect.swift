/// The OpenAI-compatible servers that the sandbox can be, chosen by path prefix (sheet C).
enum LocalDialect: String, Sendable, CaseIterable {
    case ollama = "local"
    /// Ollama on the first day: no model is installed, so `data` is null (sheet C2).
    case emptyOllama = "local-empty"
    case llamaCpp = "local-llamacpp"
    case vllm = "local-vllm"
    case localAI = "local-localai"
    /// vllm-omni: pictures and speech (sheet C5, C6).
    case omni = "local-omni"
    /// A server of voices and nothing else.
    case kokoro = "local-kokoro"

    /// Built on FastAPI, which answers 405 to the wrong method and 404 to unknown paths with `detail`.
    var isFastAPI: Bool { [.vllm, .omni, .kokoro].contains(self) }

    var isOllama: Bool { self == .ollama || self == .emptyOllama }

    var models: [LocalModel] {
        switch self {
        case .ollama:
            [
                LocalModel(id: "llama3.2:latest"), LocalModel(id: "qwen3:8b", thinks: true),
                LocalModel(id: "llava:latest", sees: true),
            ]
        case .emptyOllama: []
        case .llamaCpp: [LocalModel(id: "gpt-oss-20b", thinks: true, sees: true)]
        case .vllm: [LocalModel(id: "Qwen/Qwen3-8B", thinks: true)]
        case .localAI:
            [
                LocalModel(id: "qwen3-8b", thinks: true), LocalModel(id: "flux.1-dev", makes: "image"),
                LocalModel(id: "stablediffusion", makes: "image"), LocalModel(id: "kokoro", makes: "audio"),
                LocalModel(id: "voice-en-us-amy-low", makes: "audio"),
            ]
        case .omni:
            [
                LocalModel(id: "Qwen/Qwen-Image", makes: "image"),
                LocalModel(id: "Tongyi-MAI/Z-Image-Turbo", makes: "image"),
                LocalModel(id: "Qwen/Qwen3-TTS-12Hz-1.7B-CustomVoice", makes: "audio"),
            ]
        case .kokoro: [LocalModel(id: "kokoro", makes: "audio"), LocalModel(id: "tts-1", makes: "audio")]
        }
    }

    /// The installed model that a request means; nil gives this server's 404.
    func model(_ name: String?) -> LocalModel? {
        switch self {
        case .ollama, .emptyOllama:
            // A name without a tag means `:latest`.
            models.first { $0.id == name || $0.id == name.map { "\($0):latest" } }
        case .llamaCpp: models.first
        case .vllm, .omni, .kokoro, .localAI: models.first { $0.id == name }
        }
    }

    var fingerprint: String? {
        switch self {
        case .ollama, .emptyOllama: "fp_ollama"
        case .llamaCpp: "b9431-1a2b3c4d"
        case .vllm, .localAI, .omni, .kokoro: nil
        }
    }

    /// The routes of the OpenAI protocol that the server has.
    var routes: Set<String> {
        switch self {
        case .ollama, .emptyOllama, .llamaCpp, .vllm: ["chat/completions"]
        case .localAI, .omni: ["chat/completions", "images/generations", "audio/speech"]
        case .kokoro: ["audio/speech"]
        }
    }
}

/// A model that a local server has.
struct LocalModel: Sendable {
    let id: String
    var thinks = false
    var sees = false
    /// `text`, `image` or `audio`.
    var makes = "text"
}
