import GRDB

/// The words of the full-text index as a table, which holds nothing itself.
///
/// FTS5 puts all rows of a beginning longer than its prefix indexes together before it gives the first of them. The words that
/// begin so are few, and each of them is read in order; see `SearchTerms`.
enum Migration010SearchTerms {
    static let identifier = "010-search-terms"

    static func migrate(_ database: Database) throws {
        try database.execute(sql: "CREATE VIRTUAL TABLE searchTerm USING fts5vocab(generationSearch, instance)")
    }
}
