import GRDB

/// The schema's steps, oldest first. A step that was released is never changed: a change is a new file at the end.
enum HistoryMigrator {
    static func make() -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(Migration001Generations.identifier, migrate: Migration001Generations.migrate)
        migrator.registerMigration(
            Migration002ContentCredentials.identifier, migrate: Migration002ContentCredentials.migrate)
        migrator.registerMigration(Migration003Traffic.identifier, migrate: Migration003Traffic.migrate)
        migrator.registerMigration(Migration004Jobs.identifier, migrate: Migration004Jobs.migrate)
        migrator.registerMigration(Migration005Storage.identifier, migrate: Migration005Storage.migrate)
        migrator.registerMigration(Migration006Spending.identifier, migrate: Migration006Spending.migrate)
        migrator.registerMigration(Migration007Batches.identifier, migrate: Migration007Batches.migrate)
        migrator.registerMigration(Migration008Lineage.identifier, migrate: Migration008Lineage.migrate)
        migrator.registerMigration(Migration009Curation.identifier, migrate: Migration009Curation.migrate)
        migrator.registerMigration(Migration010SearchTerms.identifier, migrate: Migration010SearchTerms.migrate)
        migrator.registerMigration(Migration020Comparisons.identifier, migrate: Migration020Comparisons.migrate)
        migrator.registerMigration(Migration021Exchanges.identifier, migrate: Migration021Exchanges.migrate)
        migrator.registerMigration(Migration022Facets.identifier, migrate: Migration022Facets.migrate)
        return migrator
    }
}
