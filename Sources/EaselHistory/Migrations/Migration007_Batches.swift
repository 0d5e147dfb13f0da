import GRDB

/// Which generation was made for which line of a batch file.
///
/// A line is assigned before its row is opened, so `generation` names a row that may not be there; nothing was sent then.
enum Migration007Batches {
    static let identifier = "007-batches"

    static func migrate(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE batch (
                    number INTEGER PRIMARY KEY NOT NULL,
                    name TEXT NOT NULL UNIQUE CHECK (name <> '')
                ) STRICT;

                CREATE TABLE batchLine (
                    batch INTEGER NOT NULL REFERENCES batch(number) ON DELETE CASCADE,
                    line TEXT NOT NULL,
                    generation TEXT NOT NULL CHECK (generation <> ''),
                    isReported INTEGER NOT NULL DEFAULT 0 CHECK (isReported IN (0, 1)),
                    PRIMARY KEY (batch, line)
                ) STRICT, WITHOUT ROWID;
                """)
    }
}
