import EaselCore
import EaselProviderKit

/// fal.ai: text, pictures, video, music and speech, nearly all through a queue (wire sheet fal-replicate.md, part A).
enum FalProvider {
    static let id: ProviderID = "fal"

    static let descriptor = ProviderDescriptor(
        id: id, name: "fal.ai",
        credential: CredentialSpec(
            variables: [["FAL_KEY"], ["FAL_KEY_ID", "FAL_KEY_SECRET"]], isRequired: true,
            page: "https://fal.ai/dashboard/keys"),
        endpoints: [
            EndpointSpec(
                "queue", variable: "EASEL_FAL_QUEUE_URL", address: "https://queue.fal.run", sandboxPath: "/fal-queue"),
            EndpointSpec("run", variable: "EASEL_FAL_RUN_URL", address: "https://fal.run", sandboxPath: "/fal-run"),
            EndpointSpec(
                "rest", variable: "EASEL_FAL_REST_URL", address: "https://rest.fal.ai", sandboxPath: "/fal-rest"),
            EndpointSpec("api", variable: "EASEL_FAL_API_URL", address: "https://api.fal.ai", sandboxPath: "/fal-api"),
            EndpointSpec(
                "schema", variable: "EASEL_FAL_SCHEMA_URL", address: "https://fal.ai/api", sandboxPath: "/fal-schema"),
        ].compactMap(\.self),
        settings: FalSubmitHeaders.settings,
        facts: ProviderFacts(
            authentication: "Authorization: Key with the key verbatim (key_id:key_secret).",
            rateLimits:
                "Requests at work at the same time per account, from 2 to 40; what waits in the queue does not count. Text is not queued and answers 429 beyond that.",
            responseFormats: "JSON with public addresses of the files, or data URIs; text as server-sent events.",
            asyncStyle:
                "A queue: submit, ask for the status, fetch the result; a failure is hidden inside COMPLETED. Text is streamed.",
            cancellation: "PUT: removed while it waits, a signal while it runs, which the model may ignore.",
            safety: "422 content_policy_violation, or a black picture marked in has_nsfw_concepts.")
    ).with {
        // Of a new account; what waits in the queue does not count, and only text is not queued (A13).
        $0.rateClasses = [RateClass("run", modality: .text, limits: RateLimits(concurrent: 2))]
    }

    static let registration = ProviderRegistration(descriptor: descriptor, curated: FalCatalog.cards) { context in
        let client = FalClient(context)
        return Provider(
            descriptor: descriptor,
            services: ServiceSet(
                text: FalTextService(client: client), image: FalImageService(client: client),
                video: FalVideoService(client: client), audio: FalAudioService(client: client),
                speech: FalSpeechService(client: client)),
            models: FalCatalog(client: client), media: MediaDownloader(client.queue), isSandbox: context.isSandbox,
            account: FalAccount(client: client), finder: client)
    }
}
