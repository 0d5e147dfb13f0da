import GRDB

/// What a generation goes on from: the id of the generation before it, and how.
///
/// `parent` is no foreign key: a generation may be deleted, and what was made from it stays. The index holds only rows that
/// have a parent, which are few.
enum Migration008Lineage {
    static let identifier = "008-lineage"

    static func migrate(_ database: Database) throws {
        try database.execute(
            sql: """
                ALTER TABLE generation ADD COLUMN parent TEXT CHECK (parent <> '');
                ALTER TABLE generation ADD COLUMN lineage TEXT
                    CHECK (lineage IN ('turn', 'step')) CHECK ((lineage IS NULL) = (parent IS NULL));
                CREATE INDEX generationParent ON generation(parent) WHERE parent IS NOT NULL;
                """)
    }
}
