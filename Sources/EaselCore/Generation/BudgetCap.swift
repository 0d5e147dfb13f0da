public import Foundation

/// A sum that the spending since a moment must not pass. History checks it in the transaction that opens a row, so that
/// neither a hundred requests at once nor two processes pass it together.
public struct BudgetCap: Hashable, Sendable {
    /// The setting that it comes from: `budget.dailyUSD`.
    public var name: String
    public var since: Date
    public var dollars: Double

    public init(_ name: String, since: Date, dollars: Double) {
        self.name = name
        self.since = since
        self.dollars = dollars
    }

    /// Whether so much more still fits. What is used up lets nothing through, not even what costs nothing that is known.
    ///
    /// - Parameters:
    ///   - cost: US dollars, nil when unknown.
    ///   - spent: US dollars without that cost.
    public func allows(_ cost: Double?, after spent: Double) -> Bool {
        guard let cost else { return spent < dollars }
        // Sums of decimal fractions differ in the last bits from the fraction that a person wrote down.
        return spent + cost <= dollars + Self.tolerance
    }

    /// Why a cost does not fit.
    public func refusal(of cost: Double?, after spent: Double) -> EaselError {
        let more = cost.map { "; this request costs about \(Spending.words($0))" } ?? ""
        return EaselError(
            .quota,
            "The limit \(name) of \(Spending.words(dollars)) would be passed: \(Spending.words(spent)) are spent\(more).",
            remedy:
                "Raise \(name) in config.toml or its variable, or wait for the next period; `easel stats` shows what was spent."
        )
    }

    /// A hundred-thousandth of a cent.
    public static let tolerance = 1e-7
}
