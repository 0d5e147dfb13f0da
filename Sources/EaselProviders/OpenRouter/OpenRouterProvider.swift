import EaselCore
import EaselProviderKit

/// OpenRouter: one key, many models (wire sheet openrouter-huggingface-local.md, part A).
enum OpenRouterProvider {
    static let id: ProviderID = "openrouter"

    static let descriptor = ProviderDescriptor(
        id: id, name: "OpenRouter",
        credential: CredentialSpec(
            variables: [["OPENROUTER_API_KEY"]], isRequired: true, page: "https://openrouter.ai/keys"),
        endpoints: [
            EndpointSpec(
                "api", variable: "EASEL_OPENROUTER_URL", address: "https://openrouter.ai/api/v1",
                sandboxPath: "/openrouter")
        ].compactMap(\.self),
        facts: ProviderFacts(
            authentication: "Authorization: Bearer with a key that starts with sk-or-.",
            rateLimits:
                "No platform limit for paid models; :free models 20 a minute and 50 or 1000 a day, told as X-RateLimit-Reset in epoch milliseconds.",
            responseFormats:
                "Text and music as server-sent events; pictures as base64 in JSON; speech as bytes; clips behind an address that takes the key.",
            asyncStyle: "Answers on the same connection, which may take minutes; video is a job that is asked about.",
            cancellation:
                "Closing the connection; upstream work and billing stop only for streams, and only at providers that support it. A video job cannot be cancelled.",
            safety: "Moderation answers 403 with its reasons; a model's own filter ends the stream with content_filter."
        )
    ).with {
        // 50 a day for an account that never bought ten credits: that is told by the 429, and not assumed (A9.4).
        $0.rateClasses = [
            RateClass(
                "free", modelSuffix: ":free",
                limits: RateLimits(requestsPerMinute: 20, requestsPerDay: 1000, day: .utc))
        ]
        $0.rateScope = .model
    }

    static let registration = ProviderRegistration(descriptor: descriptor, curated: OpenRouterCatalog.cards) {
        context in
        let client = OpenRouterClient(context)
        return Provider(
            descriptor: descriptor,
            services: ServiceSet(
                text: OpenRouterTextService(client: client), image: OpenRouterImageService(client: client),
                video: OpenRouterVideoService(client: client), audio: OpenRouterAudioService(client: client),
                speech: OpenRouterSpeechService(client: client)),
            models: OpenRouterCatalog(client: client), media: MediaDownloader(client.api), isSandbox: context.isSandbox,
            account: OpenRouterAccount(client: client))
    }
}
