import EaselCore
import EaselProviderKit

/// Replicate: every kind of media and text, as predictions of models (wire sheet fal-replicate.md, part B).
enum ReplicateProvider {
    static let id: ProviderID = "replicate"

    static let descriptor = ProviderDescriptor(
        id: id, name: "Replicate",
        credential: CredentialSpec(
            variables: [["REPLICATE_API_TOKEN"]], isRequired: true,
            page: "https://replicate.com/account/api-tokens"),
        endpoints: [
            EndpointSpec(
                "api", variable: "EASEL_REPLICATE_URL", address: "https://api.replicate.com/v1",
                sandboxPath: "/replicate")
        ].compactMap(\.self),
        // What starts something; asking for it has another limit (B10).
        rate: RateLimits(requestsPerMinute: 600),
        facts: ProviderFacts(
            authentication: "Authorization: Bearer with an API token (r8_…).",
            rateLimits:
                "600 predictions and 3000 other requests a minute; 6 predictions a minute with less than $5 of credit.",
            responseFormats: "JSON with addresses of the files, which are deleted after one hour, or data URIs.",
            asyncStyle:
                "A prediction: create, ask until it has ended, the output is in the same object; text also as an event stream.",
            cancellation: "POST to the prediction; what ran so far is charged. Cancel-After sets a deadline.",
            safety: "A failed prediction whose error text says so (code E005, NSFW); there is no field for it."))

    static let registration = ProviderRegistration(descriptor: descriptor, curated: ReplicateCatalog.cards) { context in
        let client = ReplicateClient(context)
        return Provider(
            descriptor: descriptor,
            services: ServiceSet(
                text: ReplicateTextService(client: client), image: ReplicateImageService(client: client),
                video: ReplicateVideoService(client: client), audio: ReplicateAudioService(client: client),
                speech: ReplicateSpeechService(client: client)),
            models: ReplicateCatalog(client: client), media: MediaDownloader(client.api), isSandbox: context.isSandbox,
            account: client, finder: client)
    }
}
