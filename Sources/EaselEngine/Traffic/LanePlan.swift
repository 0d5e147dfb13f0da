public import EaselCore

/// Which lane a request takes, and every count at the provider that it comes under: the account's, its class's, its model's.
///
/// A request goes when all of them have room. What the provider says of one holds for every lane under it.
public struct LanePlan: Hashable, Sendable {
    /// One count with what is known of it before anything is sent.
    public struct Meter: Hashable, Sendable {
        public var key: TrafficKey
        public var scope: RateScope
        public var limits: RateLimits
    }

    public var lane: Lane
    public var meters: [Meter]
    /// For what a refusal holds that does not say so.
    public var usualScope: RateScope
    /// The provider's name for people.
    public var name: String
    /// What is learned outlives the process and is shared with others.
    public var isRemembered: Bool

    /// A sandbox counts nothing of what the catalog says: only what it answers is kept to, and forgotten with the process.
    public init(_ provider: Provider, _ modality: Modality, _ card: ModelCard?) {
        let descriptor = provider.descriptor
        let pool = descriptor.rateClasses.first { $0.holds(card?.model, modality) }
        let ofModel = card?.limits.rate?.without(descriptor.ownLimits) ?? RateLimits()
        let countsModels = descriptor.rateScope == .model || !ofModel.isEmpty
        let model = countsModels ? card?.model : nil
        lane = Lane(
            provider: provider.id, account: provider.accountTag, modality: modality, model: model, pool: pool?.name)
        var meters: [(name: String, scope: RateScope, limits: RateLimits)] = [
            ("", .account, descriptor.accountLimits)
        ]
        if let pool { meters.append((Self.name(of: pool), .pool, descriptor.limits(of: pool))) }
        if let model { meters.append((Self.name(of: model), .model, ofModel)) }
        self.meters = meters.map { meter in
            Meter(
                key: TrafficKey(provider: provider.id, account: provider.accountTag, name: meter.name),
                scope: meter.scope, limits: provider.isSandbox ? RateLimits() : meter.limits)
        }
        usualScope = descriptor.rateScope
        name = descriptor.name
        isRemembered = !provider.isSandbox
    }

    static func name(of pool: RateClass) -> String { "class:" + pool.name }
    static func name(of model: ModelID) -> String { "model:" + model.rawValue }

    /// The count that a limit of this scope is one of; the next wider one where there is none.
    func key(for scope: RateScope?) -> TrafficKey {
        let order: [RateScope] =
            switch scope ?? usualScope {
            case .account: [.account]
            case .pool: [.pool, .account]
            case .model: [.model, .pool, .account]
            }
        let meter = order.lazy.compactMap { scope in meters.first { $0.scope == scope } }.first
        return meter?.key ?? TrafficKey(provider: lane.provider, account: lane.account, name: "")
    }
}

extension ProviderDescriptor {
    /// The account's limits: what a person set stands in place of the catalog's, unless it belongs to a class.
    var accountLimits: RateLimits {
        let classes = rateClasses.reduce(RateLimits()) { $0.replaced(by: ownLimits.shared(with: $1.limits)) }
        return rate.replaced(by: ownLimits.without(classes))
    }

    func limits(of pool: RateClass) -> RateLimits { pool.limits.replaced(by: ownLimits.shared(with: pool.limits)) }
}
