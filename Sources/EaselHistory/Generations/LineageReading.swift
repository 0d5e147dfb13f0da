import EaselCore
import GRDB

/// The queries along the arrows between generations.
enum LineageReading {
    /// Follows the turns backwards by their ids: each costs one search of the index, and `limit` ends a ring.
    static func conversation(endingAt id: JobID, limit: Int, in database: Database) throws -> [GenerationRecord] {
        let found = try GenerationReading.records(
            database, conversationRequest, ["id": id.rawValue, "limit": min(max(limit, 0), mostRows)])
        // Clocks go back: the order is that of the arrows, not that of time.
        let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var turns: [GenerationRecord] = []
        var next: JobID? = id
        while turns.count < found.count, let turn = next.flatMap({ byID[$0] }) {
            turns.append(turn)
            next = turn.earlierTurn
        }
        return turns.reversed()
    }

    static func children(of id: JobID, limit: Int, in database: Database) throws -> [GenerationRecord] {
        try GenerationReading.records(
            database, "generation WHERE parent = :id ORDER BY seq LIMIT :limit",
            ["id": id.rawValue, "limit": min(max(limit, 0), mostRows)])
    }

    /// `CROSS JOIN` keeps the order: first the chain so far, then the row that it names.
    private static let conversationRequest = """
        generation WHERE seq IN (
            WITH RECURSIVE chain(seq, parent, length) AS (
                SELECT seq, CASE lineage WHEN 'turn' THEN parent END, 1 FROM generation WHERE id = :id AND :limit > 0
                UNION ALL
                SELECT earlier.seq, CASE earlier.lineage WHEN 'turn' THEN earlier.parent END, length + 1
                FROM chain CROSS JOIN generation AS earlier ON earlier.id = chain.parent
                WHERE length < :limit
            )
            SELECT seq FROM chain
        )
        """

    private static let mostRows = 1000
}
