/// The form of a card in a catalog file and in `easel models show --json`: what a card does not say may be left out.
extension ModelCard: Codable {
    private enum CodingKeys: String, CodingKey {
        case provider, model, modality, name, summary, parameters, inputs, limits, price, retirement, route, locations,
            origin
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let model = try container.decode(ModelID.self, forKey: .model)
        self.init(
            provider: try container.decode(ProviderID.self, forKey: .provider), model: model,
            modality: try container.decode(Modality.self, forKey: .modality),
            name: try container.decodeIfPresent(String.self, forKey: .name) ?? model.rawValue,
            summary: try container.decodeIfPresent(String.self, forKey: .summary) ?? "",
            origin: try container.decodeIfPresent(CardOrigin.self, forKey: .origin) ?? .curated)
        parameters = try container.decodeIfPresent([ParameterSpec].self, forKey: .parameters) ?? []
        inputs = try container.decodeIfPresent([InputSpec].self, forKey: .inputs) ?? []
        limits = try container.decodeIfPresent(ModelLimits.self, forKey: .limits) ?? ModelLimits()
        price = try container.decodeIfPresent(Price.self, forKey: .price)
        retirement = try container.decodeIfPresent(Retirement.self, forKey: .retirement)
        route = try container.decodeIfPresent(String.self, forKey: .route)
        locations = try container.decodeIfPresent([String].self, forKey: .locations) ?? []
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(provider, forKey: .provider)
        try container.encode(model, forKey: .model)
        try container.encode(modality, forKey: .modality)
        try container.encode(name, forKey: .name)
        try container.encode(summary, forKey: .summary)
        try container.encode(parameters, forKey: .parameters)
        try container.encode(inputs, forKey: .inputs)
        try container.encode(limits, forKey: .limits)
        try container.encodeIfPresent(price, forKey: .price)
        try container.encodeIfPresent(retirement, forKey: .retirement)
        try container.encodeIfPresent(route, forKey: .route)
        try container.encode(locations, forKey: .locations)
        try container.encode(origin, forKey: .origin)
    }
}

extension InputSpec: Codable {
    private enum CodingKeys: String, CodingKey {
        case role, types, maximumCount, maximumBytes, takesAddresses
        case isRequired = "required"
        case wireName = "wire"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode(AttachmentRole.self, forKey: .role),
            types: try container.decodeIfPresent([MediaType].self, forKey: .types) ?? ["image/*"],
            maximumCount: try container.decodeIfPresent(Int.self, forKey: .maximumCount) ?? 1,
            isRequired: try container.decodeIfPresent(Bool.self, forKey: .isRequired) ?? false,
            wire: try container.decodeIfPresent(String.self, forKey: .wireName),
            maximumBytes: try container.decodeIfPresent(Int64.self, forKey: .maximumBytes),
            takesAddresses: try container.decodeIfPresent(Bool.self, forKey: .takesAddresses) ?? false)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(role, forKey: .role)
        try container.encode(types, forKey: .types)
        try container.encode(maximumCount, forKey: .maximumCount)
        try container.encode(isRequired, forKey: .isRequired)
        try container.encodeIfPresent(wireName, forKey: .wireName)
        try container.encodeIfPresent(maximumBytes, forKey: .maximumBytes)
        try container.encode(takesAddresses, forKey: .takesAddresses)
    }
}
