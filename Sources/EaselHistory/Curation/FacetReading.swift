import EaselCore
import Foundation
import GRDB

/// Answers from the counters: they grow with the variety of the history and its days, not with its rows.
enum FacetReading {
    /// Nil when the counters do not tell.
    static func count(_ filter: HistoryFilter, in database: Database) throws -> Int? {
        let condition = FacetCondition(filter)
        return condition.isWhole && !condition.isTimed ? try condition.count(in: database) : nil
    }

    static func facets(in database: Database) throws -> HistoryFacets {
        var facets = HistoryFacets()
        let totals = try Row.fetchOne(
            database,
            sql: """
                SELECT sum(count * (1 - isTrashed)) AS kept, sum(count * isTrashed) AS trashed,
                    sum(count * isStarred * (1 - isTrashed)) AS starred, sum(count * isSandbox * (1 - isTrashed)) AS sandbox
                FROM tally
                """)
        facets.total = totals?["kept"] ?? 0
        facets.trashed = totals?["trashed"] ?? 0
        facets.starred = totals?["starred"] ?? 0
        facets.sandbox = totals?["sandbox"] ?? 0
        facets.modalities = try values("modality", database)
        facets.providers = try values("provider", database)
        facets.statuses = try values("status", database)
        facets.models = try values("model", database)
        facets.tags = try Row.fetchAll(
            database, sql: "SELECT name, uses FROM tag WHERE uses > 0 ORDER BY uses DESC, key LIMIT 200"
        ).map { HistoryFacets.Value($0["name"], $0["uses"]) }
        return facets
    }

    private static func values(_ column: String, _ database: Database) throws -> [HistoryFacets.Value] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT \(column) AS name, sum(count) AS total FROM tally WHERE isTrashed = 0
                GROUP BY 1 HAVING total > 0 ORDER BY total DESC, name LIMIT 200
                """
        ).map { HistoryFacets.Value($0["name"], $0["total"]) }
    }

    /// The last row of the given share of all that is not in the trash, from the newest or from the oldest on; nil at the top.
    static func cursor(
        at fraction: Double, fromOldest: Bool = false, in database: Database
    ) throws -> HistoryCursor? {
        let buckets = try buckets(database)
        let total = buckets.reduce(0) { $0 + $1.count }
        var wanted = min(Int((max(0, min(1, fraction)) * Double(total)).rounded(.down)), total) - 1
        guard wanted >= 0 else { return nil }
        if fromOldest { wanted = total - 1 - wanted }
        for bucket in buckets {
            guard wanted >= bucket.count else {
                return try String.fetchOne(
                    database,
                    sql: """
                        SELECT id FROM generation WHERE seq = (
                            SELECT seq FROM entry WHERE trashedAt IS NULL AND seq BETWEEN ? AND ?
                            ORDER BY seq DESC LIMIT 1 OFFSET ?)
                        """, arguments: [first(of: bucket.number), last(of: bucket.number), wanted]
                ).map { HistoryCursor(id: JobID(rawValue: $0)) }
            }
            wanted -= bucket.count
        }
        return nil
    }

    static func fraction(of id: JobID, in database: Database) throws -> Double {
        guard let row = try ListingQuery.row(id, in: database) else { return 0 }
        let buckets = try buckets(database)
        let total = buckets.reduce(0) { $0 + $1.count }
        guard total > 0 else { return 0 }
        let number = row >> Migration009Curation.bucketBits
        let newer = buckets.reduce(0) { $0 + ($1.number > number ? $1.count : 0) }
        let within =
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM entry WHERE trashedAt IS NULL AND seq > ? AND seq <= ?",
                arguments: [row, last(of: number)]) ?? 0
        return Double(newer + within) / Double(total)
    }

    static func buckets(_ database: Database) throws -> [(number: Int64, count: Int)] {
        try Row.fetchAll(database, sql: "SELECT bucket, count FROM timeline WHERE count > 0 ORDER BY bucket DESC")
            .map { ($0["bucket"], $0["count"]) }
    }

    private static func first(of bucket: Int64) -> Int64 { bucket << Migration009Curation.bucketBits }

    private static func last(of bucket: Int64) -> Int64 {
        first(of: bucket) | ((1 << Migration009Curation.bucketBits) - 1)
    }
}
