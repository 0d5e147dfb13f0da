import EaselCore
import Foundation
import GRDB

/// The statements that add votes and judgements. Nothing of them is ever changed.
enum OpinionWriting {
    static func insert(_ vote: ComparisonVote, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO comparisonVote (comparison, at, verdict, slots, field, isSandbox, note, tags, isBlind)
                VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?)
                """,
            arguments: [
                vote.comparison.rawValue, vote.at.timeIntervalSinceReferenceDate, vote.verdict.word,
                try HistoryJSON.encode(vote.verdict.best), try HistoryJSON.encode(vote.field), vote.isSandbox,
                ExactText.bindable(vote.note),
                try HistoryJSON.encode(vote.tags), vote.isBlind,
            ])
    }

    static func insert(_ judgement: Judgement, in database: Database) throws {
        let answers = judgement.answers.sorted { $0.key < $1.key }.map { SlotAnswers(slot: $0.key, answers: $0.value) }
        try database.execute(
            sql: """
                INSERT INTO comparisonJudgement
                    (comparison, at, judge, generation, rubric, answers, verdict, slots, isSandbox, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))
                """,
            arguments: [
                judgement.comparison.rawValue, judgement.at.timeIntervalSinceReferenceDate,
                judgement.judge.description, judgement.generation.rawValue, try HistoryJSON.encode(judgement.rubric),
                try HistoryJSON.encode(answers), judgement.verdict.word, try HistoryJSON.encode(judgement.verdict.best),
                judgement.isSandbox, ExactText.bindable(judgement.reason),
            ])
    }
}

/// What a judge answered for one target, as it is stored.
struct SlotAnswers: Codable {
    var slot: Int
    var answers: [Bool]
}

extension Verdict {
    var word: String {
        switch self {
        case .winner: "winner"
        case .tie: "tie"
        case .allBad: "allBad"
        }
    }

    /// Nil for what no vote can be.
    init?(word: String, slots: [Int]) {
        switch (word, slots.count) {
        case ("winner", 1): self = .winner(slots[0])
        case ("tie", 2...): self = .tie(slots)
        case ("allBad", 0): self = .allBad
        default: return nil
        }
    }
}
