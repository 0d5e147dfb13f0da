import EaselCore
import Foundation
import GRDB

/// The statements that write one comparison. Each runs inside a transaction of its caller.
enum ComparisonWriting {
    static func insert(_ comparison: Comparison, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO comparison (number, id, createdAt, kind, modality, draft, targets, repeats, isBlind, seed,
                    allowsUnknownModel, shownOrder, name, raceWinner)
                VALUES (:number, :id, :createdAt, :kind, :modality, :draft, :targets, :repeats, :isBlind, :seed,
                    :allowsUnknownModel, :shownOrder, CAST(:name AS TEXT), :raceWinner)
                """,
            arguments: [
                "number": try freeNumber(for: comparison, in: database), "id": comparison.id.rawValue,
                "createdAt": comparison.createdAt.timeIntervalSinceReferenceDate, "kind": comparison.kind.rawValue,
                "modality": comparison.draft.modality.rawValue, "draft": try HistoryJSON.encode(comparison.draft),
                "targets": try HistoryJSON.encode(comparison.targets), "repeats": comparison.repeats,
                "isBlind": comparison.isBlind, "seed": Int64(bitPattern: comparison.seed),
                "allowsUnknownModel": comparison.allowsUnknownModel,
                "shownOrder": try HistoryJSON.encode(comparison.shownOrder),
                "name": ExactText.bindable(comparison.name), "raceWinner": comparison.raceWinner?.rawValue,
            ])
        for member in comparison.members {
            try insert(member, of: try number(of: comparison.id, in: database), in: database)
        }
    }

    static func assign(
        _ generation: JobID, to seat: ComparisonSeat, of id: ComparisonID, in database: Database
    ) throws {
        let number = try number(of: id, in: database)
        let last = try Int.fetchOne(
            database, sql: "SELECT max(attempt) FROM comparisonMember WHERE comparison = ? AND slot = ? AND turn = ?",
            arguments: [number, seat.slot, seat.turn])
        let member = ComparisonMember(seat, generation, attempt: last.map { $0 + 1 } ?? 0)
        try insert(member, of: number, in: database)
    }

    private static func insert(_ member: ComparisonMember, of number: Int64, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO comparisonMember (comparison, slot, turn, attempt, generation, refusal)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, member.seat.slot, member.seat.turn, member.attempt, member.generation.rawValue,
                try member.refusal.map { try HistoryJSON.encode($0) },
            ])
    }

    static func number(of id: ComparisonID, in database: Database) throws -> Int64 {
        let number = try Int64.fetchOne(
            database, sql: "SELECT number FROM comparison WHERE id = ?", arguments: [id.rawValue])
        guard let number else {
            throw EaselError(
                .storage, "The history has no comparison \(id.short).",
                remedy: "`easel compare list` shows what it has.")
        }
        return number
    }

    /// Numbers carry the time of the id, as those of generations do, so that newest first runs along the table.
    private static func freeNumber(for comparison: Comparison, in database: Database) throws -> Int64 {
        var number = RowNumber.preferred(for: JobID(rawValue: comparison.id.rawValue), createdAt: comparison.createdAt)
        while try Int64.fetchOne(database, sql: "SELECT number FROM comparison WHERE number = ?", arguments: [number])
            != nil
        {
            number += 1
        }
        return number
    }
}
