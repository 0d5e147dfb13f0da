/// One row of `GET /videos/models` (sheet A6): null where a model has no such choice.
struct OpenRouterVideoModelRow: Encodable, Sendable {
    struct Span: Encodable, Sendable {
        let min: Double
        let max: Double
    }

    let id: String
    let canonicalSlug: String
    let name: String
    let created: Int
    let description: String
    @Nullable var supportedResolutions: [String]?
    @Nullable var supportedAspectRatios: [String]?
    @Nullable var supportedSizes: [String]?
    @Nullable var supportedDurations: [Int]?
    @Nullable var supportedFrameImages: [String]?
    @Nullable var generateAudio: Bool?
    @Nullable var seed: Bool?
    @Nullable var pricingSkus: [String: String]?
    let allowedPassthroughParameters: [String]
    @Nullable var upscaleFactor: Span?
    @Nullable var creativity: [Int]?
    @Nullable var huggingFaceId: String?

    /// Nil for a model that makes no film.
    init?(_ model: OpenRouterModel) {
        guard let videos = model.videos else { return nil }
        id = model.id
        canonicalSlug = model.canonical
        name = model.name
        created = model.created
        description = "\(model.name) as the Easel sandbox plays it."
        supportedResolutions = videos.resolutions
        supportedAspectRatios = videos.aspectRatios
        supportedSizes = videos.sizes
        supportedDurations = videos.durations
        supportedFrameImages = videos.frames
        generateAudio = videos.makesSound
        seed = videos.takesSeed
        pricingSkus = videos.prices
        allowedPassthroughParameters = videos.passthrough
    }
}
