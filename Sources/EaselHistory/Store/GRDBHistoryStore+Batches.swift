public import EaselCore
import GRDB

extension GRDBHistoryStore: BatchLedger {
    public func assign(_ id: JobID, to line: BatchLine) async throws(EaselError) {
        try await database.write(.crash) { database in
            let name = ExactText.bindable(line.batch)
            try database.execute(
                sql: "INSERT INTO batch (name) VALUES (CAST(? AS TEXT)) ON CONFLICT (name) DO NOTHING",
                arguments: [name])
            try database.execute(
                sql: """
                    INSERT INTO batchLine (batch, line, generation)
                    SELECT number, CAST(:line AS TEXT), :id FROM batch WHERE name = CAST(:name AS TEXT)
                    ON CONFLICT (batch, line) DO UPDATE SET generation = excluded.generation, isReported = 0
                    """,
                arguments: ["line": ExactText.bindable(line.id), "id": id.rawValue, "name": name])
        }
    }

    public func entry(of line: BatchLine) async throws(EaselError) -> BatchEntry? {
        try await database.read { database in
            try Row.fetchOne(
                database, sql: "SELECT generation, isReported FROM batchLine \(Self.ofLine)", arguments: Self.key(line)
            ).map { BatchEntry(id: JobID(rawValue: $0["generation"]), isReported: $0["isReported"]) }
        }
    }

    public func noteReported(_ line: BatchLine) async throws(EaselError) {
        try await database.write(.crash) { database in
            try database.execute(
                sql: "UPDATE batchLine SET isReported = 1 \(Self.ofLine)", arguments: Self.key(line))
        }
    }

    public func summary(of batch: String) async throws(EaselError) -> BatchSummary {
        try await database.read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*) AS lines, coalesce(sum(status IN ('succeeded', 'failed', 'cancelled')), 0) AS finished,
                        coalesce(sum(costUSD), 0.0) AS spent
                    FROM batch JOIN batchLine ON batchLine.batch = number
                        LEFT JOIN generation ON generation.id = batchLine.generation
                    WHERE name = CAST(? AS TEXT)
                    """,
                arguments: [ExactText.bindable(batch)])
            guard let row else { return BatchSummary() }
            return BatchSummary(lines: row["lines"], finished: row["finished"], spentUSD: row["spent"])
        }
    }

    private static let ofLine = """
        WHERE batch = (SELECT number FROM batch WHERE name = CAST(:batch AS TEXT)) AND line = CAST(:line AS TEXT)
        """

    private static func key(_ line: BatchLine) -> StatementArguments {
        ["batch": ExactText.bindable(line.batch), "line": ExactText.bindable(line.id)]
    }
}
