public import EaselCore
public import Foundation
import GRDB

extension GRDBHistoryStore: ExchangeStore {
    public func keep(_ exchanges: [HTTPExchange], of id: JobID) async throws(EaselError) {
        let rows: [(HTTPExchange, ExchangeContent)]
        do {
            rows = try exchanges.map { ($0, try ExchangeContent($0)) }
        } catch {
            throw HistoryFailure.error(from: error, file: nil)
        }
        try await database.write(.crash) { database in
            let generation = try GenerationWriting.row(id, in: database)
            for (exchange, content) in rows {
                try database.execute(
                    sql: """
                        INSERT INTO exchange (generation, number, attempt, bytes, content) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (generation, number) DO UPDATE SET
                            attempt = excluded.attempt, bytes = excluded.bytes, content = excluded.content
                        """,
                    arguments: [generation, exchange.number, exchange.attempt, content.bytes, content.compressed])
            }
        }
    }

    public func exchanges(of id: JobID) async throws(EaselError) -> [HTTPExchange] {
        try await database.read { try ExchangeReading.exchanges(of: id, in: $0) }
    }

    public func forgetExchanges(of id: JobID, attempt: Int) async throws(EaselError) {
        try await database.write(.crash) { database in
            try database.execute(
                sql: """
                    DELETE FROM exchange
                    WHERE generation = (SELECT seq FROM generation WHERE id = ?) AND attempt = ?
                    """, arguments: [id.rawValue, attempt])
        }
    }

    /// In steps, so that others can write meanwhile.
    public func forgetExchanges(before date: Date) async throws(EaselError) -> Int {
        let row = RowNumber.lowest(at: date)
        var count = 0
        while true {
            let gone = try await database.write(.crash) { database in
                try database.execute(
                    sql: """
                        DELETE FROM exchange WHERE row IN (
                            SELECT row FROM exchange WHERE generation < ? ORDER BY generation LIMIT 1000)
                        """, arguments: [row])
                return database.changesCount
            }
            count += gone
            if gone == 0 { return count }
        }
    }
}

/// The one statement that reads exchanges.
enum ExchangeReading {
    static let request = """
        SELECT bytes, content FROM exchange WHERE generation = (SELECT seq FROM generation WHERE id = ?) ORDER BY number
        """

    /// What is damaged is left out.
    static func exchanges(of id: JobID, in database: Database) throws -> [HTTPExchange] {
        try Row.fetchAll(database, sql: request, arguments: [id.rawValue]).compactMap { row in
            ExchangeContent(compressed: row["content"], bytes: row["bytes"]).exchange
        }
    }
}
