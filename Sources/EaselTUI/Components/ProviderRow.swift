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
    private var obstacle: EaselError?
    /// It is not set up for want of a key.
    private(set) var lacksKey: Bool

    init(_ entry: ProviderEntry) {
        id = entry.descriptor.id
        name = entry.descriptor.name
        modalities = entry.modalities
        isSandbox = entry.provider?.isSandbox ?? false
        facts = entry.descriptor.facts
        curated = entry.curated
        defaults = entry.provider?.models.defaults ?? [:]
        rateClasses = entry.descriptor.rateClasses
        obstacle = entry.obstacle
        lacksKey = if case .missingCredential = entry.state { true } else { false }
    }

    func readiness(for modality: Modality, limit: Date?) -> Readiness {
        guard modalities.contains(modality) else { return .incapable }
        if let obstacle { return lacksKey ? .keyless(obstacle) : .broken(obstacle) }
        return limit.map { .limited(until: $0) } ?? .ready
    }
}
