import GRDB

/// The second home of files, and until when providers keep results.
///
/// A row of `upload` is written in the transaction that writes its asset, so that no crash comes between them. `session` is a
/// secret: whoever knows it may write the object; it goes when the upload is done. `server` is the server's own address: an
/// upload is only ever continued there.
enum Migration005Storage {
    static let identifier = "005-storage"

    static func migrate(_ database: Database) throws {
        try database.execute(
            sql: """
                ALTER TABLE remoteJob ADD COLUMN resultsKeptUntil REAL;

                CREATE TABLE upload (
                    generation INTEGER NOT NULL,
                    position INTEGER NOT NULL,
                    address TEXT NOT NULL CHECK (address LIKE 'gs://_%'),
                    server TEXT NOT NULL CHECK (server <> ''),
                    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'stored', 'refused')),
                    confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
                    session TEXT,
                    modified REAL,
                    error TEXT CHECK (error IS NULL OR json_type(error) = 'object'),
                    leaseOwner TEXT,
                    leaseExpiry REAL,
                    PRIMARY KEY (generation, position),
                    FOREIGN KEY (generation, position) REFERENCES asset(generation, position) ON DELETE CASCADE,
                    CHECK ((session IS NULL) = (modified IS NULL)),
                    CHECK (session IS NULL OR state = 'pending'),
                    CHECK ((leaseOwner IS NULL) = (leaseExpiry IS NULL))
                ) STRICT, WITHOUT ROWID;

                CREATE INDEX uploadPending ON upload(server, generation, position) WHERE state = 'pending';
                """)
    }
}
