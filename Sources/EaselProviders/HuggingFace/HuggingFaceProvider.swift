import EaselCore
import EaselProviderKit

/// Hugging Face Inference Providers: one token, many companies that run open models (wire sheet
/// openrouter-huggingface-local.md, part B).
enum HuggingFaceProvider {
    static let id: ProviderID = "huggingface"

    static let descriptor = ProviderDescriptor(
        id: id, name: "Hugging Face",
        credential: CredentialSpec(
            variables: [["HF_TOKEN"]], isRequired: true, page: "https://huggingface.co/settings/tokens"),
        endpoints: [
            EndpointSpec(
                "router", variable: "EASEL_HUGGINGFACE_ROUTER_URL", address: "https://router.huggingface.co",
                sandboxPath: "/hf-router"),
            EndpointSpec(
                "hub", variable: "EASEL_HUGGINGFACE_HUB_URL", address: "https://huggingface.co",
                sandboxPath: "/hf-hub"),
        ].compactMap(\.self),
        facts: ProviderFacts(
            authentication:
                "Authorization: Bearer with a token that starts with hf_ and may make calls to Inference Providers.",
            rateLimits:
                "Monthly credits of $0.10 (free) or $2.00 (PRO), then pay as you go; limits of the provider behind pass through; the Hub counts 1000 requests in five minutes.",
            responseFormats:
                "Text as server-sent events; media as raw bytes, base64 or public addresses, by the provider behind.",
            asyncStyle:
                "By the provider behind: at once, held open for up to a minute, or a job that is asked for again.",
            cancellation: "Closing the connection; a queued job goes on and is charged, for the router has no cancel.",
            safety: "No shape of its own: fal-ai marks blanked pictures, others refuse in their own words.")
    ).with { $0.rateScope = .model }

    static let registration = ProviderRegistration(descriptor: descriptor, curated: HuggingFaceCatalog.cards) {
        context in
        let client = HuggingFaceClient(context)
        return Provider(
            descriptor: descriptor,
            services: ServiceSet(
                text: HuggingFaceTextService(client: client), image: HuggingFaceImageService(client: client),
                video: HuggingFaceVideoService(client: client), audio: HuggingFaceAudioService(client: client),
                speech: HuggingFaceSpeechService(client: client)),
            models: HuggingFaceCatalog(client: client), media: MediaDownloader(client.router),
            isSandbox: context.isSandbox, account: HuggingFaceAccount(client: client))
    }
}
