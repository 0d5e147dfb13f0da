import GRDB

/// What is remembered of the providers' limits, a row for each count: pauses, used-up allowances, and when the requests of
/// the last minute went out (`sent`, a list of moments).
enum Migration003Traffic {
    static let identifier = "003-traffic"

    static func migrate(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE traffic (
                    provider TEXT NOT NULL CHECK (provider <> ''),
                    account TEXT NOT NULL,
                    name TEXT NOT NULL,
                    pausedUntil REAL,
                    closedUntil REAL,
                    sent TEXT NOT NULL DEFAULT '[]' CHECK (json_type(sent) = 'array'),
                    today INTEGER NOT NULL DEFAULT 0 CHECK (today >= 0),
                    dayEnds REAL,
                    changedAt REAL NOT NULL,
                    PRIMARY KEY (provider, account, name)
                ) STRICT, WITHOUT ROWID
                """)
    }
}
