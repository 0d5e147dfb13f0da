/// How much may be spent, in US dollars; nil is no limit. The sandbox costs nothing and is never limited.
public struct BudgetLimits: Hashable, Sendable {
    /// What happens to a request whose cost is not known beforehand.
    public enum Unknown: String, Sendable, CaseIterable {
        case allow, ask, refuse
    }

    /// From local midnight on; more is refused.
    public var dailyUSD: Double?
    /// From the first of the month, local time; more is refused.
    public var monthlyUSD: Double?
    /// What one request may cost; a dearer one is refused.
    public var perRequestUSD: Double?
    /// From local midnight on; above it a person is asked.
    public var softDailyUSD: Double?
    public var unknown: Unknown

    public init(
        dailyUSD: Double? = nil, monthlyUSD: Double? = nil, perRequestUSD: Double? = nil, softDailyUSD: Double? = nil,
        unknown: Unknown = .allow
    ) {
        self.dailyUSD = dailyUSD
        self.monthlyUSD = monthlyUSD
        self.perRequestUSD = perRequestUSD
        self.softDailyUSD = softDailyUSD
        self.unknown = unknown
    }

    public static let none = BudgetLimits()

    /// Something is limited, or asked about.
    public var isSet: Bool { self != .none }
}
