import GRDB

/// What was spent, kept beside the generations by triggers, and an index that holds all that statistics read.
///
/// `spending` has a line per quarter of an hour, provider and modality: local midnight is on a quarter of an hour in every time
/// zone of today. Amounts are whole billionths of a dollar, so that adding and taking away leaves no rest. A row whose cost is
/// not known counts as unknown when it was, or may be, charged for. Rows of the sandbox do not count.
///
/// `generationFigures` covers: a statistic of a week reads that week of the index and no row of the table. `attemptAgain` finds
/// the few attempts that were not the first.
enum Migration006Spending {
    static let identifier = "006-spending"

    static func migrate(_ database: Database) throws {
        try database.execute(sql: table)
        try database.execute(
            sql: """
                INSERT INTO spending (bucket, provider, modality, nanodollars, unknown)
                SELECT \(bucket("g")), provider, modality, sum(\(nanodollars("g"))), sum(\(unknown("g")))
                FROM generation AS g WHERE isSandbox = 0 GROUP BY 1, 2, 3;
                """)
        try database.execute(sql: "DROP INDEX generationCost")
        try database.execute(sql: triggers)
        try database.execute(sql: indexes)
    }

    /// Seconds of a line.
    static let bucketSeconds = 900.0

    private static let table = """
        CREATE TABLE spending (
            bucket INTEGER NOT NULL,
            provider TEXT NOT NULL,
            modality TEXT NOT NULL,
            nanodollars INTEGER NOT NULL,
            unknown INTEGER NOT NULL,
            PRIMARY KEY (bucket, provider, modality)
        ) STRICT, WITHOUT ROWID;
        """

    private static var triggers: String {
        """
        CREATE TRIGGER spendingInsert AFTER INSERT ON generation WHEN new.isSandbox = 0 BEGIN
            \(adding("new", sign: "+"))
        END;
        CREATE TRIGGER spendingUpdateOld AFTER UPDATE OF \(columns) ON generation WHEN old.isSandbox = 0 BEGIN
            \(adding("old", sign: "-"))
        END;
        CREATE TRIGGER spendingUpdateNew AFTER UPDATE OF \(columns) ON generation WHEN new.isSandbox = 0 BEGIN
            \(adding("new", sign: "+"))
        END;
        CREATE TRIGGER spendingDelete AFTER DELETE ON generation WHEN old.isSandbox = 0 BEGIN
            \(adding("old", sign: "-"))
        END;
        """
    }

    private static let columns =
        "createdAt, provider, modality, isSandbox, status, costUSD, text, error, cancelReply"

    private static let indexes = """
        ALTER TABLE generation ADD COLUMN errorKind TEXT GENERATED ALWAYS AS (json_extract(error, '$.kind')) VIRTUAL;
        CREATE INDEX generationFigures ON generation(isSandbox, createdAt, provider, modality, model, status, errorKind,
            firstOutputMilliseconds, totalMilliseconds, outputTokens, costUSD);
        CREATE INDEX attemptAgain ON attempt(generation, position) WHERE position > 0;
        """

    private static func adding(_ row: String, sign: String) -> String {
        """
        INSERT INTO spending (bucket, provider, modality, nanodollars, unknown)
            VALUES (\(bucket(row)), \(row).provider, \(row).modality, \(sign)\(nanodollars(row)), \(sign)\(unknown(row)))
            ON CONFLICT (bucket, provider, modality) DO UPDATE SET
                nanodollars = nanodollars + excluded.nanodollars, unknown = unknown + excluded.unknown;
        """
    }

    /// Moments are counted from 2001; what is before is in line 0.
    private static func bucket(_ row: String) -> String {
        "CAST(max(0, \(row).createdAt) / \(bucketSeconds) AS INTEGER)"
    }

    private static func nanodollars(_ row: String) -> String {
        "CAST(round(coalesce(\(row).costUSD, 0) * 1e9) AS INTEGER)"
    }

    private static func unknown(_ row: String) -> String {
        """
        (\(row).costUSD IS NULL AND (\(row).status IN ('submitted', 'accepted', 'succeeded') OR \(row).text IS NOT NULL
            OR coalesce(json_extract(\(row).error, '$.mayHaveBeenAccepted'), 0) = 1
            OR coalesce(\(row).cancelReply, 'removed') <> 'removed'))
        """
    }
}
