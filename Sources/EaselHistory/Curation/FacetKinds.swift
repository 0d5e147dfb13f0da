import EaselCore
import Foundation
import GRDB

/// The part of a filter that the counters know, as a condition on lines of `tally`.
struct FacetCondition {
    private(set) var sql: String
    private(set) var values: [String] = []
    /// The filter asks for nothing else, but perhaps for a time.
    let isWhole: Bool
    let isTimed: Bool
    /// Everything that is not in the trash.
    let isEmpty: Bool

    init(_ filter: HistoryFilter) {
        var plain = HistoryFilter()
        plain.modalities = filter.modalities
        plain.providers = filter.providers
        plain.models = filter.models
        plain.statuses = filter.statuses
        plain.isStarred = filter.isStarred
        plain.rating = filter.rating
        plain.isSandbox = filter.isSandbox
        plain.isTrashed = filter.isTrashed
        plain.files = filter.files == .missing ? nil : filter.files
        (plain.since, plain.until) = (filter.since, filter.until)
        isWhole = plain == filter
        (plain.since, plain.until) = (nil, nil)
        isEmpty = plain.isEmpty
        isTimed = filter.since != nil || filter.until != nil
        var conditions = ["count > 0", "isTrashed = \(filter.isTrashed ? 1 : 0)"]
        let lists = [
            ("modality", filter.modalities.map(\.rawValue)), ("provider", filter.providers.map(\.rawValue)),
            ("model", filter.models.map(\.rawValue)), ("status", filter.statuses.map(\.rawValue)),
        ]
        for (column, list) in lists where !list.isEmpty {
            conditions.append("\(column) IN (\(databaseQuestionMarks(count: list.count)))")
            values += list
        }
        if let isStarred = filter.isStarred { conditions.append("isStarred = \(isStarred ? 1 : 0)") }
        if let rating = filter.rating { conditions.append("rating >= \(max(1, rating))") }
        if let isSandbox = filter.isSandbox { conditions.append("isSandbox = \(isSandbox ? 1 : 0)") }
        if let files = plain.files { conditions.append("hasFiles = \(files == .with ? 1 : 0)") }
        sql = conditions.joined(separator: " AND ")
    }

    /// How many there are at any time.
    func count(in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT coalesce(sum(count), 0) FROM tally WHERE \(sql)",
            arguments: StatementArguments(values)) ?? 0
    }
}

/// The rows of a filter that the counters know whole, put together from one stretch of `entryFacets` for each combination.
struct FacetKinds {
    /// More combinations than that are so much of a history that looking at row after row finds enough of them.
    static let most = 300

    /// How many rows there are at any time.
    let count: Int
    private let kinds: [Row]

    /// Nil for filters that ask for more or for nothing, or find too many combinations.
    init?(_ filter: HistoryFilter, in database: Database) throws {
        let condition = FacetCondition(filter)
        guard condition.isWhole, !condition.isEmpty else { return nil }
        let columns = Migration022Facets.facets.map { $0.0 }.joined(separator: ", ")
        kinds = try Row.fetchAll(
            database, sql: "SELECT \(columns), count FROM tally WHERE \(condition.sql) LIMIT \(Self.most + 1)",
            arguments: StatementArguments(condition.values))
        guard kinds.count <= Self.most else { return nil }
        count = kinds.reduce(0) { $0 + $1["count"] }
    }

    private struct Stretch {
        var kind: Int
        var low: Int64
        var high: Int64
    }

    /// The first rows in the order of time, one more than the limit when there are as many.
    func rows(_ range: ClosedRange<Int64>, isAscending: Bool, limit: Int, in database: Database) throws -> [Int64] {
        var open = kinds.indices.map { Stretch(kind: $0, low: range.lowerBound, high: range.upperBound) }
        var size = min(limit + 1, max(4, 2 * limit / max(1, kinds.count)))
        var found: [Int64] = []
        let statement = try database.cachedStatement(sql: Self.request(isAscending: isAscending))
        while !open.isEmpty {
            var next: [Stretch] = []
            for var stretch in open {
                let rows = try Int64.fetchAll(statement, arguments: arguments(stretch, limit: size))
                found += rows
                guard rows.count == size, let last = rows.last else { continue }
                if isAscending { stretch.low = last + 1 } else { stretch.high = last - 1 }
                next.append(stretch)
            }
            isAscending ? found.sort() : found.sort(by: >)
            if found.count > limit {
                // What a combination has left may still come before the last that is wanted.
                let end = found[limit]
                found.removeLast(found.count - limit - 1)
                next.removeAll { isAscending ? $0.low > end : $0.high < end }
            }
            open = next
            size = min(limit + 1, size * 4)
        }
        return found
    }

    private static func request(isAscending: Bool) -> String {
        let equal = Migration022Facets.facets.map { "(\($0.1)) = ?" }.joined(separator: " AND ")
        return """
            SELECT seq FROM entry INDEXED BY entryFacets WHERE \(equal) AND seq BETWEEN ? AND ?
            ORDER BY seq \(isAscending ? "ASC" : "DESC") LIMIT ?
            """
    }

    private func arguments(_ stretch: Stretch, limit: Int) -> StatementArguments {
        let facets = Migration022Facets.facets.indices.map { kinds[stretch.kind][$0] as DatabaseValue }
        return StatementArguments(facets) + [stretch.low, stretch.high, limit]
    }
}
