import EaselCore
import Foundation
import GRDB

/// Keeps the full-text index in step with `generation`; call it inside the transaction that changes the row.
struct SearchIndex {
    var prompt: String
    var answer: String?

    func insert(_ row: Int64, in database: Database) throws {
        try database.run(
            "INSERT INTO generationSearch(rowid, promptWords, answerWords) VALUES (?, ?, ?)",
            arguments(row))
    }

    /// The index has no content of its own: the words to take out have to be the ones that were put in.
    func remove(_ row: Int64, in database: Database) throws {
        try database.run(
            "INSERT INTO generationSearch(generationSearch, rowid, promptWords, answerWords) VALUES ('delete', ?, ?, ?)",
            arguments(row))
    }

    /// What the index holds for a row.
    static func stored(_ row: Int64, in database: Database) throws -> SearchIndex {
        let texts = try Row.fetchOne(
            database,
            sql: "SELECT CAST(prompt AS BLOB) AS prompt, CAST(text AS BLOB) AS answer FROM generation WHERE seq = ?",
            arguments: [row])
        guard let texts else { throw EaselError(.storage, "The history has no row \(row).") }
        return SearchIndex(prompt: ExactText.read(texts["prompt"]) ?? "", answer: ExactText.read(texts["answer"]))
    }

    private func arguments(_ row: Int64) -> StatementArguments {
        [row, SearchText.indexed(prompt), SearchText.indexed(answer ?? "")]
    }
}
