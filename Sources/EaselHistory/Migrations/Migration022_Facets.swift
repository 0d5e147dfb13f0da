import GRDB

/// Counters and an index over every combination of what can be filtered for, stars, ratings and files included.
///
/// `tally` has a line for each combination that there is, some thousands at most; `entryFacets` has the rows of each of them
/// in the order of time. A filter over any of these is a few lines of the one and a few short stretches of the other, however
/// many rows there are and however rare the combination is.
enum Migration022Facets {
    static let identifier = "022-facets"

    /// What makes a combination, as it is written in the index. SQLite uses an index over expressions for the very same ones.
    static let facets = [
        ("modality", "modality"), ("provider", "provider"), ("model", "model"), ("status", "status"),
        ("isSandbox", "isSandbox"), ("isStarred", "isStarred"), ("rating", "rating"),
        ("isTrashed", "trashedAt IS NOT NULL"), ("hasFiles", "fileCount > 0"),
    ]

    static func migrate(_ database: Database) throws {
        try database.execute(
            sql: """
                DROP TRIGGER tallyInsert;
                DROP TRIGGER tallyDelete;
                DROP TRIGGER tallyUpdate;
                DROP TABLE tally;
                CREATE TABLE tally (
                    modality TEXT NOT NULL,
                    provider TEXT NOT NULL,
                    model TEXT NOT NULL,
                    status TEXT NOT NULL,
                    isSandbox INTEGER NOT NULL,
                    isStarred INTEGER NOT NULL,
                    rating INTEGER NOT NULL,
                    isTrashed INTEGER NOT NULL,
                    hasFiles INTEGER NOT NULL,
                    count INTEGER NOT NULL,
                    PRIMARY KEY (modality, provider, model, status, isSandbox, isStarred, rating, isTrashed, hasFiles)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX entryFacets ON entry(\(facets.map { $0.1 }.joined(separator: ", ")));
                \(counting)
                CREATE TRIGGER tallyInsert AFTER INSERT ON entry BEGIN \(tally("new", "+")) \(timeline("new", "+")) END;
                CREATE TRIGGER tallyDelete AFTER DELETE ON entry BEGIN \(tally("old", "-")) \(timeline("old", "-")) END;
                CREATE TRIGGER tallyUpdate
                AFTER UPDATE OF modality, provider, model, status, isSandbox, isStarred, rating, trashedAt, fileCount ON entry
                WHEN (\(values("old"))) IS NOT (\(values("new"))) BEGIN
                    \(tally("old", "-"))
                    \(tally("new", "+"))
                END;
                CREATE TRIGGER timelineUpdate AFTER UPDATE OF trashedAt ON entry
                WHEN (old.trashedAt IS NULL) <> (new.trashedAt IS NULL) BEGIN
                    \(timeline("old", "-"))
                    \(timeline("new", "+"))
                END;
                """)
    }

    /// Counts everything anew.
    static var recounting: String {
        """
        UPDATE entry SET fileCount = (SELECT count(*) FROM asset WHERE asset.generation = entry.seq),
            missingCount = (SELECT count(*) FROM assetFinding AS f WHERE f.generation = entry.seq AND f.state = 'missing');
        DELETE FROM tally;
        \(counting)
        DELETE FROM timeline;
        INSERT INTO timeline (bucket, count)
        SELECT seq >> \(Migration009Curation.bucketBits), count(*) FROM entry WHERE trashedAt IS NULL GROUP BY 1;
        UPDATE tag SET uses = (SELECT count(*) FROM tagging WHERE tag = number);
        """
    }

    private static var counting: String {
        """
        INSERT INTO tally (\(facets.map { $0.0 }.joined(separator: ", ")), count)
        SELECT \(facets.map { $0.1 }.joined(separator: ", ")), count(*) FROM entry INDEXED BY entryFacets
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;
        """
    }

    private static func values(_ row: String) -> String {
        facets.map { "\(row).\($0.1)" }.joined(separator: ", ")
    }

    private static func tally(_ row: String, _ sign: String) -> String {
        """
        INSERT INTO tally VALUES (\(values(row)), \(sign)1) ON CONFLICT DO UPDATE SET count = count + excluded.count;
        """
    }

    private static func timeline(_ row: String, _ sign: String) -> String {
        """
        INSERT INTO timeline SELECT \(row).seq >> \(Migration009Curation.bucketBits), \(sign)1 WHERE \(row).trashedAt IS NULL
            ON CONFLICT DO UPDATE SET count = count + excluded.count;
        """
    }
}
