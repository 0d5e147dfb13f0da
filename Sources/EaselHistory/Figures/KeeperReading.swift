public import EaselCore
import Foundation
import GRDB

extension GRDBHistoryStore: KeeperSource {
    public func keepers(_ query: KeeperQuery) async throws(EaselError) -> [KeeperFigures] {
        try await database.read { try KeeperReading.run(query, in: $0) }
    }
}

/// What it cost to get something worth keeping.
///
/// A keeper is a generation that was starred, or the first turn of a target that the last vote on its comparison chose.
enum KeeperReading {
    static func run(_ query: KeeperQuery, in database: Database) throws -> [KeeperFigures] {
        var conditions = ["isSandbox = :sandbox", "status IN ('succeeded', 'failed', 'cancelled')"]
        var arguments: [String: (any DatabaseValueConvertible)?] = ["sandbox": query.isSandbox]
        if let modality = query.modality {
            conditions.append("modality = :modality")
            arguments["modality"] = modality.rawValue
        }
        if let since = query.since {
            conditions.append("createdAt >= :since")
            arguments["since"] = since.timeIntervalSinceReferenceDate
        }
        let (keeper, tags) = (try keepers(in: database), try tags(in: database))
        let rows = try Row.fetchAll(
            database,
            sql: """
                WITH keeper(id) AS (\(keeper)), tagged(id, tag) AS (\(tags))
                SELECT \(query.grouping == .model ? "provider || ':' || model" : "tag") AS name, count(*) AS generations,
                    sum(generation.id IN (SELECT id FROM keeper)) AS keepers, coalesce(sum(costUSD), 0.0) AS known,
                    sum(costUSD IS NULL AND status = 'succeeded') AS unknown
                FROM generation \(query.grouping == .tag ? "JOIN tagged ON tagged.id = generation.id" : "")
                WHERE \(conditions.joined(separator: " AND ")) GROUP BY name ORDER BY name
                """, arguments: StatementArguments(arguments))
        let figures = rows.map { row in
            KeeperFigures(
                group: row["name"], generations: row["generations"], keepers: row["keepers"],
                spending: Spending(knownUSD: row["known"], unknownCount: row["unknown"]))
        }
        return figures.filter { $0.keepers > 0 }.sorted { ($0.costPerKeeper ?? 0) < ($1.costPerKeeper ?? 0) }
            + figures.filter { $0.keepers == 0 }
    }

    /// Stars and tags of generations are kept by another migration; a history may lack them.
    private static func keepers(in database: Database) throws -> String {
        guard try database.tableExists("entry") else { return chosen }
        return chosen
            + " UNION SELECT generation.id FROM entry JOIN generation ON generation.seq = entry.seq WHERE isStarred = 1"
    }

    private static func tags(in database: Database) throws -> String {
        guard try database.tableExists("tagging") else { return voteTags }
        return voteTags
            + """
             UNION SELECT generation.id, tag.name FROM tagging JOIN tag ON tag.number = tagging.tag
                JOIN generation ON generation.seq = tagging.seq
            """
    }

    private static let lastVote = """
        comparisonVote.number = (SELECT max(number) FROM comparisonVote AS later WHERE later.comparison = comparisonVote.comparison)
        """

    private static let chosen = """
        SELECT member.generation FROM comparisonVote
            JOIN comparison ON comparison.id = comparisonVote.comparison
            JOIN comparisonMember AS member ON member.comparison = comparison.number
        WHERE \(lastVote) AND member.turn = 0 AND member.slot IN (SELECT value FROM json_each(slots))
            AND member.attempt = (
                SELECT max(attempt) FROM comparisonMember AS other
                WHERE other.comparison = member.comparison AND other.slot = member.slot AND other.turn = member.turn)
        """

    /// A tag of a vote is one of everything in its comparison.
    private static let voteTags = """
        SELECT DISTINCT member.generation, tag.value FROM comparisonVote
            JOIN comparison ON comparison.id = comparisonVote.comparison
            JOIN comparisonMember AS member ON member.comparison = comparison.number
            JOIN json_each(comparisonVote.tags) AS tag
        WHERE \(lastVote)
        """
}
