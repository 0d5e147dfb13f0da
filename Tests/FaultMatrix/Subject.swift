import EaselCore
import EaselTestSupport
import Testing

/// A moment of one provider's work at which something can go wrong.
struct Subject: Sendable, Hashable, CustomTestStringConvertible {
    enum Stage: String, Sendable {
        /// A request whose answer is text, as it is written.
        case text
        /// A request whose answer holds the media.
        case atOnce
        /// A request whose answer is a job.
        case submit
        /// Asking how a job stands.
        case poll
        /// Fetching the result of a job.
        case download
        /// Fetching a result that was answered at once: no job stands behind it.
        case only
    }

    var provider: ProviderID
    var stage: Stage
    var modality: Modality
    var model: ModelID
    /// What tells the requests of this stage from all others.
    var method: String
    var mark: String
    /// The requests that start paid work, whatever the stage.
    var submitMark: String

    var testDescription: String { "\(provider) \(stage.rawValue)" }

    func fits(_ request: MisbehaverRequest) -> Bool {
        request.method == method && request.target.contains(mark)
            && (stage != .poll || !request.target.contains("/content"))
    }

    func isSubmit(_ request: MisbehaverRequest) -> Bool {
        request.method == "POST" && request.target.contains(submitMark)
    }

    /// What an answer holds that leads to the result.
    var resultMark: String { provider == "openrouter" ? "\"completed\"" : mark }

    /// The request is one that starts paid work.
    var isSubmit: Bool { [.text, .atOnce, .submit].contains(stage) }

    /// The provider tells of recent jobs, so that one whose answer was lost can be found.
    var listsJobs: Bool { ["fal", "replicate"].contains(provider) }
}

extension Subject {
    private init(
        _ provider: ProviderID, _ stage: Stage, _ modality: Modality, _ model: ModelID, _ request: String,
        submit: String? = nil
    ) {
        let parts = request.split(separator: " ").map(String.init)
        self.init(
            provider: provider, stage: stage, modality: modality, model: model, method: parts[0], mark: parts[1],
            submitMark: submit ?? parts[1])
    }

    /// The subjects of each provider.
    static let byProvider = Dictionary(grouping: all, by: \.provider).sorted { $0.key.rawValue < $1.key.rawValue }
        .map(\.value)

    static let all: [Subject] = [
        Subject("vertex", .text, .text, "gemini-3.8-flash", "POST :streamGenerateContent"),
        Subject("vertex", .atOnce, .image, "gemini-nano-banana-2.1", "POST :generateContent"),
        Subject("vertex", .submit, .video, "gemini-omni-1.1-flash", "POST /interactions"),
        Subject("vertex", .poll, .video, "gemini-omni-1.1-flash", "GET /interactions/", submit: "/interactions"),
        Subject("vertex", .download, .video, "gemini-omni-1.1-flash", "GET /gemini/download/", submit: "/interactions"),
        Subject("openrouter", .text, .text, "google/gemini-3.5-flash", "POST /chat/completions"),
        Subject("openrouter", .atOnce, .image, "google/gemini-3.1-flash-image", "POST /images"),
        Subject("openrouter", .submit, .video, "google/veo-3.1-fast", "POST /videos"),
        Subject("openrouter", .poll, .video, "google/veo-3.1-fast", "GET /videos/", submit: "/videos"),
        Subject("openrouter", .download, .video, "google/veo-3.1-fast", "GET /content", submit: "/videos"),
        Subject("fal", .text, .text, "openrouter/router#google/gemini-3.5-flash", "POST /fal-run/"),
        Subject("fal", .submit, .image, "fal-ai/flux/dev", "POST /fal-queue/"),
        Subject("fal", .poll, .image, "fal-ai/flux/dev", "GET /status", submit: "/fal-queue/"),
        Subject("fal", .download, .image, "fal-ai/flux/dev", "GET /fal-media/", submit: "/fal-queue/"),
        Subject("replicate", .text, .text, "openai/gpt-5-mini", "POST /predictions"),
        Subject("replicate", .submit, .image, "black-forest-labs/flux-schnell", "POST /predictions"),
        Subject(
            "replicate", .poll, .image, "black-forest-labs/flux-schnell", "GET /predictions/", submit: "/predictions"),
        Subject(
            "replicate", .download, .image, "black-forest-labs/flux-schnell", "GET /replicate-delivery/",
            submit: "/predictions"),
        Subject("huggingface", .text, .text, "openai/gpt-oss-120b", "POST /chat/completions"),
        Subject("huggingface", .atOnce, .image, "black-forest-labs/FLUX.1-dev", "POST /hf-router/"),
        Subject(
            "huggingface", .only, .image, "black-forest-labs/FLUX.1-dev", "GET /hf-media/", submit: "/hf-router/"),
        Subject("huggingface", .submit, .video, "Wan-AI/Wan2.2-TI2V-5B", "POST /hf-router/"),
        Subject("huggingface", .poll, .video, "Wan-AI/Wan2.2-TI2V-5B", "GET /hf-router/", submit: "/hf-router/"),
        Subject("huggingface", .download, .video, "Wan-AI/Wan2.2-TI2V-5B", "GET /hf-media/", submit: "/hf-router/"),
        Subject("local", .text, .text, "qwen3-8b", "POST /chat/completions"),
        Subject("local", .atOnce, .image, "flux.1-dev", "POST /images/generations"),
    ]
}
