import EaselCore
import Foundation
import GRDB

/// Reads figures off one index. It holds two numbers of four bytes per generation of the time asked for, nothing else.
struct StatisticsReading {
    private let query: StatisticsQuery
    private let calendar: Calendar
    private var groups: [String: Group] = [:]
    private var day = (start: -Double.infinity, end: -Double.infinity, name: "")

    fileprivate struct Group {
        var figures: Statistics
        var totals: [Int32] = []
        var firsts: [Int32] = []
        var tokens = 0
        var writing = 0.0
    }

    static func run(_ query: StatisticsQuery, in database: Database) throws -> [Statistics] {
        var reading = StatisticsReading(query)
        try reading.readGenerations(database)
        try reading.readAttempts(database)
        return reading.result
    }

    private init(_ query: StatisticsQuery) {
        self.query = query
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = query.timeZone
        self.calendar = calendar
    }

    static let generationRequest = """
        SELECT createdAt, provider, modality, model, status, errorKind, firstOutputMilliseconds, totalMilliseconds,
            outputTokens, costUSD
        FROM generation INDEXED BY generationFigures WHERE isSandbox = ? AND createdAt >= ?
        """

    static let attemptRequest = """
        SELECT g.createdAt, g.provider, g.modality, g.model,
            a.provider = b.provider AND a.model = b.model AS isSameTarget
        FROM attempt AS a INDEXED BY attemptAgain
            CROSS JOIN attempt AS b ON b.generation = a.generation AND b.position = a.position - 1
            CROSS JOIN generation AS g ON g.seq = a.generation
        WHERE a.position > 0 AND a.generation >= ? AND g.isSandbox = ? AND g.createdAt >= ?
        """

    private var since: Double { query.since?.timeIntervalSinceReferenceDate ?? -Double.greatestFiniteMagnitude }

    /// Columns are read by number: a million rows are looked at here.
    private mutating func readGenerations(_ database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: Self.generationRequest, arguments: [query.isSandbox, since])
        while let row = try rows.next() {
            let provider: String = row[1]
            if let wanted = query.provider, wanted.rawValue != provider { continue }
            let name = name(row[0], provider, row)
            groups[name, default: Group(figures: Statistics(group: name))].take(row)
        }
    }

    private mutating func readAttempts(_ database: Database) throws {
        // Ids are made a moment before their row; an hour is more than any queue before it takes.
        let low = query.since.map { RowNumber.lowest(at: $0.addingTimeInterval(-3600)) } ?? 0
        let rows = try Row.fetchCursor(
            database, sql: Self.attemptRequest, arguments: [low, query.isSandbox, since])
        while let row = try rows.next() {
            let provider: String = row[1]
            if let wanted = query.provider, wanted.rawValue != provider { continue }
            let name = name(row[0], provider, row)
            let isSameTarget: Bool = row[4]
            if isSameTarget {
                groups[name]?.figures.retries += 1
            } else {
                groups[name]?.figures.fallbacks += 1
            }
        }
    }

    private mutating func name(_ createdAt: Double, _ provider: String, _ row: Row) -> String {
        switch query.grouping {
        case nil: return ""
        case .provider: return provider
        case .modality: return row[2]
        case .model:
            let model: String = row[3]
            return "\(provider):\(model)"
        case .day: return dayName(createdAt)
        }
    }

    /// Rows come in the order of time, so the calendar is asked once a day.
    private mutating func dayName(_ createdAt: Double) -> String {
        if createdAt >= day.start && createdAt < day.end { return day.name }
        let date = Date(timeIntervalSinceReferenceDate: createdAt)
        guard let interval = calendar.dateInterval(of: .day, for: date) else { return "" }
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        let name = String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
        day = (interval.start.timeIntervalSinceReferenceDate, interval.end.timeIntervalSinceReferenceDate, name)
        return name
    }

    private var result: [Statistics] {
        let figures = groups.values.map(\.finished)
        if query.grouping == .day { return figures.sorted { $0.group < $1.group } }
        return figures.sorted { ($1.requests, $0.group) < ($0.requests, $1.group) }
    }
}

extension StatisticsReading.Group {
    fileprivate mutating func take(_ row: Row) {
        figures.requests += 1
        let cost: Double? = row[9]
        let status: String = row[4]
        switch GenerationStatus(rawValue: status) {
        case .succeeded:
            figures.succeeded += 1
            measure(row)
        case .failed:
            figures.failed += 1
            let kind: String? = row[5]
            if let kind = kind.flatMap(EaselError.Kind.init) { figures.errors[kind, default: 0] += 1 }
        case .cancelled: figures.cancelled += 1
        case .submitted, .accepted, nil: figures.unfinished += 1
        }
        // A failure without a cost is taken for one that was not charged; `spending(since:)` looks closer.
        if cost != nil || status != GenerationStatus.failed.rawValue && status != GenerationStatus.cancelled.rawValue {
            figures.spending.add(cost)
        }
    }

    private mutating func measure(_ row: Row) {
        let (first, total, written): (Int?, Int?, Int?) = (row[6], row[7], row[8])
        if let total { totals.append(Int32(clamping: total)) }
        if let first { firsts.append(Int32(clamping: first)) }
        if let total, let written, written > 0, total > (first ?? 0) {
            tokens += written
            writing += Double(total - (first ?? 0)) / 1000
        }
    }

    fileprivate var finished: Statistics {
        var figures = figures
        figures.total = Percentiles(ascending: totals.sorted())
        figures.firstOutput = Percentiles(ascending: firsts.sorted())
        figures.tokensPerSecond = writing > 0 ? Double(tokens) / writing : nil
        return figures
    }
}
