import EaselConfig
public import EaselCore
public import EaselEngine

extension EaselSetup {
    /// What a provider listed at the last `easel models refresh`. A sandbox has a list of its own.
    var rememberedModels: @Sendable (ProviderID, Modality) -> [ModelCard] {
        let (folder, registry) = (CatalogFolder(paths.catalogFolder), registry)
        return { provider, modality in
            registry.entry(provider)?.provider?.isSandbox == true ? [] : folder.remembered(provider, modality)
        }
    }

    /// The cards of all providers: what ships with Easel, a person's own, and what was listed last.
    public func catalog() -> ModelCatalog { ModelCatalog(registry: registry, remembered: rememberedModels) }

    /// Asks a provider for its models and keeps the answer on disk. What a sandbox lists is not kept.
    public func refresh(
        _ provider: ProviderID, _ modality: Modality, in catalog: ModelCatalog
    ) async throws(EaselError) -> CatalogChange {
        let before = Set(await catalog.cards(provider, modality).map(\.model))
        let listed = try await catalog.list(provider, modality)
        if registry.entry(provider)?.provider?.isSandbox != true, !listed.isEmpty {
            try paths.prepare()
            try CatalogFolder(paths.catalogFolder).remember(listed, of: provider, modality)
        }
        let after = Set(await catalog.cards(provider, modality).map(\.model))
        return CatalogChange(
            provider: provider, modality: modality, listed: listed.count,
            added: after.subtracting(before).sorted { $0.rawValue < $1.rawValue },
            gone: before.subtracting(after).sorted { $0.rawValue < $1.rawValue })
    }
}

/// What a refresh changed.
public struct CatalogChange: Sendable {
    public var provider: ProviderID
    public var modality: Modality
    /// How many models the provider listed.
    public var listed: Int
    public var added: [ModelID]
    public var gone: [ModelID]
}
