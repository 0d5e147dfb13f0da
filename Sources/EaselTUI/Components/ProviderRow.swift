import EaselCore
import EaselEngine
import Foundation

/// A provider as its pane shows it.
struct ProviderRow: Equatable, Sendable, Identifiable {
    /// Whether, and why not, it can be used for something.
    enum Readiness: Equatable, Sendable {
        case ready
        /// It asked for a pause until then.
        case limited(until: Date)
        case keyless(EaselError)
        /// Switched off or configured wrongly.
        case broken(EaselError)
        case incapable

        /// It can be chosen; a pause is told, not forbidden.
        var isUsable: Bool {
            switch self {
            case .ready, .limited: true
            case .keyless, .broken, .incapable: false
            }
        }
    }

    let id: ProviderID
    var name: String
    var modalities: [Modality]
    var isSandbox: Bool
    var facts: ProviderFacts
    var curated: [ModelCard]
    /// The model meant when only the provider is named.
    var defaults: [Modality: ModelID]
    /// What the provider counts apart.
    var rateClasses: [RateClass]
    /// Which key it takes, and where one is had.
    var credential: CredentialSpec
    /// It can be asked how the account stands.
    var tellsAccount: Bool
    /// Why it cannot be called; nil when it can.
    private(set) var obstacle: EaselError?
    /// It is not set up for want of a key.
    private(set) var lacksKey: Bool
    /// Its feature flag is off.
    private(set) var isOff: Bool

    init(_ entry: ProviderEntry) {
        id = entry.descriptor.id
        name = entry.descriptor.name
        modalities = entry.modalities
        isSandbox = (entry.provider ?? entry.switchedOff)?.isSandbox ?? false
        facts = entry.descriptor.facts
        curated = entry.curated
        defaults = (entry.provider ?? entry.switchedOff)?.models.defaults ?? [:]
        rateClasses = entry.descriptor.rateClasses
        credential = entry.descriptor.credential
        tellsAccount = entry.provider?.account != nil
        obstacle = entry.obstacle
        isOff = if case .disabled = entry.state { true } else { false }
        lacksKey = if case .missingCredential = entry.state { true } else { false }
    }

    var canBeCalled: Bool { obstacle == nil }

    var isKeyless: Bool { lacksKey }

    func readiness(for modality: Modality, limit: Date?) -> Readiness {
        guard modalities.contains(modality) else { return .incapable }
        if let obstacle { return lacksKey ? .keyless(obstacle) : .broken(obstacle) }
        return limit.map { .limited(until: $0) } ?? .ready
    }
}
