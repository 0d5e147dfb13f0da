import EaselCore
import Foundation
import GRDB

/// The queries over `spending`: as many lines as there were busy quarters of an hour, however many generations.
enum SpendingReading {
    static func since(_ date: Date, in database: Database) throws -> Spending {
        let row = try Row.fetchOne(database, sql: request, arguments: [bucket(of: date)])
        return Spending(knownUSD: dollars(row?["nanodollars"]), unknownCount: row?["unknown"] ?? 0)
    }

    /// Throws `.quota` when what is in history now passes a cap; the transaction of the caller is rolled back then.
    ///
    /// - Parameter cost: what the transaction has added, nil when unknown; part of what is in history.
    static func check(_ caps: [BudgetCap], adding cost: Double?, in database: Database) throws {
        for cap in caps {
            let spent = try since(cap.since, in: database).knownUSD - (cost ?? 0)
            guard cap.allows(cost, after: spent) else { throw cap.refusal(of: cost, after: max(0, spent)) }
        }
    }

    static let request = """
        SELECT coalesce(sum(nanodollars), 0) AS nanodollars, coalesce(sum(unknown), 0) AS unknown
        FROM spending WHERE bucket >= ?
        """

    private static func bucket(of date: Date) -> Int64 {
        let bucket = date.timeIntervalSinceReferenceDate / Migration006Spending.bucketSeconds
        return Int64(min(max(0, bucket.rounded(.down)), 1e15))
    }

    private static func dollars(_ nanodollars: Int64?) -> Double { Double(nanodollars ?? 0) / 1e9 }
}
