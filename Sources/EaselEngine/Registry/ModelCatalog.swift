public import EaselCore

/// Model cards of all providers: what ships with Easel, enriched by what the providers list.
public actor ModelCatalog {
    private let registry: ProviderRegistry
    private var listed: [Key: [ModelCard]] = [:]
    private var schemas: [Key: [ModelID: ModelCard]] = [:]

    private struct Key: Hashable {
        var provider: ProviderID
        var modality: Modality
    }

    private let remembered: @Sendable (ProviderID, Modality) -> [ModelCard]

    /// - Parameter remembered: what the provider listed in an earlier process; read when it is first wanted.
    public init(
        registry: ProviderRegistry,
        remembered: @escaping @Sendable (ProviderID, Modality) -> [ModelCard] = { _, _ in [] }
    ) {
        self.registry = registry
        self.remembered = remembered
    }

    /// The cards known without asking anybody, curated first.
    public func cards(_ provider: ProviderID, _ modality: Modality) -> [ModelCard] {
        let curated = (registry.entry(provider)?.curated ?? []).filter { $0.modality == modality }
        let known = Set(curated.map(\.model))
        return curated + (listing(Key(provider: provider, modality: modality))).filter { !known.contains($0.model) }
    }

    private func listing(_ key: Key) -> [ModelCard] {
        if let cards = listed[key] { return cards }
        let cards = remembered(key.provider, key.modality)
        listed[key] = cards
        return cards
    }

    /// Asks the provider for its models, whether or not it was asked before, and returns its answer alone.
    public func list(_ id: ProviderID, _ modality: Modality) async throws(EaselError) -> [ModelCard] {
        let cards = try await registry.provider(id, for: modality).models.listed(modality)
        listed[Key(provider: id, modality: modality)] = cards
        return cards
    }

    /// Asks the provider for its models and keeps the answer for this process.
    public func refresh(_ id: ProviderID, _ modality: Modality) async throws(EaselError) -> [ModelCard] {
        _ = try await list(id, modality)
        return cards(id, modality)
    }

    /// The card for a target, with its model decided.
    ///
    /// Without a model id, the provider's default is taken; a provider without one (a local server) is asked for its
    /// list. An id that no card describes is looked up at the provider: its published schema, then its list. Otherwise it needs
    /// `allowsUnknown`.
    public func card(for target: ModelReference, _ modality: Modality, allowsUnknown: Bool) async throws(EaselError)
        -> ModelCard
    {
        let provider = try registry.provider(target.provider, for: modality)
        guard let model = target.model else { return try await defaultCard(provider, modality) }
        if let card = cards(provider.id, modality).first(where: { $0.model == model }) { return card }
        if allowsUnknown {
            // A schema is better than nothing, and no schema is no reason to refuse.
            if let card = try? await described(model, provider, modality) { return card }
            return ModelCard(
                provider: provider.id, model: model, modality: modality, name: model.rawValue, origin: .unknown)
        }
        if let card = try await described(model, provider, modality) { return card }
        let all = try await refresh(provider.id, modality)
        if let card = all.first(where: { $0.model == model }) { return card }
        throw unknownModel(model, provider, modality, all)
    }

    /// The card of a model's published schema, kept for this process.
    private func described(
        _ model: ModelID, _ provider: Provider, _ modality: Modality
    ) async throws(EaselError) -> ModelCard? {
        let key = Key(provider: provider.id, modality: modality)
        if let card = schemas[key]?[model] { return card }
        guard let card = try await provider.models.described(model, modality) else { return nil }
        schemas[key, default: [:]][model] = card
        return card
    }

    private func defaultCard(_ provider: Provider, _ modality: Modality) async throws(EaselError) -> ModelCard {
        if let model = provider.models.defaults[modality] {
            return try await card(
                for: ModelReference(provider: provider.id, model: model), modality, allowsUnknown: false)
        }
        if let first = try await refresh(provider.id, modality).first { return first }
        throw EaselError(
            .modelNotFound, "\(provider.descriptor.name) lists no model for \(modality.rawValue).",
            remedy: "Name one: --on \(provider.id):MODEL.", provider: provider.id)
    }

    private func unknownModel(_ model: ModelID, _ provider: Provider, _ modality: Modality, _ cards: [ModelCard])
        -> EaselError
    {
        let nearest = cards.map(\.model.rawValue).min {
            EditDistance.between($0, model.rawValue) < EditDistance.between($1, model.rawValue)
        }
        let hint =
            nearest.flatMap { EditDistance.between($0, model.rawValue) <= 3 ? "Did you mean \($0)? " : nil } ?? ""
        return EaselError(
            .modelNotFound,
            "\(provider.descriptor.name) has no \(modality.rawValue) model \"\(model)\" that Easel knows.",
            remedy:
                "\(hint)`easel models list --on \(provider.id)` shows them; --allow-unknown sends to it all the same.",
            provider: provider.id)
    }
}
