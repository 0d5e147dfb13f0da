public import Foundation

/// What a provider says of a key and of the money behind it. A nil member is not told, which is not the same as none.
public struct AccountStatus: Hashable, Sendable, Codable {
    /// The provider's name for the key or the account; never the key itself.
    public var label: String?
    /// What may still be spent, in US dollars.
    public var creditRemainingUSD: Double?
    /// The cap of the key or of the budget that binds first, in US dollars; nil also where there is none.
    public var limitUSD: Double?
    /// What was spent under that cap, or in all where there is none, in US dollars.
    public var usageUSD: Double?
    /// When the cap or the allowance starts anew.
    public var resetsAt: Date?
    /// The account has only what the provider gives away.
    public var isFreeTier: Bool?

    public init(label: String? = nil) { self.label = label }

    /// A copy with changes.
    public func with(_ change: (inout AccountStatus) -> Void) -> AccountStatus {
        var copy = self
        change(&copy)
        return copy
    }
}
