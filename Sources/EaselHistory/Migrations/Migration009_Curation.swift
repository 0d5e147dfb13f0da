import GRDB

/// What a person keeps about generations, and everything that a listing filters and sorts by.
///
/// `entry` has a narrow row for each row of `generation`, under the same number: filters that no index answers look at it
/// and not at rows full of text. Triggers copy the facts of the generation; what is below `isStarred` belongs to the person.
/// Unknown costs, durations and ratings are -1, so that one index orders them last.
///
/// `tally` and `timeline` are counters that triggers keep, so that counts and jumps cost the same at any size: how many there
/// are of each combination, and how many that are not in the trash in each stretch of `2^41` row numbers (19 hours).
///
/// `curationSearch` holds names, notes and tags, with the words of `SearchText`; few rows have any.
enum Migration009Curation {
    static let identifier = "009-curation"

    static func migrate(_ database: Database) throws {
        try database.execute(sql: tables)
        try database.execute(sql: search)
        try database.execute(sql: counters)
        try database.execute(
            sql: """
                INSERT INTO entry (seq, modality, provider, model, status, isSandbox, cost, milliseconds, fileCount)
                SELECT \(facts("g")), (SELECT count(*) FROM asset WHERE asset.generation = g.seq) FROM generation AS g;
                INSERT INTO tally (modality, provider, model, status, isSandbox, isStarred, isTrashed, count)
                SELECT modality, provider, model, status, isSandbox, 0, 0, count(*) FROM entry GROUP BY 1, 2, 3, 4, 5;
                INSERT INTO timeline (bucket, count) SELECT seq >> \(bucketBits), count(*) FROM entry GROUP BY 1;
                """)
        try database.execute(sql: copying)
        try database.execute(sql: counting)
        try database.execute(sql: indexes)
    }

    /// A line of `timeline` is this power of two in row numbers.
    static let bucketBits = 41

    private static let tables = """
        CREATE TABLE entry (
            seq INTEGER PRIMARY KEY NOT NULL REFERENCES generation(seq) ON DELETE CASCADE,
            modality TEXT NOT NULL,
            provider TEXT NOT NULL,
            model TEXT NOT NULL,
            status TEXT NOT NULL,
            isSandbox INTEGER NOT NULL,
            cost REAL NOT NULL,
            milliseconds INTEGER NOT NULL,
            fileCount INTEGER NOT NULL DEFAULT 0,
            missingCount INTEGER NOT NULL DEFAULT 0,
            isStarred INTEGER NOT NULL DEFAULT 0 CHECK (isStarred IN (0, 1)),
            rating INTEGER NOT NULL DEFAULT -1 CHECK (rating = -1 OR rating BETWEEN 1 AND 5),
            trashedAt REAL,
            name TEXT CHECK (name <> ''),
            note TEXT CHECK (note <> ''),
            comparison TEXT CHECK (comparison <> '')
        ) STRICT;

        CREATE TABLE tag (
            number INTEGER PRIMARY KEY NOT NULL,
            key TEXT NOT NULL UNIQUE CHECK (key <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            uses INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE tagging (
            tag INTEGER NOT NULL REFERENCES tag(number),
            seq INTEGER NOT NULL REFERENCES entry(seq) ON DELETE CASCADE,
            PRIMARY KEY (tag, seq)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE savedFilter (
            name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
            filter TEXT NOT NULL CHECK (json_type(filter) = 'object')
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE assetFinding (
            generation INTEGER NOT NULL,
            position INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('present', 'touched', 'changed', 'missing')),
            modified REAL,
            at REAL NOT NULL,
            PRIMARY KEY (generation, position),
            FOREIGN KEY (generation, position) REFERENCES asset(generation, position) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        """

    private static let search = """
        CREATE VIRTUAL TABLE curationSearch USING fts5(
            words, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So'", prefix = '2 3 4'
        );
        """

    private static let counters = """
        CREATE TABLE tally (
            modality TEXT NOT NULL,
            provider TEXT NOT NULL,
            model TEXT NOT NULL,
            status TEXT NOT NULL,
            isSandbox INTEGER NOT NULL,
            isStarred INTEGER NOT NULL,
            isTrashed INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (modality, provider, model, status, isSandbox, isStarred, isTrashed)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE timeline (bucket INTEGER PRIMARY KEY NOT NULL, count INTEGER NOT NULL) STRICT;
        """

