import EaselCore
import Foundation
import GRDB

/// The queries over votes and judgements, oldest first.
enum OpinionReading {
    static func votes(
        _ condition: String, _ arguments: StatementArguments, in database: Database
    ) throws -> [ComparisonVote] {
        let sql = """
            SELECT comparison, at, verdict, slots, field, isSandbox, CAST(note AS BLOB) AS note, tags, isBlind
            FROM comparisonVote \(condition) ORDER BY number
            """
        return try Row.fetchAll(database, sql: sql, arguments: arguments).compactMap { row in
            verdict(row).map { verdict in
                ComparisonVote(
                    verdict, of: ComparisonID(rawValue: row["comparison"]),
                    at: Date(timeIntervalSinceReferenceDate: row["at"]), field: HistoryJSON.decode(row["field"]) ?? [],
                    note: ExactText.read(row["note"]) ?? "",
                    tags: HistoryJSON.decode(row["tags"]) ?? [], isBlind: row["isBlind"], isSandbox: row["isSandbox"])
            }
        }
    }

    static func judgements(
        _ condition: String, _ arguments: StatementArguments, in database: Database
    ) throws -> [Judgement] {
        let sql = """
            SELECT comparison, at, judge, generation, rubric, answers, verdict, slots, isSandbox, CAST(reason AS BLOB) AS reason
            FROM comparisonJudgement \(condition) ORDER BY number
            """
        return try Row.fetchAll(database, sql: sql, arguments: arguments).compactMap { row in
            guard let verdict = verdict(row), let judge = ModelReference(row["judge"] as String) else { return nil }
            let answers = HistoryJSON.decode(row["answers"], as: [SlotAnswers].self) ?? []
            return Judgement(
                verdict, of: ComparisonID(rawValue: row["comparison"]),
                at: Date(timeIntervalSinceReferenceDate: row["at"]), by: judge,
                in: JobID(rawValue: row["generation"]), rubric: HistoryJSON.decode(row["rubric"]) ?? [],
                answers: Dictionary(answers.map { ($0.slot, $0.answers) }, uniquingKeysWith: { $1 }),
                reason: ExactText.read(row["reason"]) ?? "", isSandbox: row["isSandbox"])
        }
    }

    /// The last opinion of each comparison.
    static func ballots(_ query: BallotQuery, in database: Database) throws -> [RatingBallot] {
        let table = query.ofJudges ? "comparisonJudgement" : "comparisonVote"
        let condition = """
            WHERE \(table).isSandbox = :sandbox
                AND comparison IN (SELECT id FROM comparison WHERE modality = :modality)
                AND number = (SELECT max(number) FROM \(table) AS later WHERE later.comparison = \(table).comparison)
            """
        let arguments: StatementArguments = ["sandbox": query.isSandbox, "modality": query.modality.rawValue]
        let opinions: [(id: ComparisonID, verdict: Verdict, field: [Int])] =
            query.ofJudges
            ? try judgements(condition, arguments, in: database).map {
                ($0.comparison, $0.verdict, $0.answers.keys.sorted())
            }
            : try votes(condition, arguments, in: database).map { ($0.comparison, $0.verdict, $0.field) }
        let comparisons = try ComparisonReading.comparisons(
            "WHERE modality = ? AND id IN (SELECT comparison FROM \(table))", [query.modality.rawValue], in: database)
        let byID = Dictionary(comparisons.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return opinions.compactMap { opinion in
            byID[opinion.id].flatMap { RatingBallot($0, opinion.verdict, field: opinion.field) }
        }
    }

    private static func verdict(_ row: Row) -> Verdict? {
        HistoryJSON.decode(row["slots"], as: [Int].self).flatMap { Verdict(word: row["verdict"], slots: $0) }
    }
}
