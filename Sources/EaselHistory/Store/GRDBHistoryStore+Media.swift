public import EaselCore
import GRDB

extension GRDBHistoryStore: MediaIndex {
    /// Along the primary key of the files: each page costs the same, wherever it begins.
    public func files(after file: IndexedFile?, limit: Int) async throws(EaselError) -> [IndexedFile] {
        try await database.read { database in
            let row = try file.map { try GenerationWriting.row($0.id, in: database) } ?? -1
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT asset.*, generation.id FROM asset CROSS JOIN generation ON seq = asset.generation
                    WHERE (asset.generation, asset.position) > (?, ?)
                    ORDER BY asset.generation, asset.position LIMIT ?
                    """, arguments: [row, file?.index ?? 0, min(max(limit, 1), 1000)])
            return rows.compactMap { row in
                GenerationReading.file(row).map {
                    IndexedFile(id: JobID(rawValue: row["id"]), index: row["position"], asset: $0)
                }
            }
        }
    }

    /// In two steps, because a path is unique within its generation.
    public func move(_ files: [MovedFile]) async throws(EaselError) {
        try await database.write { database in
            let places = try files.map { (try GenerationWriting.row($0.file.id, in: database), $0.file.index, $0.path) }
            let sql = "UPDATE asset SET path = ? WHERE generation = ? AND position = ?"
            for (row, index, path) in places {
                try database.execute(sql: sql, arguments: ["moving \(index) to \(path)", row, index])
            }
            for (row, index, path) in places { try database.execute(sql: sql, arguments: [path, row, index]) }
        }
    }

    /// The files are the truth here, and can be read again: a power cut may take the last of this back.
    public func adopt(_ record: GenerationRecord) async throws(EaselError) -> Int {
        try await database.write(.crash) { database in
            guard
                let known = try GenerationReading.records(database, "generation WHERE id = ?", [record.id.rawValue])
                    .first
            else {
                try GenerationWriting.insert(record, in: database)
                return record.assets.count
            }
            guard known.status.isFinished else { return 0 }
            let row = try GenerationWriting.row(record.id, in: database)
            let fresh = record.assets.filter { asset in
                !known.assets.contains {
                    $0.path == asset.path || ($0.index == asset.index && $0.sha256 == asset.sha256)
                }
            }
            for var asset in fresh {
                // A place that another file has is not taken from it.
                if known.assets.contains(where: { $0.index == asset.index }) { asset.index = nil }
                try GenerationWriting.insert(asset, of: row, in: database)
            }
            return fresh.count
        }
    }
}
