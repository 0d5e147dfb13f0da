import GRDB

/// What was exchanged with providers, a row for each request with its answer.
///
/// `content` is JSON without secrets and without media, compressed by zlib; `bytes` is its length before that. The rows of a
/// generation stand together in the index, and nothing but a look at one generation reads them.
enum Migration021Exchanges {
    static let identifier = "021-exchanges"

    static func migrate(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE exchange (
                    row INTEGER PRIMARY KEY NOT NULL,
                    generation INTEGER NOT NULL REFERENCES generation(seq) ON DELETE CASCADE,
                    number INTEGER NOT NULL CHECK (number >= 0),
                    attempt INTEGER NOT NULL CHECK (attempt >= 0),
                    bytes INTEGER NOT NULL CHECK (bytes > 0),
                    content BLOB NOT NULL
                ) STRICT;
                CREATE UNIQUE INDEX exchangeGeneration ON exchange(generation, number);
                """)
    }
}
