public import EaselCore

/// Every limit that is known of the providers that can be called: what ships with Easel or was set, and how it stands.
public struct LimitOverview: Sendable {
    public struct Row: Sendable {
        public var provider: Provider
        public var scope: RateScope
        /// The class or the model; empty for the account.
        public var subject: String
        public var limits: RateLimits
        /// Nil where nothing was sent and nothing was told.
        public var meter: MeterReport?
    }

    public var rows: [Row]

    public init(_ registry: ProviderRegistry, _ report: TrafficReport) {
        let meters = Dictionary(report.meters.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        rows = registry.entries.flatMap { entry -> [Row] in
            guard let provider = entry.provider else { return [] }
            var seen: Set<TrafficKey> = []
            return (Self.plans(entry) + Self.others(provider, report)).flatMap(\.meters).compactMap { meter in
                guard seen.insert(meter.key).inserted else { return nil }
                let isKnown = meter.scope != .model || !meter.limits.isEmpty || meters[meter.key]?.isIdle == false
                guard isKnown else { return nil }
                return Row(
                    provider: provider, scope: meter.scope, subject: Self.subject(meter.key),
                    limits: meter.limits, meter: meters[meter.key])
            }
        }
    }

    /// A plan for the account, for every class and for every card of a provider that can be called.
    static func plans(_ entry: ProviderEntry) -> [LanePlan] {
        guard let provider = entry.provider else { return [] }
        let classes = provider.descriptor.rateClasses.map { pool in
            LanePlan(
                provider, pool.modality ?? .text, card(provider, ModelID(rawValue: "any" + (pool.modelSuffix ?? ""))))
        }
        return [LanePlan(provider, .image, nil)] + classes
            + entry.curated.map { LanePlan(provider, $0.modality, $0) }
    }

    /// A plan for what is remembered of models that have no card.
    private static func others(_ provider: Provider, _ report: TrafficReport) -> [LanePlan] {
        report.meters.filter {
            $0.key.provider == provider.id && $0.key.account == provider.accountTag && $0.key.name.hasPrefix("model:")
        }.map { LanePlan(provider, .text, card(provider, ModelID(rawValue: subject($0.key)))) }
    }

    private static func card(_ provider: Provider, _ model: ModelID) -> ModelCard {
        ModelCard(provider: provider.id, model: model, modality: .text, name: "", origin: .unknown)
    }

    private static func subject(_ key: TrafficKey) -> String {
        key.name.firstIndex(of: ":").map { String(key.name[key.name.index(after: $0)...]) } ?? ""
    }
}

extension MeterReport {
    /// Nothing of it is worth a line.
    fileprivate var isIdle: Bool {
        sentLastMinute == 0 && sentToday == 0 && running == 0 && requests == nil && tokens == nil && opensAt == nil
    }
}
