import EaselCore

/// Work that the screens of jobs and providers ask for.
enum WatchEffect: Equatable, Sendable {
    /// Hands on how the providers do, at every change.
    case followFigures
    /// Figures over the history: by provider, of the last thirty days, of today and of this month.
    case loadStatistics(isSandbox: Bool)
    /// How long the newest generations of a provider took, from the history.
    case loadLatencies(ProviderID, isSandbox: Bool)
    case setEnabled(ProviderID, Bool)
    case keepPriority(Modality, [ProviderID])
    case keepFallback(Modality, [ModelReference])
    /// The models that are known without asking anybody.
    case loadCatalog
    /// Asks providers for their models, one after the other.
    case refreshCatalog([CardQuery])
    /// Asks a provider how the account stands.
    case askAccount(ProviderID)
    case forgetTraffic(ProviderID)
    /// Looks for a job of unknown fate at its provider; nothing is sent.
    case findLost(GenerationRecord)
    /// Follows a job that no process follows.
    case takeUp(GenerationRecord)
    case notify(title: String, body: String, onDesktop: Bool)
}
