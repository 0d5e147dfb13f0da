public import EaselCore

extension Settings {
    /// `[budget]`; nil is not said.
    public struct Budget: Sendable, Hashable {
        public var dailyUSD: Double?
        public var monthlyUSD: Double?
        public var perRequestUSD: Double?
        public var softDailyUSD: Double?
        public var unknown: BudgetLimits.Unknown?

        public init() {}
    }

    static func budget(_ document: inout SettingsDocument) throws(EaselError) -> Budget {
        let path = ["budget"]
        let keys = ["dailyUSD", "monthlyUSD", "perRequestUSD", "softDailyUSD", "unknown"]
        try document.warn(in: path, except: Set(keys))
        var budget = Budget()
        budget.dailyUSD = try dollars(document, "dailyUSD")
        budget.monthlyUSD = try dollars(document, "monthlyUSD")
        budget.perRequestUSD = try dollars(document, "perRequestUSD")
        budget.softDailyUSD = try dollars(document, "softDailyUSD")
        guard let word = try document.string(path, "unknown") else { return budget }
        budget.unknown = BudgetLimits.Unknown(rawValue: word)
        if budget.unknown == nil {
            throw document.bad(path, "unknown", "unknown has to be allow, ask or refuse.", "Correct that line.")
        }
        return budget
    }

    private static func dollars(_ document: SettingsDocument, _ key: String) throws(EaselError) -> Double? {
        guard let number = try document.number(["budget"], key) else { return nil }
        guard number.isFinite, number >= 0 else {
            throw document.bad(
                ["budget"], key, "\(key) has to be an amount of US dollars, 0 or more.", "Correct that line.")
        }
        return number
    }
}
