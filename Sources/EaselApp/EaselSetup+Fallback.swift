import EaselConfig
public import EaselCore

extension EaselSetup {
    /// Who takes over when a target fails: those that were named, else those of the configuration, else nobody.
    public func fallback(for modality: Modality, named targets: [ModelReference] = []) -> FallbackPlan {
        let configured = settings.file.fallbacks[modality] ?? []
        let kinds = settings.file.fallbackKinds.map(Set.init) ?? FallbackPlan.usualKinds
        return FallbackPlan(targets: targets.isEmpty ? configured : targets, kinds: kinds)
    }
}
