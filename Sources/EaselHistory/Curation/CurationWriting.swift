import EaselCore
import Foundation
import GRDB

/// Writes what a person keeps about generations. Each runs inside a transaction of its caller.
enum CurationWriting {
    /// Returns what was there before. Ids that are not there are left out.
    static func apply(
        _ change: CurationChange, to ids: [JobID], at date: Date, in database: Database
    ) throws -> [JobID: Curation] {
        var old: [JobID: Curation] = [:]
        for chunk in try rows(of: ids, in: database).chunks(of: 500) {
            let known = try CurationReading.curations(chunk.map(\.row), in: database)
            for (id, row) in chunk {
                guard let curation = known[row]?.curation else { continue }
                let changed = try curation.applying(change, at: date)
                old[id] = curation
                if changed != curation { try write(changed, over: curation, of: row, in: database) }
            }
        }
        return old
    }

    static func put(_ curations: [JobID: Curation], in database: Database) throws {
        for chunk in try rows(of: Array(curations.keys), in: database).chunks(of: 500) {
            let known = try CurationReading.curations(chunk.map(\.row), in: database)
            for (id, row) in chunk {
                guard let old = known[row]?.curation, let new = curations[id], new != old else { continue }
                try write(new, over: old, of: row, in: database)
            }
        }
    }

    /// Adds a finished generation from elsewhere; false when it is known.
    static func adopt(_ entry: HistoryEntry, in database: Database) throws -> Bool {
        guard entry.record.status.isFinished else {
            throw EaselError(
                .invalidRequest, "Generation \(entry.id.short) is not finished.",
                remedy: "Only finished generations can be taken over.")
        }
        let isKnown = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM generation WHERE id = ?)", arguments: [entry.id.rawValue])
        guard isKnown != true else { return false }
        try GenerationWriting.insert(entry.record, in: database)
        let row = try GenerationWriting.row(entry.id, in: database)
        if entry.curation != Curation() { try write(entry.curation, over: Curation(), of: row, in: database) }
        return true
    }

    static func note(_ findings: [AssetFinding], at date: Date, in database: Database) throws {
        for (id, group) in Dictionary(grouping: findings, by: \.id) {
            guard
                let row = try Int64.fetchOne(
                    database, sql: "SELECT seq FROM generation WHERE id = ?", arguments: [id.rawValue])
            else { continue }
            for finding in group {
                try database.run(
                    """
                    INSERT OR REPLACE INTO assetFinding (generation, position, state, modified, at)
                    SELECT generation, position, ?, ?, ? FROM asset WHERE generation = ? AND position = ?
                    """,
                    [
                        finding.state.rawValue, finding.modified, date.timeIntervalSinceReferenceDate, row,
                        finding.index,
                    ])
            }
            try database.run(
                """
                UPDATE entry SET missingCount = found.count
                FROM (SELECT count(*) AS count FROM assetFinding WHERE generation = :row AND state = 'missing') AS found
                WHERE seq = :row AND missingCount <> found.count
                """, ["row": row])
        }
    }

    /// Puts the words of all names, notes and tags into an empty index.
    static func rebuildSearch(in database: Database) throws {
        try database.execute(sql: "DELETE FROM curationSearch")
        let rows = try Int64.fetchAll(
            database,
            sql: """
                SELECT seq FROM entry WHERE name IS NOT NULL OR note IS NOT NULL
                UNION SELECT seq FROM tagging ORDER BY seq
                """)
        for chunk in rows.chunks(of: 500) {
            for (row, known) in try CurationReading.curations(Array(chunk), in: database) {
                try index(known.curation, of: row, in: database)
            }
        }
    }

    private static func index(_ curation: Curation, of row: Int64, in database: Database) throws {
        let words = ([curation.name, curation.note].compactMap { $0 } + curation.tags).joined(separator: "\n")
        guard !words.isEmpty else { return }
        try database.run(
            "INSERT INTO curationSearch (rowid, words) VALUES (?, ?)", [row, SearchText.indexed(words)])
    }

    private static func write(
        _ new: Curation, over old: Curation, of row: Int64, in database: Database
    ) throws {
        try database.run(
            """
            UPDATE entry SET name = :name, note = :note, isStarred = :isStarred, rating = :rating, trashedAt = :trashedAt,
                comparison = :comparison WHERE seq = :row
            """,
            [
                "row": row, "name": Curation.cleanText(new.name), "note": Curation.cleanText(new.note),
                "isStarred": new.isStarred, "rating": new.rating ?? -1,
                "trashedAt": new.trashedAt?.timeIntervalSinceReferenceDate,
                "comparison": Curation.cleanText(new.comparison),
            ])
        if new.tags != old.tags { try replaceTags(new.tags, of: row, in: database) }
        guard new.name != old.name || new.note != old.note || new.tags != old.tags else { return }
        try database.run("DELETE FROM curationSearch WHERE rowid = ?", [row])
        try index(new, of: row, in: database)
    }

    private static func replaceTags(_ tags: [String], of row: Int64, in database: Database) throws {
        try database.run("DELETE FROM tagging WHERE seq = ?", [row])
        for tag in tags.compactMap(Curation.cleanTag) {
            let key = Curation.tagKey(tag)
            try database.run(
                "INSERT INTO tag (key, name) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", [key, tag])
            try database.run(
                "INSERT OR IGNORE INTO tagging (tag, seq) SELECT number, ? FROM tag WHERE key = ?",
                [row, key])
        }
        try database.execute(sql: "DELETE FROM tag WHERE uses <= 0")
    }

    /// The rows of the ids that are there.
    static func rows(of ids: [JobID], in database: Database) throws -> [(id: JobID, row: Int64)] {
        let statement = try database.cachedStatement(sql: "SELECT seq FROM generation WHERE id = ?")
        return try ids.compactMap { id in
            try Int64.fetchOne(statement, arguments: [id.rawValue]).map { (id, $0) }
        }
    }
}

extension Array {
    func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
