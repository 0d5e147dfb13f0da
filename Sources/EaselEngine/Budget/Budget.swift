public import EaselCore
public import Foundation

/// The limits on spending, as a value: it says what may be sent, and asks nobody.
public struct Budget: Sendable {
    public var limits: BudgetLimits
    /// Where days and months begin.
    public var calendar: Calendar

    public init(_ limits: BudgetLimits = .none, calendar: Calendar = .current) {
        self.limits = limits
        self.calendar = calendar
    }

    /// The sums that must not be passed at a time.
    func caps(at now: Date) -> [BudgetCap] {
        var caps: [BudgetCap] = []
        if let dollars = limits.dailyUSD {
            caps.append(BudgetCap("budget.dailyUSD", since: day(now), dollars: dollars))
        }
        if let dollars = limits.monthlyUSD {
            caps.append(BudgetCap("budget.monthlyUSD", since: month(now), dollars: dollars))
        }
        return caps
    }

    /// The sum above which a person is asked.
    func softCap(at now: Date) -> BudgetCap? {
        limits.softDailyUSD.map { BudgetCap("budget.softDailyUSD", since: day(now), dollars: $0) }
    }

    public func day(_ now: Date) -> Date { calendar.startOfDay(for: now) }

    public func month(_ now: Date) -> Date { calendar.dateInterval(of: .month, for: now)?.start ?? day(now) }

    /// Why the request is refused whatever was spent; nil when it is not.
    func refusal(of estimate: CostEstimate?) -> EaselError? {
        guard let estimate else {
            guard limits.unknown == .refuse else { return nil }
            return EaselError(
                .quota, "What this request costs is not known beforehand, and budget.unknown refuses such requests.",
                remedy:
                    "Choose a model with a price (`easel models list`), set maxOutputTokens, or set budget.unknown to ask or allow."
            )
        }
        guard let limit = limits.perRequestUSD, estimate.dollars > limit + BudgetCap.tolerance else { return nil }
        return EaselError(
            .quota,
            "This request costs \(estimate.words), more than the \(Spending.words(limit)) of budget.perRequestUSD.",
            remedy: "Ask for less, choose a cheaper model, or raise budget.perRequestUSD.")
    }

    /// What a person has to agree to; nil when there is nothing.
    ///
    /// - Parameter spent: US dollars of today.
    func question(about estimate: CostEstimate?, spent: Double, at now: Date) -> BudgetQuestion? {
        if let soft = softCap(at: now), !soft.allows(estimate?.dollars, after: spent) {
            let cost = estimate.map { "this request costs \($0.words)" } ?? "what this request costs is not known"
            return BudgetQuestion(
                "\(Spending.words(spent)) of the soft limit of \(Spending.words(soft.dollars)) a day are spent; \(cost)."
            )
        }
        guard estimate == nil, limits.unknown == .ask else { return nil }
        return BudgetQuestion("What this request costs is not known beforehand.")
    }
}

/// Something about money that a person has to agree to before a request is sent.
public struct BudgetQuestion: Hashable, Sendable {
    /// One sentence.
    public var reason: String

    public init(_ reason: String) { self.reason = reason }

    /// When nobody can be asked, or the answer was no.
    public var refusal: EaselError {
        EaselError(.quota, reason, remedy: "Nothing was sent; --yes on the command line sends it all the same.")
    }
}
