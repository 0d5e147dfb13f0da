import EaselCore
import Foundation
import GRDB

/// The queries over votes and judgements, oldest first.
enum OpinionReading {
    static func votes(
        _ condition: String, _ arguments: StatementArguments, in database: Database
    ) throws -> [ComparisonVote] {
        let sql = """
            SELECT comparison, at, verdict, slots, CAST(note AS BLOB) AS note, tags, isBlind
            FROM comparisonVote \(condition) ORDER BY number
            """
        return try Row.fetchAll(database, sql: sql, arguments: arguments).compactMap { row in
            verdict(row).map { verdict in
                ComparisonVote(
                    verdict, of: ComparisonID(rawValue: row["comparison"]),
                    at: Date(timeIntervalSinceReferenceDate: row["at"]), note: ExactText.read(row["note"]) ?? "",
                    tags: HistoryJSON.decode(row["tags"]) ?? [], isBlind: row["isBlind"])
            }
        }
    }

    static func judgements(
        _ condition: String, _ arguments: StatementArguments, in database: Database
    ) throws -> [Judgement] {
        let sql = """
            SELECT comparison, at, judge, generation, rubric, answers, verdict, slots, CAST(reason AS BLOB) AS reason
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
                reason: ExactText.read(row["reason"]) ?? "")
        }
    }

    /// The last opinion of each comparison. A target without a result did not stand for election.
    static func ballots(_ query: BallotQuery, in database: Database) throws -> [RatingBallot] {
        let table = query.ofJudges ? "comparisonJudgement" : "comparisonVote"
        let opinions = try Row.fetchAll(
            database,
            sql: """
                SELECT \(table).comparison, verdict, slots FROM \(table) JOIN comparison ON comparison.id = \(table).comparison
                WHERE modality = :modality AND \(table).number = (
                    SELECT max(number) FROM \(table) AS later WHERE later.comparison = \(table).comparison)
                ORDER BY comparison.number
                """, arguments: ["modality": query.modality.rawValue])
        let comparisons = try ComparisonReading.comparisons(
            "WHERE modality = ? AND id IN (SELECT comparison FROM \(table))", [query.modality.rawValue], in: database)
        let byID = Dictionary(comparisons.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let answers = try answers(query.modality, table, in: database)
        return opinions.compactMap { row in
            let id = ComparisonID(rawValue: row["comparison"])
            guard let comparison = byID[id], let verdict = verdict(row),
                comparison.members.contains(where: { answers[$0.generation]?.isSandbox == true }) == query.isSandbox
            else { return nil }
            let answered = comparison.members.filter { answers[$0.generation]?.succeeded == true }.map(\.seat.slot)
            return RatingBallot(comparison, verdict, answered: Set(answered))
        }
    }

    /// How the members of all comparisons with an opinion ended.
    private static func answers(
        _ modality: Modality, _ table: String, in database: Database
    ) throws -> [JobID: (succeeded: Bool, isSandbox: Bool)] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT generation.id, status = 'succeeded' AS succeeded, isSandbox
                FROM comparison JOIN comparisonMember ON comparisonMember.comparison = comparison.number
                    JOIN generation ON generation.id = comparisonMember.generation
                WHERE comparison.modality = ? AND comparison.id IN (SELECT comparison FROM \(table))
                """, arguments: [modality.rawValue])
        return Dictionary(
            rows.map { (JobID(rawValue: $0["id"]), ($0["succeeded"] as Bool, $0["isSandbox"] as Bool)) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func verdict(_ row: Row) -> Verdict? {
        HistoryJSON.decode(row["slots"], as: [Int].self).flatMap { Verdict(word: row["verdict"], slots: $0) }
    }
}
