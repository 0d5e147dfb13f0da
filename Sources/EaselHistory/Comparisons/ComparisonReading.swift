import EaselCore
import Foundation
import GRDB

/// The queries over comparisons. A page costs two: the comparisons, and all their members.
enum ComparisonReading {
    /// - Parameter condition: what follows the table's name.
    static func comparisons(
        _ condition: String, _ arguments: StatementArguments, in database: Database
    ) throws -> [Comparison] {
        let sql = """
            SELECT number, id, createdAt, kind, draft, targets, repeats, isBlind, seed, allowsUnknownModel, shownOrder,
                CAST(name AS BLOB) AS name, raceWinner
            FROM comparison \(condition)
            """
        let rows = try Row.fetchAll(database, sql: sql, arguments: arguments)
        var found: [(number: Int64, comparison: Comparison)] = []
        for row in rows { if let comparison = comparison(row) { found.append((row["number"], comparison)) } }
        let members = try members(of: found.map(\.number), in: database)
        return found.map { number, comparison in
            var comparison = comparison
            comparison.members = members[number] ?? []
            return comparison
        }
    }

    static func page(_ query: ComparisonQuery, in database: Database) throws -> ComparisonPage {
        var conditions = ["number < :bound"]
        var arguments: [String: (any DatabaseValueConvertible)?] = [:]
        let limit = min(max(query.limit, 1), 1000)
        arguments["limit"] = limit + 1
        arguments["bound"] = try query.before.map { try ComparisonWriting.number(of: $0, in: database) } ?? .max
        if let modality = query.modality {
            conditions.append("modality = :modality")
            arguments["modality"] = modality.rawValue
        }
        if let kind = query.kind {
            conditions.append("kind = :kind")
            arguments["kind"] = kind.rawValue
        }
        var page = try comparisons(
            "WHERE \(conditions.joined(separator: " AND ")) ORDER BY number DESC LIMIT :limit",
            StatementArguments(arguments), in: database)
        guard page.count > limit else { return ComparisonPage(page, next: nil) }
        page.removeLast(page.count - limit)
        return ComparisonPage(page, next: page.last?.id)
    }

    /// Comparisons are few: their ids need no index from behind.
    static func comparisons(matching text: String, limit: Int, in database: Database) throws -> [Comparison] {
        let wanted = text.lowercased().filter { !$0.isWhitespace && $0 != "\0" }
        guard !wanted.isEmpty, wanted.utf8.count <= 200, limit > 0 else { return [] }
        return try comparisons(
            """
            WHERE substr(id, 1, length(:text)) = :text OR substr(id, -length(:text)) = :text OR name = :name
            ORDER BY number DESC LIMIT :limit
            """, ["text": wanted, "name": text, "limit": min(limit, 1000)], in: database)
    }

    static func unfinished(in database: Database) throws -> [Comparison] {
        try comparisons(
            """
            WHERE number IN (
                SELECT comparison FROM comparisonMember AS member
                    LEFT JOIN generation ON generation.id = member.generation
                WHERE refusal IS NULL AND coalesce(status, 'submitted') IN ('submitted', 'accepted')
                    AND attempt = (
                        SELECT max(attempt) FROM comparisonMember AS other
                        WHERE other.comparison = member.comparison AND other.slot = member.slot
                            AND other.turn = member.turn)
            ) ORDER BY number
            """, [], in: database)
    }

    private static func comparison(_ row: Row) -> Comparison? {
        guard let draft = HistoryJSON.decode(row["draft"], as: GenerationDraft.self),
            let targets = HistoryJSON.decode(row["targets"], as: [ComparisonTarget].self),
            let kind = Comparison.Kind(rawValue: row["kind"])
        else { return nil }
        var order = ComparisonOrder(
            id: ComparisonID(rawValue: row["id"]), draft: draft, targets: targets, repeats: row["repeats"], kind: kind,
            isBlind: row["isBlind"], seed: UInt64(bitPattern: row["seed"] as Int64))
        order.allowsUnknownModel = row["allowsUnknownModel"]
        var comparison = Comparison(order, at: Date(timeIntervalSinceReferenceDate: row["createdAt"]))
        let shown = HistoryJSON.decode(row["shownOrder"], as: [Int].self) ?? []
        if shown.sorted() == Array(targets.indices) { comparison.shownOrder = shown }
        comparison.name = ExactText.read(row["name"])
        comparison.raceWinner = (row["raceWinner"] as String?).map(JobID.init(rawValue:))
        return comparison
    }

    /// The newest of every seat.
    private static func members(of numbers: [Int64], in database: Database) throws -> [Int64: [ComparisonMember]] {
        guard !numbers.isEmpty else { return [:] }
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT comparison, slot, turn, attempt, generation, refusal FROM comparisonMember
                WHERE comparison IN (\(numbers.map(String.init).joined(separator: ",")))
                ORDER BY comparison, slot, turn, attempt
                """)
        var members: [Int64: [ComparisonMember]] = [:]
        for row in rows {
            let seat = ComparisonSeat(slot: row["slot"], turn: row["turn"])
            let number: Int64 = row["comparison"]
            if members[number]?.last?.seat == seat { members[number]?.removeLast() }
            members[number, default: []].append(
                ComparisonMember(
                    seat, JobID(rawValue: row["generation"]), attempt: row["attempt"],
                    refusal: HistoryJSON.decode(row["refusal"])))
        }
        return members
    }
}
