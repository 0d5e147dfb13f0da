import GRDB

/// Whether a file carries content credentials (C2PA); null where that was not looked for.
enum Migration002ContentCredentials {
    static let identifier = "002-content-credentials"

    static func migrate(_ database: Database) throws {
        try database.execute(
            sql: "ALTER TABLE asset ADD COLUMN hasContentCredentials INTEGER CHECK (hasContentCredentials IN (0, 1))")
    }
}
