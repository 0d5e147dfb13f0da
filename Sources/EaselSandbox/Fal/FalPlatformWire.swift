/// `GET /v1/models`.
struct FalModelPage: Encodable, Sendable {
    struct Model: Encodable, Sendable {
        let endpoint_id: String
        let metadata: Metadata
        let openapi: JSON?

        init(_ endpoint: FalEndpoint, expanded: Bool) {
            endpoint_id = endpoint.id
            metadata = Metadata(endpoint)
            openapi = expanded ? FalSchemaDocument(endpoint).document : nil
        }
    }

    struct Metadata: Encodable, Sendable {
        let display_name: String
        let category: String
        let description: String
        var status = "active"
        var tags: [String] = []
        var updated_at = "2026-08-02T12:00:00Z"
        @Nullable var is_favorited: Bool?
        let thumbnail_url: String
        let model_url: String
        var date = "2026-01-15T00:00:00Z"
        var highlighted = false
        var pinned = false

        init(_ endpoint: FalEndpoint) {
            display_name = endpoint.name
            category = endpoint.category
            description = "\(endpoint.name) as the Easel sandbox plays it."
            thumbnail_url = "https://v3.fal.media/files/sandbox/thumbnail.jpg"
            model_url = "https://fal.run/\(endpoint.id)"
        }
    }

    let models: [Model]
    @Nullable var next_cursor: String?
    let has_more: Bool
}

/// `GET /v1/models/pricing`.
struct FalPricePage: Encodable, Sendable {
    struct Price: Encodable, Sendable {
        let endpoint_id: String
        let unit_price: Double
        let unit: String
        var currency = "USD"
    }

    let prices: [Price]
    @Nullable var next_cursor: String?
    var has_more = false
}
