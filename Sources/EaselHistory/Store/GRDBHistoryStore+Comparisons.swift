public import EaselCore
import Foundation
import GRDB

extension GRDBHistoryStore: ComparisonStore {
    public func keep(_ comparison: Comparison) async throws(EaselError) {
        try await database.write { try ComparisonWriting.insert(comparison, in: $0) }
    }

    public func assign(
        _ generation: JobID, to seat: ComparisonSeat, of id: ComparisonID
    ) async throws(EaselError) {
        try await database.write { try ComparisonWriting.assign(generation, to: seat, of: id, in: $0) }
    }

    public func note(_ refusal: EaselError?, of generation: JobID, in id: ComparisonID) async throws(EaselError) {
        try await database.write { database in
            try database.execute(
                sql: "UPDATE comparisonMember SET refusal = ? WHERE generation = ?",
                arguments: [try refusal.map { try HistoryJSON.encode($0) }, generation.rawValue])
        }
    }

    public func settle(_ id: ComparisonID, winner: JobID) async throws(EaselError) {
        try await database.write { database in
            try database.execute(
                sql: "UPDATE comparison SET raceWinner = ? WHERE id = ? AND raceWinner IS NULL",
                arguments: [winner.rawValue, id.rawValue])
        }
    }

    public func rename(_ id: ComparisonID, to name: String?) async throws(EaselError) {
        try await database.write { database in
            try database.execute(
                sql: "UPDATE comparison SET name = CAST(? AS TEXT) WHERE id = ?",
                arguments: [ExactText.bindable(name), id.rawValue])
        }
    }

    public func comparison(_ id: ComparisonID) async throws(EaselError) -> Comparison? {
        try await database.read { try ComparisonReading.comparisons("WHERE id = ?", [id.rawValue], in: $0).first }
    }

    public func comparisons(matching text: String, limit: Int) async throws(EaselError) -> [Comparison] {
        try await database.read { try ComparisonReading.comparisons(matching: text, limit: limit, in: $0) }
    }

    public func page(_ query: ComparisonQuery) async throws(EaselError) -> ComparisonPage {
        try await database.read { try ComparisonReading.page(query, in: $0) }
    }

    public func comparison(of generation: JobID) async throws(EaselError) -> Comparison? {
        try await database.read { database in
            try ComparisonReading.comparisons(
                "WHERE number = (SELECT comparison FROM comparisonMember WHERE generation = ?)", [generation.rawValue],
                in: database
            ).first
        }
    }

    public func unfinishedComparisons() async throws(EaselError) -> [Comparison] {
        try await database.read { try ComparisonReading.unfinished(in: $0) }
    }

    public func add(_ vote: ComparisonVote) async throws(EaselError) {
        try await database.write { try OpinionWriting.insert(vote, in: $0) }
    }

    public func votes(of id: ComparisonID) async throws(EaselError) -> [ComparisonVote] {
        try await database.read { try OpinionReading.votes("WHERE comparison = ?", [id.rawValue], in: $0) }
    }

    public func add(_ judgement: Judgement) async throws(EaselError) {
        try await database.write { try OpinionWriting.insert(judgement, in: $0) }
    }

    public func judgements(of id: ComparisonID) async throws(EaselError) -> [Judgement] {
        try await database.read { try OpinionReading.judgements("WHERE comparison = ?", [id.rawValue], in: $0) }
    }

    public func ballots(_ query: BallotQuery) async throws(EaselError) -> [RatingBallot] {
        try await database.read { try OpinionReading.ballots(query, in: $0) }
    }

    public func keep(_ set: TargetSet) async throws(EaselError) {
        try await database.write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO targetSet (name, modality, targets) VALUES (?, ?, ?)",
                arguments: [set.name, set.modality?.rawValue, try HistoryJSON.encode(set.targets)])
        }
    }

    public func targetSets() async throws(EaselError) -> [TargetSet] {
        try await database.read { database in
            try Row.fetchAll(database, sql: "SELECT name, modality, targets FROM targetSet ORDER BY name").map { row in
                TargetSet(
                    name: row["name"], modality: (row["modality"] as String?).flatMap(Modality.init),
                    targets: HistoryJSON.decode(row["targets"]) ?? [])
            }
        }
    }

    public func removeTargetSet(_ name: String) async throws(EaselError) -> Bool {
        try await database.write { database in
            try database.execute(sql: "DELETE FROM targetSet WHERE name = ?", arguments: [name])
            return database.changesCount == 1
        }
    }
}
