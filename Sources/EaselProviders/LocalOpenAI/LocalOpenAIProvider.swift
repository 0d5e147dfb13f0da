import EaselCore
import EaselProviderKit

/// Any server of the OpenAI protocol on this machine or beside it: Ollama, llama.cpp, LM Studio, vLLM, LocalAI, servers of
/// voices (wire sheet openrouter-huggingface-local.md, part C).
enum LocalOpenAIProvider {
    static let id: ProviderID = "local"

    static let descriptor = ProviderDescriptor(
        id: id, name: "Local server",
        credential: CredentialSpec(variables: [["EASEL_LOCAL_API_KEY"]], isRequired: false),
        endpoints: [
            EndpointSpec(
                "api", variable: "EASEL_LOCAL_URL", address: "http://127.0.0.1:11434/v1", sandboxPath: "/local",
                // llama.cpp or LocalAI, llama.cpp from autumn 2026, LM Studio, vLLM (C1).
                alternatives: [8080, 9931, 1234, 8000].map { "http://127.0.0.1:\($0)/v1" })
        ].compactMap(\.self),
        facts: ProviderFacts(
            authentication: "None; a key that is set goes as Authorization: Bearer.",
            rateLimits: "None; Ollama answers 503 when its queue is full, llama.cpp while it loads a model.",
            responseFormats: "Text as server-sent events; pictures as base64 or addresses; speech as the sound itself.",
            asyncStyle: "Answers on the same connection; a first request may wait minutes while the model loads.",
            cancellation: "Closing the connection stops the work.",
            safety: "None but the model's own."))

    static let registration = ProviderRegistration(descriptor: descriptor, curated: LocalOpenAICatalog.cards) {
        context in
        let client = LocalOpenAIClient(context)
        return Provider(
            descriptor: descriptor,
            services: ServiceSet(
                text: LocalOpenAITextService(client: client), image: LocalOpenAIImageService(client: client),
                speech: LocalOpenAISpeechService(client: client)),
            models: LocalOpenAICatalog(client: client), media: MediaDownloader(client.configured),
            isSandbox: context.isSandbox)
    }
}
