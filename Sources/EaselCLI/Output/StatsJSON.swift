import EaselCore
import Foundation

/// Statistics as `easel stats --json` prints them; every key is always there. Times are milliseconds.
struct StatsJSON: Encodable {
    var since: Nullable<String>
    var by: Nullable<String>
    var sandbox: Bool
    var groups: [StatsGroupJSON]
    var today: SpendingJSON
    var month: SpendingJSON

    init(_ lines: [Statistics], _ query: StatisticsQuery, _ spent: StatsSpending) {
        since = Nullable(query.since?.formatted(.iso8601))
        by = Nullable(query.grouping?.rawValue)
        sandbox = query.isSandbox
        groups = lines.map(StatsGroupJSON.init)
        today = SpendingJSON(spent.day)
        month = SpendingJSON(spent.month)
    }
}

struct StatsGroupJSON: Encodable {
    var group: String
    var requests: Int
    var succeeded: Int
    var failed: Int
    var cancelled: Int
    var unfinished: Int
    var successRate: Nullable<Double>
    var errors: [String: Int]
    var total: Nullable<Percentiles>
    var firstOutput: Nullable<Percentiles>
    var tokensPerSecond: Nullable<Double>
    var spending: SpendingJSON
    var retries: Int
    var fallbacks: Int

    init(_ line: Statistics) {
        group = line.group
        requests = line.requests
        succeeded = line.succeeded
        failed = line.failed
        cancelled = line.cancelled
        unfinished = line.unfinished
        successRate = Nullable(line.successRate)
        errors = Dictionary(line.errors.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
        total = Nullable(line.total)
        firstOutput = Nullable(line.firstOutput)
        tokensPerSecond = Nullable(line.tokensPerSecond)
        spending = SpendingJSON(line.spending)
        retries = line.retries
        fallbacks = line.fallbacks
    }
}

struct SpendingJSON: Encodable {
    var costUSD: Double
    var unknown: Int

    init(_ spending: Spending) {
        costUSD = spending.knownUSD
        unknown = spending.unknownCount
    }
}
