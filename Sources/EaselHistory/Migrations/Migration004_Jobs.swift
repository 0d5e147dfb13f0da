import GRDB

/// What a crash must leave behind of a request on its way: when it was handed to the provider, when its answer was found to
/// be lost, and what the provider told last of its job.
///
/// A row that was never handed over was certainly not accepted; that is what tells it from one of unknown fate.
enum Migration004Jobs {
    static let identifier = "004-jobs"

    static func migrate(_ database: Database) throws {
        try database.execute(
            sql: """
                ALTER TABLE generation ADD COLUMN sentAt REAL;
                ALTER TABLE generation ADD COLUMN lostAt REAL;
                UPDATE generation SET sentAt = createdAt WHERE status = 'submitted';

                CREATE TABLE jobProgress (
                    generation INTEGER PRIMARY KEY NOT NULL REFERENCES generation(seq) ON DELETE CASCADE,
                    queuePosition INTEGER,
                    fraction REAL,
                    logLine TEXT,
                    at REAL NOT NULL
                ) STRICT;
                """)
    }
}
