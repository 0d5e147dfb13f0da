import EaselCore
import EaselProviderKit

/// Google's models through two doors: Vertex AI with an access token and a project, and the Gemini Developer API with a
/// key (wire sheet google.md).
enum GoogleVertexProvider {
    static let id: ProviderID = "vertex"

    static let descriptor = ProviderDescriptor(
        id: id, name: "Google Vertex AI",
        credential: CredentialSpec(
            variables: [["GOOGLE_API_KEY"], ["GEMINI_API_KEY"]], isRequired: true, takesApplicationDefault: true,
            page: "https://aistudio.google.com/apikey"),
        endpoints: [
            EndpointSpec(
                "vertex", variable: "EASEL_VERTEX_URL", address: "https://aiplatform.googleapis.com",
                sandboxPath: "/vertex", alternatives: GoogleVertexHosts.addresses),
            EndpointSpec(
                "gemini", variable: "EASEL_GEMINI_URL", address: "https://generativelanguage.googleapis.com",
                sandboxPath: "/gemini"),
            EndpointSpec(
                "tts", variable: "EASEL_GOOGLE_TTS_URL", address: "https://texttospeech.googleapis.com",
                sandboxPath: "/tts"),
        ].compactMap(\.self),
        settings: [
            ProviderSetting(
                "project", variables: ["GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT"],
                summary: "The Google Cloud project that is billed; with it, Vertex AI is used in place of the key."),
            ProviderSetting(
                "route", variables: ["EASEL_VERTEX_ROUTE"],
                summary: "vertex or gemini: always that door, whichever credentials are there."),
            ProviderSetting(
                "location", variables: ["GOOGLE_CLOUD_LOCATION"],
                summary: "Where Vertex AI works: global, us, eu or a region; a model that is not there goes to its own."
            ),
        ],
        facts: ProviderFacts(
            authentication:
                "Vertex AI: Bearer token from Application Default Credentials and a project. Gemini API: x-goog-api-key.",
            rateLimits:
                "Gemini API: requests and tokens a minute and requests a day per project and tier; Vertex AI: shared capacity, Veo 50 requests a minute per model and region.",
            responseFormats:
                "Text as server-sent events; pictures, speech and music as base64; clips as base64 or gs:// addresses.",
            asyncStyle: "Text, pictures and speech answer on the same connection; clips are jobs that are polled.",
            cancellation: "Closing the connection; a background interaction can be cancelled, a Veo operation cannot.",
            safety:
                "A refusal is a 200 with a block reason or a finish reason, or a 400 with support codes; thresholds can be set per category."
        )
    ).with { $0.rateScope = .model }

    static let registration = ProviderRegistration(descriptor: descriptor, curated: GoogleVertexCatalog.cards) {
        context in
        let client = GoogleVertexClient(context)
        return Provider(
            descriptor: descriptor,
            services: ServiceSet(
                text: GoogleVertexTextService(client: client), image: GoogleVertexImageService(client: client),
                video: GoogleVertexVideoService(client: client), audio: GoogleVertexAudioService(client: client),
                speech: GoogleVertexSpeechService(client: client)),
            models: GoogleVertexCatalog(client: client), media: MediaDownloader(client.gemini),
            isSandbox: context.isSandbox)
    }
}
