import EaselCore
import Foundation
import GRDB

/// Runs listings and counts.
enum ListingReading {
    static func list(_ request: HistoryRequest, in database: Database) throws -> HistoryListing {
        guard let query = try ListingQuery(request, in: database) else { return HistoryListing(entries: []) }
        let limit = min(max(request.limit, 1), 1000)
        let combined = try query.combinedRows(limit: limit, in: database)
        var rows =
            try combined
            ?? Int64.fetchAll(
                database, sql: query.pageRequest, arguments: bound(query.arguments, to: query.pageRequest))
        let isFull = rows.count > limit
        if isFull { rows.removeLast(rows.count - limit) }
        let entries = try CurationReading.entries(rows, in: database)
        var listing = HistoryListing(entries: request.isBackward ? entries.reversed() : entries)
        if isFull, let last = entries.last { listing.next = HistoryCursor(last, request.sort) }
        if request.sort.column != nil && !query.isDrivenByValue {
            listing.isSortBounded = query.isSortBounded
        } else if !isFull && combined == nil {
            try goOn(&listing, query, in: database)
        }
        return listing
    }

    /// A page that is short because the candidates ran out goes on behind the last of them.
    private static func goOn(
        _ listing: inout HistoryListing, _ query: ListingQuery, in database: Database
    ) throws {
        let reach = try reach(query, in: database)
        guard reach.count >= query.mostCandidates, let last = reach.last,
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT generation.id, cost, CAST(milliseconds AS REAL) AS milliseconds, CAST(rating AS REAL) AS rating
                    FROM entry CROSS JOIN generation USING (seq) WHERE entry.seq = ?
                    """, arguments: [last])
        else { return }
        listing.next = HistoryCursor(
            id: JobID(rawValue: row["id"]), value: query.request.sort.column.map { row[$0] })
        listing.isPartial = true
    }

    private static func reach(_ query: ListingQuery, in database: Database) throws -> (count: Int, last: Int64?) {
        if query.isDrivenByValue {
            let sql = query.lastByValueRequest
            let last = try Int64.fetchOne(database, sql: sql, arguments: bound(query.arguments, to: sql))
            return (last == nil ? 0 : query.mostCandidates, last)
        }
        let row = try Row.fetchOne(
            database, sql: query.reachRequest, arguments: bound(query.arguments, to: query.reachRequest))
        return (row?["count"] ?? 0, row?["last"])
    }

    static func count(_ filter: HistoryFilter, in database: Database) throws -> HistoryCount {
        if let count = try FacetReading.count(filter, in: database) { return HistoryCount(count) }
        guard let query = try ListingQuery(HistoryRequest(filter), in: database) else { return HistoryCount(0) }
        let row = try Row.fetchOne(
            database, sql: query.countRequest, arguments: bound(query.arguments, to: query.countRequest))
        let (looked, found): (Int, Int) = (row?["looked"] ?? 0, row?["found"] ?? 0)
        return HistoryCount(found, isExact: looked < query.mostCandidates)
    }

    /// SQLite refuses arguments that a statement does not name.
    static func bound(
        _ arguments: [String: (any DatabaseValueConvertible)?], to sql: String
    ) -> StatementArguments {
        StatementArguments(
            arguments.filter { name, _ in
                sql.ranges(of: ":" + name).contains { range in
                    range.upperBound == sql.endIndex
                        || !sql[range.upperBound].isLetter && !sql[range.upperBound].isNumber
                }
            })
    }
}
