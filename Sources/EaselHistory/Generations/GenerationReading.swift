import EaselCore
import Foundation
import GRDB

/// The queries over generations. None costs in proportion to the history; what hangs on a page comes in four more queries.
enum GenerationReading {
    /// Rows in the order of the statement, complete.
    static func records(_ database: Database, _ condition: String, _ arguments: StatementArguments) throws
        -> [GenerationRecord]
    {
        let sql = "SELECT \(GenerationRow.columns) FROM \(condition)"
        return try complete(GenerationRow.fetchAll(database, sql: sql, arguments: arguments), database)
    }

    static func page(_ query: HistoryQuery, in database: Database) throws -> HistoryPage {
        let limit = min(max(query.limit, 1), mostRows)
        guard let request = try pageRequest(query, limit: limit + 1, in: database) else {
            return HistoryPage(records: [], next: nil)
        }
        var records = try records(database, request.sql, request.arguments)
        guard records.count > limit else { return HistoryPage(records: records, next: nil) }
        records.removeLast(records.count - limit)
        return HistoryPage(records: records, next: records.last?.id)
    }

    /// The page's statement from `FROM` on; nil when nothing can match.
    ///
    /// `CROSS JOIN` keeps SQLite from asking the full-text index once per row. The bound on `seq` is always there, so that
    /// the plan is a search also on the first page.
    static func pageRequest(
        _ query: HistoryQuery, limit: Int, in database: Database
    ) throws -> (sql: String, arguments: StatementArguments)? {
        guard let bound = try upperBound(query.before, in: database) else { return nil }
        var arguments: [String: (any DatabaseValueConvertible)?] = ["bound": bound, "limit": limit]
        var source = "generation"
        var conditions = ["seq <= :bound"]
        var order = "seq"
        if !query.search.allSatisfy(\.isWhitespace) {
            guard let expression = SearchText.expression(for: query.search) else { return nil }
            source = "generationSearch CROSS JOIN generation ON seq = generationSearch.rowid"
            conditions = ["generationSearch MATCH :expression", "generationSearch.rowid <= :bound"]
            order = "generationSearch.rowid"
            arguments["expression"] = expression
        }
        let filters = [
            ("modality", query.modality?.rawValue), ("provider", query.provider?.rawValue),
            ("status", query.status?.rawValue),
        ]
        for case (let column, let value?) in filters {
            conditions.append("\(column) = :\(column)")
            arguments[column] = value
        }
        let sql = "\(source) WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) DESC LIMIT :limit"
        return (sql, StatementArguments(arguments))
    }

    /// Ids are in lower case; a range of the index holds all that begin with the text.
    static func records(matchingID text: String, limit: Int, in database: Database) throws -> [GenerationRecord] {
        let wanted = text.lowercased().filter { !$0.isWhitespace && $0 != "\0" }
        guard !wanted.isEmpty, wanted.utf8.count <= 64, limit > 0 else { return [] }
        let reversed = String(wanted.reversed())
        return try records(
            database, idRequest,
            [
                "low": wanted, "high": wanted + "\u{10FFFF}", "revlow": reversed, "revhigh": reversed + "\u{10FFFF}",
                "limit": min(limit, mostRows),
            ])
    }

    static let idRequest = """
        generation WHERE seq IN (
            SELECT seq FROM (SELECT seq FROM generation WHERE id >= :low AND id < :high ORDER BY id DESC LIMIT :limit)
            UNION SELECT seq FROM generation WHERE reversedID >= :revlow AND reversedID < :revhigh
        ) ORDER BY seq DESC LIMIT :limit
        """

    static let unfinishedRequest = "generation WHERE status IN ('submitted', 'accepted') ORDER BY seq"

    private static let mostRows = 1000

    private static func upperBound(_ before: JobID?, in database: Database) throws -> Int64? {
        guard let before else { return .max }
        let row = try Int64.fetchOne(
            database, sql: "SELECT seq FROM generation WHERE id = ?", arguments: [before.rawValue])
        return (row ?? RowNumber.fromVersion7(before)).map { $0 - 1 }
    }
}
