public import EaselCore
public import Foundation
import GRDB

/// What could be read out of a damaged history.
public struct RescueReport: Hashable, Sendable {
    /// Generations that are in the new history.
    public var rescued = 0
    /// Generations that were seen and could not be read.
    public var lost = 0
    /// Where the damaged file is now.
    public var quarantined: URL
}

extension HistoryDatabase {
    /// Moves a damaged history aside and begins a new one with everything that can still be read of it. No connection may be
    /// open. The damaged file is only ever read.
    public static func rescue(_ file: URL) async throws(EaselError) -> RescueReport {
        let damaged = try quarantine(at: file)
        var report = RescueReport(quarantined: damaged)
        let fresh = GRDBHistoryStore(try HistoryDatabase.open(at: file))
        guard let source = try? HistoryRescue(damaged) else { return report }
        for row in source.rows() {
            guard let entry = source.entry(row), try await fresh.takeOver(entry) else {
                report.lost += 1
                continue
            }
            // Beside the generation itself they are worth no failure.
            try? await fresh.keep(source.exchanges(of: entry.id), of: entry.id)
            report.rescued += 1
        }
        return report
    }
}

extension GRDBHistoryStore {
    /// As `adopt`, but also what is not finished; its job is followed again. False for what breaks the rules of the schema.
    fileprivate func takeOver(_ entry: HistoryEntry) async throws(EaselError) -> Bool {
        do throws(EaselError) {
            return try await database.write { database in
                try GenerationWriting.insert(entry.record, in: database)
                try CurationWriting.put([entry.id: entry.curation], in: database)
                return true
            }
        } catch {
            // Anything but the row itself (a full disk) ends the rescue.
            let code = error.providerCode.flatMap { $0.split(separator: " ").last }.flatMap { Int32($0) }
            guard code.map({ $0 & 0xFF == ResultCode.SQLITE_CONSTRAINT.rawValue }) == true else { throw error }
            return false
        }
    }
}

/// Reads around the broken pages of a database.
private struct HistoryRescue {
    private let queue: DatabaseQueue
    private let hasCurations: Bool

    init(_ file: URL) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "easel.rescue"
        queue = try DatabaseQueue(path: file.path, configuration: configuration)
        hasCurations = (try? queue.read { try $0.tableExists("entry") }) ?? false
    }

    /// The numbers of all rows that some way through the file still leads to: the table and its indexes, from both ends.
    func rows() -> [Int64] {
        var rows: Set<Int64> = []
        let ways = [
            ("NOT INDEXED", ""), ("INDEXED BY generationStatus", "status"),
            ("INDEXED BY generationModality", "modality"),
            ("INDEXED BY generationProvider", "provider"),
        ]
        for (source, column) in ways {
            for order in ["ASC", "DESC"] {
                let by = column.isEmpty ? "seq \(order)" : "\(column) \(order), seq \(order)"
                _ = try? queue.read { database in
                    let cursor = try Int64.fetchCursor(
                        database, sql: "SELECT seq FROM generation \(source) ORDER BY \(by)")
                    while let row = try cursor.next() { rows.insert(row) }
                }
            }
        }
        return rows.sorted()
    }

    /// Those that can be read.
    func exchanges(of id: JobID) -> [HTTPExchange] {
        (try? queue.read { try ExchangeReading.exchanges(of: id, in: $0) }) ?? []
    }

    /// Nil when the row itself cannot be read. What hangs on it is left out where it cannot be read.
    func entry(_ row: Int64) -> HistoryEntry? {
        let bare = try? queue.read { database in
            try GenerationRow.fetchAll(
                database, sql: "SELECT \(GenerationRow.columns) FROM generation WHERE seq = ?", arguments: [row]
            ).first
        }
        guard let bare else { return nil }
        let whole = try? queue.read { try GenerationReading.complete([bare], $0).first }
        let curation =
            hasCurations ? try? queue.read { try CurationReading.curations([row], in: $0)[row]?.curation } : nil
        return HistoryEntry(record: whole ?? bare.record, curation: curation ?? Curation())
    }
}
