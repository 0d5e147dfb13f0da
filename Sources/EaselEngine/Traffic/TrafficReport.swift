public import EaselCore
public import Foundation

/// How the limits of all providers stand, for screens and for people.
public struct TrafficReport: Hashable, Sendable {
    public var lanes: [LaneReport]
    public var meters: [MeterReport]

    public init(lanes: [LaneReport] = [], meters: [MeterReport] = []) {
        self.lanes = lanes
        self.meters = meters
    }
}

/// Who waits and who is at work in a lane.
public struct LaneReport: Hashable, Sendable {
    public var lane: Lane
    /// Requests that wait for their turn.
    public var waiting: Int
    /// Requests out, jobs at the provider among them.
    public var running: Int
    /// Nothing is sent because the provider kept failing; it is probed then.
    public var brokenUntil: Date?
    public var isProbing: Bool
    /// When a request that comes now could go at the earliest as far as time alone is concerned; nil means at once.
    public var opensAt: Date?

    public init(
        lane: Lane, waiting: Int = 0, running: Int = 0, brokenUntil: Date? = nil, isProbing: Bool = false,
        opensAt: Date? = nil
    ) {
        self.lane = lane
        self.waiting = waiting
        self.running = running
        self.brokenUntil = brokenUntil
        self.isProbing = isProbing
        self.opensAt = opensAt
    }
}

/// How one count at a provider stands.
public struct MeterReport: Hashable, Sendable {
    public var key: TrafficKey
    public var limits: RateLimits
    public var sentLastMinute: Int
    public var tokensLastMinute: Int
    /// Requests of the provider's day, where they are counted.
    public var sentToday: Int
    public var running: Int
    /// What the provider says is left, of how many, and when that starts anew.
    public var requests: RateObservation.Reading?
    public var tokens: RateObservation.Reading?
    /// The provider wants to be left alone until then.
    public var pausedUntil: Date?
    /// The day's allowance is used up until then.
    public var closedUntil: Date?
    /// A request that comes now could go then; nil means at once.
    public var opensAt: Date?

    /// A count of which nothing is known.
    public init(_ key: TrafficKey) {
        self.key = key
        limits = RateLimits()
        (sentLastMinute, tokensLastMinute, sentToday, running) = (0, 0, 0, 0)
    }
}

extension TrafficReport {
    /// What a request would meet that is sent now.
    public struct Forecast: Hashable, Sendable {
        public enum Reason: String, Hashable, Sendable {
            /// The provider asked for it.
            case pause
            /// The last minute was full.
            case limit
            /// The day's allowance is used up: it would be refused.
            case quota
            /// The provider kept failing: it would be refused.
            case outage
        }

        public var until: Date
        public var reason: Reason

        public var isRefusal: Bool { reason == .quota || reason == .outage }

        public init(until: Date, reason: Reason) {
            self.until = until
            self.reason = reason
        }
    }

    /// What a request would meet; nil when it would go at once.
    ///
    /// - Parameter classes: what the provider counts apart (`ProviderDescriptor.rateClasses`).
    public func forecast(
        _ provider: ProviderID, _ modality: Modality, _ model: ModelID?, classes: [RateClass], at now: Date
    ) -> Forecast? {
        var names: Set<String> = [""]
        if let model { names.insert(LanePlan.name(of: model)) }
        if let pool = classes.first(where: { $0.holds(model, modality) }) { names.insert(LanePlan.name(of: pool)) }
        var found = meters.filter { $0.key.provider == provider && names.contains($0.key.name) }.compactMap(\.forecast)
        found += lanes.filter { $0.lane.provider == provider && $0.lane.modality == modality }.compactMap {
            $0.brokenUntil.map { Forecast(until: $0, reason: .outage) }
        }
        let ahead = found.filter { $0.until > now }
        return ahead.filter(\.isRefusal).max { $0.until < $1.until } ?? ahead.max { $0.until < $1.until }
    }
}

extension MeterReport {
    public var forecast: TrafficReport.Forecast? {
        if let closedUntil { return TrafficReport.Forecast(until: closedUntil, reason: .quota) }
        if let pausedUntil { return TrafficReport.Forecast(until: pausedUntil, reason: .pause) }
        return opensAt.map { TrafficReport.Forecast(until: $0, reason: .limit) }
    }
}
