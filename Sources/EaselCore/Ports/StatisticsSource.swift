public import Foundation

/// Where figures over many generations come from.
public protocol StatisticsSource: Sendable {
    /// One line per group, the one with the most requests first; days in their order.
    func statistics(_ query: StatisticsQuery) async throws(EaselError) -> [Statistics]
}

/// Which generations are counted, and how they are put together.
public struct StatisticsQuery: Hashable, Sendable {
    public enum Grouping: String, Sendable, CaseIterable {
        case provider, model, modality, day
    }

    /// Nil for all there are.
    public var since: Date?
    public var provider: ProviderID?
    /// Nil for one line over everything.
    public var grouping: Grouping?
    /// The sandbox's generations instead of the real ones.
    public var isSandbox: Bool
    /// Where days begin.
    public var timeZone: TimeZone

    public init(
        since: Date? = nil, provider: ProviderID? = nil, grouping: Grouping? = nil, isSandbox: Bool = false,
        timeZone: TimeZone = .current
    ) {
        self.since = since
        self.provider = provider
        self.grouping = grouping
        self.isSandbox = isSandbox
        self.timeZone = timeZone
    }
}

/// Figures over a group of generations.
public struct Statistics: Hashable, Sendable {
    /// The provider, `provider:model`, the modality, or the day as `2026-11-24`; empty without grouping.
    public var group: String
    public var requests = 0
    public var succeeded = 0
    public var failed = 0
    public var cancelled = 0
    public var unfinished = 0
    public var errors: [EaselError.Kind: Int] = [:]
    /// Of those that succeeded, in milliseconds; nil where none was measured.
    public var total: Percentiles?
    /// Time to the first piece of an answer, of those that succeeded, in milliseconds.
    public var firstOutput: Percentiles?
    /// Tokens written over the time that writing them took, all answers together.
    public var tokensPerSecond: Double?
    public var spending = Spending()
    /// Tries after the first at the same target.
    public var retries = 0
    /// Changes to another target.
    public var fallbacks = 0

    public init(group: String) { self.group = group }

    /// Succeeded of finished, cancelled ones left out: a person's change of mind is nobody's failure. Nil without any.
    public var successRate: Double? {
        let decided = succeeded + failed
        return decided > 0 ? Double(succeeded) / Double(decided) : nil
    }
}

/// Values below which 50, 95 and 99 of a hundred lie.
public struct Percentiles: Hashable, Sendable, Codable {
    public var p50: Double
    public var p95: Double
    public var p99: Double

    public init(p50: Double, p95: Double, p99: Double) {
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
    }

    /// By nearest rank, from values in ascending order; nil without any.
    public init?(ascending values: [Int32]) {
        guard !values.isEmpty else { return nil }
        let at = { (percent: Int) in Double(values[(percent * values.count + 99) / 100 - 1]) }
        self.init(p50: at(50), p95: at(95), p99: at(99))
    }
}
