public import EaselCore

/// A provider as configured on this machine: ready to be called, or not and why.
public struct ProviderEntry: Sendable {
    public enum State: Sendable {
        case ready(Provider)
        /// No credential was found; the error says where one is looked for.
        case missingCredential(EaselError)
        /// Switched off by its feature flag.
        case disabled(EaselError)
        /// Configured, but wrongly.
        case broken(EaselError)
    }

    public var descriptor: ProviderDescriptor
    public var state: State
    /// The curated cards, known also while the provider cannot be called.
    public var curated: [ModelCard]
    /// What would be called if it were switched on; nil unless it is off in a registry.
    public internal(set) var switchedOff: Provider?

    public init(descriptor: ProviderDescriptor, state: State, curated: [ModelCard]) {
        self.descriptor = descriptor
        self.state = state
        self.curated = curated
    }

    /// The provider when it can be called, nil otherwise.
    public var provider: Provider? { if case .ready(let provider) = state { provider } else { nil } }

    /// Why it cannot be called, nil when it can.
    public var obstacle: EaselError? {
        switch state {
        case .ready: nil
        case .missingCredential(let error), .disabled(let error), .broken(let error): error
        }
    }

    /// What it can make: what its services offer, or what its cards tell while it cannot be called.
    public var modalities: [Modality] {
        if let provider = provider ?? switchedOff { return provider.services.modalities }
        return Modality.allCases.filter { modality in curated.contains { $0.modality == modality } }
    }
}
