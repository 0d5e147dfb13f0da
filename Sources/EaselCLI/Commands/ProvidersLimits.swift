import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// `easel providers limits`: what the providers take, what was sent, and what holds requests back at the moment.
struct ProvidersLimits: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "limits", abstract: "See how the providers' limits stand.",
        discussion: "Limits that ship with Easel can be replaced in the table [limits.PROVIDER] of the configuration.")

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(help: ArgumentHelp("Forget what a provider said of its limits, or `all`.", valueName: "provider"))
    var forget: String?

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context, sandbox: connection.use) { runtime throws(EaselError) in
            if let forget {
                let provider = forget == "all" ? nil : try runtime.registry.known(ProviderID(rawValue: forget))
                try await runtime.runner.forgetTraffic(provider?.descriptor.id)
            }
            await runtime.runner.recallTraffic()
            let report = await runtime.runner.trafficReport()
            let rows = LimitOverview(runtime.registry, report).rows
            if json { return context.output.printJSON(LimitsJSON(limits: rows.map(LimitJSON.init))) }
            context.output.table(
                ["PROVIDER", "OF", "TAKES", "LAST MINUTE", "TODAY", "STATE"],
                rows.map { Self.cells($0, now: Date()) })
            return .done
        }
    }

    private static func cells(_ row: LimitOverview.Row, now: Date) -> [String] {
        let subject =
            switch row.scope {
            case .account: "account"
            case .pool: "\(row.subject) class"
            case .model: row.subject
            }
        return [
            row.provider.id.rawValue, subject, row.limits.isEmpty ? "not known" : row.limits.words,
            row.meter.map { "\($0.sentLastMinute)" } ?? "0", row.meter.map { "\($0.sentToday)" } ?? "0",
            row.meter?.forecast.map { words($0, now) } ?? "open",
        ]
    }

    private static func words(_ forecast: TrafficReport.Forecast, _ now: Date) -> String {
        let span = RecordText.countdown(to: forecast.until, from: now)
        return switch forecast.reason {
        case .pause: "asked for a pause, \(span) more"
        case .limit: "full, opens in \(span)"
        case .quota: "used up, starts anew in \(span)"
        case .outage: "failing, probed in \(span)"
        }
    }
}

private struct LimitsJSON: Encodable {
    var limits: [LimitJSON]
}

private struct LimitJSON: Encodable {
    var provider: String
    /// `account`, `pool` or `model`.
    var scope: String
    /// The class or the model.
    var subject: Nullable<String>
    var requestsPerMinute: Nullable<Int>
    var tokensPerMinute: Nullable<Int>
    var requestsPerDay: Nullable<Int>
    var concurrent: Nullable<Int>
    var sentLastMinute: Int
    var sentToday: Int
    /// `open`, or why nothing is sent: `pause`, `limit`, `quota`.
    var state: String
    var opensAt: Nullable<String>

    init(_ row: LimitOverview.Row) {
        provider = row.provider.id.rawValue
        scope = row.scope.rawValue
        subject = Nullable(row.subject.isEmpty ? nil : row.subject)
        requestsPerMinute = Nullable(row.limits.requestsPerMinute)
        tokensPerMinute = Nullable(row.limits.tokensPerMinute)
        requestsPerDay = Nullable(row.limits.requestsPerDay)
        concurrent = Nullable(row.limits.concurrent)
        sentLastMinute = row.meter?.sentLastMinute ?? 0
        sentToday = row.meter?.sentToday ?? 0
        state = row.meter?.forecast?.reason.rawValue ?? "open"
        opensAt = Nullable(row.meter?.forecast?.until.formatted(.iso8601))
    }
}
