public import EaselCore

/// The budget in force, each limit with the place it comes from.
public struct LoadedBudget: Sendable, Hashable {
    public var dailyUSD: Sourced<Double?>
    public var monthlyUSD: Sourced<Double?>
    public var perRequestUSD: Sourced<Double?>
    public var softDailyUSD: Sourced<Double?>
    public var unknown: Sourced<BudgetLimits.Unknown>

    public var limits: BudgetLimits {
        BudgetLimits(
            dailyUSD: dailyUSD.value, monthlyUSD: monthlyUSD.value, perRequestUSD: perRequestUSD.value,
            softDailyUSD: softDailyUSD.value, unknown: unknown.value)
    }
}

extension SettingsLoader {
    func budget(_ file: Settings) throws(EaselError) -> LoadedBudget {
        LoadedBudget(
            dailyUSD: try dollars("EASEL_BUDGET_DAILY_USD", file.budget.dailyUSD, "budget.dailyUSD", file),
            monthlyUSD: try dollars("EASEL_BUDGET_MONTHLY_USD", file.budget.monthlyUSD, "budget.monthlyUSD", file),
            perRequestUSD: try dollars(
                "EASEL_BUDGET_PER_REQUEST_USD", file.budget.perRequestUSD, "budget.perRequestUSD", file),
            softDailyUSD: try dollars(
                "EASEL_BUDGET_SOFT_DAILY_USD", file.budget.softDailyUSD, "budget.softDailyUSD", file),
            unknown: try word("EASEL_BUDGET_UNKNOWN", file.budget.unknown, "budget.unknown", file, default: .allow))
    }

    func logLevel(_ file: Settings) throws(EaselError) -> Sourced<LogLevel> {
        try word("EASEL_LOG", file.log.level, "log.level", file, default: .info)
    }

    private func dollars(
        _ variable: String, _ value: Double?, _ key: String, _ file: Settings
    ) throws(EaselError) -> Sourced<Double?> {
        guard let text = environment[variable] else {
            return value.map { Sourced($0, from: file.origin(of: key)) } ?? Sourced(nil, from: .builtIn)
        }
        guard let number = Double(text), number.isFinite, number >= 0 else {
            throw ConfigurationFailure.bad(
                "\(variable) is not an amount of US dollars.", "Set it like 5 or 0.50, or unset it.")
        }
        return Sourced(number, from: .environment(variable))
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ variable: String, _ value: Word?, _ key: String, _ file: Settings, default builtIn: Word
    ) throws(EaselError) -> Sourced<Word> {
        guard let text = environment[variable] else {
            return value.map { Sourced($0, from: file.origin(of: key)) } ?? Sourced(builtIn, from: .builtIn)
        }
        guard let word = Word(rawValue: text.lowercased()) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw ConfigurationFailure.bad("\(variable) is none of \(words).", "Set it to one of them, or unset it.")
        }
        return Sourced(word, from: .environment(variable))
    }
}
