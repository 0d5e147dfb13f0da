/// The OpenAI-compatible servers that the sandbox can be, chosen by path prefix (sheet C).
enum LocalDialect: String, Sendable, CaseIterable {
    case ollama = "local"
    /// Ollama on the first day: no model is installed, so `data` is null (sheet C2).
    case emptyOllama = "local-empty"
    case llamaCpp = "local-llamacpp"
    case vllm = "local-vllm"

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
        }
    }

    /// The installed model that a request means; nil gives this server's 404.
    func model(_ name: String?) -> LocalModel? {
        switch self {
        case .ollama, .emptyOllama:
            // A name without a tag means `:latest`.
            models.first { $0.id == name || $0.id == name.map { "\($0):latest" } }
        case .llamaCpp: models.first
        case .vllm: models.first { $0.id == name }
        }
    }

    var fingerprint: String? {
        switch self {
        case .ollama, .emptyOllama: "fp_ollama"
        case .llamaCpp: "b9431-1a2b3c4d"
        case .vllm: nil
        }
    }
}

/// A model that a local server has.
struct LocalModel: Sendable {
    let id: String
    var thinks = false
    var sees = false
}
