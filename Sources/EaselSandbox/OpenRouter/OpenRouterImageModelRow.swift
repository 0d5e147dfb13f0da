/// One row of `GET /images/models` (sheet A4.2): a parameter that is missing is unsupported.
struct OpenRouterImageModelRow: Encodable, Sendable {
    struct Architecture: Encodable, Sendable {
        let inputModalities: [String]
        let outputModalities: [String]
    }

    let id: String
    let name: String
    let description: String
    let created: Int
    let architecture: Architecture
    let supportedParameters: [String: JSON]
    let supportsStreaming: Bool
    let endpoints: String

    /// Nil for a model that paints nothing.
    init?(_ model: OpenRouterModel) {
        guard let abilities = model.images else { return nil }
        id = model.id
        name = model.name
        description = "\(model.name) as the Easel sandbox plays it."
        created = model.created
        architecture = Architecture(inputModalities: model.inputs, outputModalities: model.outputs)
        supportedParameters = abilities.descriptors
        supportsStreaming = abilities.streams
        endpoints = "/api/v1/images/models/\(model.id)/endpoints"
    }

    func endpointList(_ model: OpenRouterModel) -> JSON {
        let price: JSON = [
            "billable": "output_image", "unit": "image", "cost_usd": .number(model.images?.cost ?? 0),
        ]
        return [
            "id": .string(id),
            "endpoints": [
                [
                    "provider_name": .string(model.provider), "provider_tag": nil,
                    "provider_slug": .string(model.provider.lowercased().replacing(" ", with: "-")),
                    "supported_parameters": .object(supportedParameters),
                    "allowed_passthrough_parameters": .array((model.images?.passthrough ?? []).map(JSON.string)),
                    "supports_streaming": .bool(supportsStreaming), "pricing": [price],
                ]
            ],
        ]
    }
}

extension OpenRouterImageAbilities {
    /// Parameter descriptors: `enum`, `range` or `boolean`.
    var descriptors: [String: JSON] {
        var result: [String: JSON] = ["output_format": Self.enumeration(formats)]
        if let resolutions { result["resolution"] = Self.enumeration(resolutions) }
        if let aspectRatios { result["aspect_ratio"] = Self.enumeration(aspectRatios) }
        if let qualities { result["quality"] = Self.enumeration(qualities) }
        result["input_references"] = ["type": "range", "min": 0, "max": .integer(Int64(mostReferences))]
        if seed { result["seed"] = ["type": "boolean"] }
        if mostImages > 1 { result["n"] = ["type": "range", "min": 1, "max": .integer(Int64(mostImages))] }
        return result
    }

    private static func enumeration(_ values: [String]) -> JSON {
        ["type": "enum", "values": .array(values.map(JSON.string))]
    }
}