    private static var copying: String {
        """
        CREATE TRIGGER entryInsert AFTER INSERT ON generation BEGIN
            INSERT INTO entry (seq, modality, provider, model, status, isSandbox, cost, milliseconds) VALUES (\(facts("new")));
        END;
        CREATE TRIGGER entryUpdate
        AFTER UPDATE OF modality, provider, model, status, isSandbox, costUSD, totalMilliseconds ON generation BEGIN
            UPDATE entry SET (modality, provider, model, status, isSandbox, cost, milliseconds)
                = (SELECT modality, provider, model, status, isSandbox, coalesce(costUSD, -1.0), coalesce(totalMilliseconds, -1)
                    FROM generation WHERE seq = new.seq)
            WHERE seq = new.seq;
        END;
        CREATE TRIGGER entryFileInsert AFTER INSERT ON asset BEGIN
            UPDATE entry SET fileCount = fileCount + 1 WHERE seq = new.generation;
        END;
        CREATE TRIGGER entryFileDelete AFTER DELETE ON asset BEGIN
            UPDATE entry SET fileCount = fileCount - 1 WHERE seq = old.generation;
        END;
        CREATE TRIGGER entrySearchDelete AFTER DELETE ON entry BEGIN
            DELETE FROM curationSearch WHERE rowid = old.seq;
        END;
        """
    }

    private static var counting: String {
        """
        CREATE TRIGGER tallyInsert AFTER INSERT ON entry BEGIN \(count("new", "+")) END;
        CREATE TRIGGER tallyDelete AFTER DELETE ON entry BEGIN \(count("old", "-")) END;
        CREATE TRIGGER tallyUpdate
        AFTER UPDATE OF modality, provider, model, status, isSandbox, isStarred, trashedAt ON entry BEGIN
            \(count("old", "-"))
            \(count("new", "+"))
        END;
        CREATE TRIGGER tagInsert AFTER INSERT ON tagging BEGIN
            UPDATE tag SET uses = uses + 1 WHERE number = new.tag;
        END;
        CREATE TRIGGER tagDelete AFTER DELETE ON tagging BEGIN
            UPDATE tag SET uses = uses - 1 WHERE number = old.tag;
        END;
        """
    }

    private static let indexes = """
        CREATE INDEX entryModel ON entry(model);
        CREATE INDEX entryCost ON entry(cost);
        CREATE INDEX entryMilliseconds ON entry(milliseconds);
        CREATE INDEX entryRating ON entry(rating);
        CREATE INDEX entryRated ON entry(seq) WHERE rating > 0;
        CREATE INDEX entryStarred ON entry(seq) WHERE isStarred = 1;
        CREATE INDEX entryTrashed ON entry(seq) WHERE trashedAt IS NOT NULL;
        CREATE INDEX entryTrashTime ON entry(trashedAt) WHERE trashedAt IS NOT NULL;
        CREATE INDEX entryMissing ON entry(seq) WHERE missingCount > 0;
        CREATE INDEX entrySandbox ON entry(seq) WHERE isSandbox = 1;
        CREATE INDEX entryComparison ON entry(comparison) WHERE comparison IS NOT NULL;
        CREATE INDEX taggingEntry ON tagging(seq);
        CREATE INDEX assetContent ON asset(sha256);
        CREATE INDEX assetPath ON asset(path);
        """

    private static func facts(_ row: String) -> String {
        """
        \(row).seq, \(row).modality, \(row).provider, \(row).model, \(row).status, \(row).isSandbox,
            coalesce(\(row).costUSD, -1.0), coalesce(\(row).totalMilliseconds, -1)
        """
    }

    private static func count(_ row: String, _ sign: String) -> String {
        """
        INSERT INTO tally VALUES (\(row).modality, \(row).provider, \(row).model, \(row).status, \(row).isSandbox,
                \(row).isStarred, \(row).trashedAt IS NOT NULL, \(sign)1)
            ON CONFLICT DO UPDATE SET count = count + excluded.count;
        INSERT INTO timeline SELECT \(row).seq >> \(bucketBits), \(sign)1 WHERE \(row).trashedAt IS NULL
            ON CONFLICT DO UPDATE SET count = count + excluded.count;
        """
    }
}
