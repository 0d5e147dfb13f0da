import GRDB

/// The first schema: generations with their attempts, assets, remote job and full-text index.
///
/// `seq` is the row id and carries the time of the job id (see `RowNumber`), so newest-first order, keyset pages and the
/// full-text index all run along the table's own b-tree. Every index ends in it without naming it.
///
/// Moments are seconds since 2001-01-01 UTC as Foundation counts them: a `Date` comes back bit for bit. `prompt` and `text`
/// may hold any character, NUL included. `partial` is the text of a stream so far; it is not searched. The full-text index
/// is contentless: the text is in `generation`, and the index is kept in the same transaction through `SearchIndex`.
/// Deleting a generation must delete its index row first.
enum Migration001Generations {
    static let identifier = "001-generations"

    /// `EASL`: tells a history apart from any other SQLite file.
    static let applicationID = 0x4541_534C

    static func migrate(_ database: Database) throws {
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: tables)
        try database.execute(sql: indexes)
    }

    private static let tables = """
        CREATE TABLE generation (
            seq INTEGER PRIMARY KEY NOT NULL CHECK (seq >= 0),
            id TEXT NOT NULL UNIQUE CHECK (id <> ''),
            reversedID TEXT NOT NULL,
            createdAt REAL NOT NULL,
            modality TEXT NOT NULL CHECK (modality IN ('text', 'image', 'video', 'audio', 'speech')),
            provider TEXT NOT NULL CHECK (provider <> ''),
            model TEXT NOT NULL,
            isSandbox INTEGER NOT NULL CHECK (isSandbox IN (0, 1)),
            status TEXT NOT NULL CHECK (status IN ('submitted', 'accepted', 'succeeded', 'failed', 'cancelled')),
            prompt TEXT NOT NULL,
            parameters TEXT NOT NULL CHECK (json_type(parameters) = 'object'),
            attachments TEXT NOT NULL CHECK (json_type(attachments) = 'array'),
            outputFolder TEXT,
            text TEXT,
            partial TEXT,
            warnings TEXT NOT NULL DEFAULT '[]' CHECK (json_type(warnings) = 'array'),
            error TEXT CHECK (error IS NULL OR json_type(error) = 'object'),
            cancelReply TEXT,
            inputTokens INTEGER,
            outputTokens INTEGER,
            costUSD REAL,
            costIsEstimate INTEGER NOT NULL CHECK (costIsEstimate IN (0, 1)),
            firstOutputMilliseconds INTEGER,
            totalMilliseconds INTEGER,
            leaseOwner TEXT,
            leaseExpiry REAL,
            CHECK ((leaseOwner IS NULL) = (leaseExpiry IS NULL))
        ) STRICT;

        CREATE TABLE attempt (
            generation INTEGER NOT NULL REFERENCES generation(seq) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            provider TEXT NOT NULL CHECK (provider <> ''),
            model TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('submitted', 'accepted', 'succeeded', 'failed', 'cancelled')),
            errorKind TEXT,
            milliseconds INTEGER NOT NULL,
            PRIMARY KEY (generation, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE asset (
            generation INTEGER NOT NULL REFERENCES generation(seq) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            path TEXT NOT NULL CHECK (path <> ''),
            mediaType TEXT NOT NULL,
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            width INTEGER CHECK (width > 0),
            height INTEGER CHECK (height > 0),
            durationSeconds REAL CHECK (durationSeconds >= 0),
            PRIMARY KEY (generation, position),
            UNIQUE (generation, path)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE remoteJob (
            generation INTEGER PRIMARY KEY NOT NULL REFERENCES generation(seq) ON DELETE CASCADE,
            provider TEXT NOT NULL CHECK (provider <> ''),
            modality TEXT NOT NULL CHECK (modality IN ('text', 'image', 'video', 'audio', 'speech')),
            model TEXT NOT NULL,
            remoteID TEXT NOT NULL,
            handle TEXT NOT NULL CHECK (json_valid(handle)),
            acceptedAt REAL NOT NULL
        ) STRICT;

        CREATE VIRTUAL TABLE generationSearch USING fts5(
            promptWords, answerWords, content = '', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So'", prefix = '2 3 4'
        );
        """

    private static let indexes = """
        CREATE INDEX generationReversedID ON generation(reversedID);
        CREATE INDEX generationModality ON generation(modality);
        CREATE INDEX generationProvider ON generation(provider);
        CREATE INDEX generationStatus ON generation(status);
        CREATE INDEX generationModalityProvider ON generation(modality, provider);
        CREATE INDEX generationModalityStatus ON generation(modality, status);
        CREATE INDEX generationProviderStatus ON generation(provider, status);
        CREATE INDEX generationModalityProviderStatus ON generation(modality, provider, status);
        CREATE INDEX generationCost ON generation(createdAt, costUSD) WHERE isSandbox = 0 AND costUSD IS NOT NULL;
        CREATE INDEX remoteJobID ON remoteJob(provider, remoteID);
        """
}
