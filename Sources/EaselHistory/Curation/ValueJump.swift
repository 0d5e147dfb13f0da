import EaselCore
import Foundation
import GRDB

/// Finds a place in a listing that is sorted by a value.
///
/// Few matches are sorted, and the place is exact. Of many a sample is: rows near two thousand places spread over the whole
/// history, or the newest of what an index leads to. Half way down a million rows it is one or two per cent off.
struct ValueJump {
    private static let sampleSize = 2000
    private let query: ListingQuery

    /// Nil when nothing can match.
    init?(_ request: HistoryRequest, in database: Database) throws {
        var request = request
        request.after = nil
        request.isBackward = false
        guard let query = try ListingQuery(request, in: database) else { return nil }
        self.query = query
    }

    func cursor(at fraction: Double, in database: Database) throws -> HistoryCursor? {
        let places = query.hasLeadingIndex ? nil : try places(in: database)
        var arguments = query.arguments
        arguments["budget"] = query.isBroad ? Self.sampleSize : ListingQuery.budget
        arguments["places"] = places
        let sql = places == nil ? query.valueRequest : query.sampleRequest
        let found = try Row.fetchAll(database, sql: sql, arguments: ListingReading.bound(arguments, to: sql))
        let wanted = min(Int((max(0, min(1, fraction)) * Double(found.count)).rounded(.down)), found.count) - 1
        guard wanted >= 0 else { return nil }
        let value: Double = found[wanted]["value"]
        let equal = found.indices.filter { found[$0]["value"] == value }
        if query.isBroad, equal.count > found.count / 50, let first = equal.first {
            // The sample is of the newest; rows of the same value are of all times.
            let share = Double(wanted - first + 1) / Double(equal.count)
            let cursor = try FacetReading.cursor(at: share, in: database)
            return cursor.map { HistoryCursor(id: $0.id, value: value) }
        }
        let id = try String.fetchOne(
            database, sql: "SELECT id FROM generation WHERE seq = ?", arguments: [found[wanted]["seq"] as Int64])
        return id.map { HistoryCursor(id: JobID(rawValue: $0), value: value) }
    }

    /// Row numbers with as many rows between any two of them, as far as the days tell; nil where all rows can be looked at.
    private func places(in database: Database) throws -> String? {
        let buckets = try FacetReading.buckets(database)
        let total = buckets.reduce(0) { $0 + $1.count }
        guard total >= ListingQuery.budget else { return nil }
        var places: [Int64] = []
        var (passed, next) = (0.0, 0.5)
        let step = Double(total) / Double(Self.sampleSize)
        for bucket in buckets.reversed() {
            let size = Double(bucket.count)
            while next * step < passed + size {
                let within = (next * step - passed) / size * Double(Int64(1) << Migration009Curation.bucketBits)
                places.append(bucket.number << Migration009Curation.bucketBits + Int64(within))
                next += 1
            }
            passed += size
        }
        return "[" + places.map(String.init).joined(separator: ",") + "]"
    }
}
