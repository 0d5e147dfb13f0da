import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// `easel stats`: how often, how fast, how well, how much.
struct StatsCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "See requests, failures, times and costs, from the history.",
        discussion: "Times are of generations that succeeded. Totals of today and this month begin at local midnight.")

    @Option(help: ArgumentHelp("How far back: 90m, 24h, 7d, 4w, all, or a day as 2026-11-24.", valueName: "time"))
    var since = StatsPeriod.days(30)

    @Option(help: "Only one provider.")
    var provider: String?

    @Option(help: "One line per provider, model, modality or day.")
    var by: StatisticsQuery.Grouping?

    @Flag(help: "What was made on the sandbox instead of what real models made.")
    var sandbox = false

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            let now = Date()
            let query = StatisticsQuery(
                since: since.start(now), provider: provider.map(ProviderID.init(rawValue:)), grouping: by,
                isSandbox: sandbox)
            let lines = try await runtime.statistics.statistics(query)
            let spent = try await StatsSpending(runtime, now)
            if json { return context.output.printJSON(StatsJSON(lines, query, spent)) }
            if lines.isEmpty {
                context.output.note(
                    sandbox
                        ? "The sandbox made nothing in that time."
                        : "No real model made anything in that time. --sandbox counts what the sandbox made.")
            }
            if !lines.isEmpty { context.output.table(StatsText.headings(by), lines.map { StatsText.row($0, by) }) }
            for line in lines where !line.errors.isEmpty { context.output.line(StatsText.errors(line)) }
            context.output.line("spent  today \(spent.day.words)  this month \(spent.month.words)")
            return .done
        }
    }
}

/// What was spent in the two periods that a budget knows.
struct StatsSpending {
    var day: Spending
    var month: Spending

    init(_ runtime: EaselRuntime, _ now: Date) async throws(EaselError) {
        let periods = runtime.setup.budget
        day = try await runtime.history.spending(since: periods.day(now))
        month = try await runtime.history.spending(since: periods.month(now))
    }
}

/// Statistics as words and columns.
enum StatsText {
    static func headings(_ grouping: StatisticsQuery.Grouping?) -> [String] {
        (grouping.map { [$0.rawValue.uppercased()] } ?? []) + [
            "REQUESTS", "OK", "P50", "P95", "P99", "FIRST P50", "FIRST P95", "FIRST P99", "TOK/S", "RETRIES",
            "FALLBACKS", "SPENT",
        ]
    }

    static func row(_ line: Statistics, _ grouping: StatisticsQuery.Grouping?) -> [String] {
        (grouping == nil ? [] : [line.group]) + [
            "\(line.requests)", line.successRate.map { String(format: "%.1f %%", $0 * 100) } ?? "–",
        ] + times(line.total) + times(line.firstOutput) + [
            line.tokensPerSecond.map { String(format: "%.1f", $0) } ?? "–", "\(line.retries)", "\(line.fallbacks)",
            line.spending.words,
        ]
    }

    /// `failed fal  rateLimited 3  timeout 1`.
    static func errors(_ line: Statistics) -> String {
        let kinds = line.errors.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        return (["failed \(line.group)"] + kinds.map { "\($0.key.rawValue) \($0.value)" }).joined(separator: "  ")
    }

    private static func times(_ percentiles: Percentiles?) -> [String] {
        guard let percentiles else { return ["–", "–", "–"] }
        return [percentiles.p50, percentiles.p95, percentiles.p99].map { String(format: "%.2f s", $0 / 1000) }
    }
}
