public import EaselCore
import EaselEngine
import EaselTelemetry

/// What a screen watches and asks while the engine runs.
extension EaselRuntime {
    /// How the providers do in this process: now, then at every change, until `finish`.
    public func figureChanges() -> AsyncStream<[LaneFigures]> { telemetry.figureChanges() }

    /// Asks a provider for its models; the engine knows them from then on, and so does the next start.
    public func refreshModels(_ provider: ProviderID, _ modality: Modality) async throws(EaselError) {
        _ = try await setup.refresh(provider, modality, in: runner.catalog)
    }
}
