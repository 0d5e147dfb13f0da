/// `GET /v1/models`.
struct FalModelPage: Encodable, Sendable {
    struct Model: Encodable, Sendable {
        let endpointId: String
        let metadata: Metadata
        let openapi: JSON?

        init(_ endpoint: FalEndpoint, expanded: Bool) {
            endpointId = endpoint.id
            metadata = Metadata(endpoint)
            openapi = expanded ? FalSchemaDocument(endpoint).document : nil
        }
    }

    struct Metadata: Encodable, Sendable {
        let displayName: String
        let category: String
        let description: String
        var status = "active"
        var tags: [String] = []
        var updatedAt = "2026-08-02T12:00:00Z"
        @Nullable var isFavorited: Bool?
        let thumbnailUrl: String
        let modelUrl: String
        var date = "2026-01-15T00:00:00Z"
        var highlighted = false
        var pinned = false

        init(_ endpoint: FalEndpoint) {
            displayName = endpoint.name
            category = endpoint.category
            description = "\(endpoint.name) as the Easel sandbox plays it."
            thumbnailUrl = "https://v3.fal.media/files/sandbox/thumbnail.jpg"
            modelUrl = "https://fal.run/\(endpoint.id)"
        }
    }

    let models: [Model]
    @Nullable var nextCursor: String?
    let hasMore: Bool
}

/// `GET /v1/models/pricing`.
struct FalPricePage: Encodable, Sendable {
    struct Price: Encodable, Sendable {
        let endpointId: String
        let unitPrice: Double
        let unit: String
        var currency = "USD"
    }

    let prices: [Price]
    @Nullable var nextCursor: String?
    var hasMore = false
}
