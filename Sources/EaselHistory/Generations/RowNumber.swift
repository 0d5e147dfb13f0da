import EaselCore
import Foundation

/// The row id of a generation: it sorts as the job id does.
///
/// A UUID of version 7 begins with 48 bits of milliseconds; they and the first 15 random bits make a row number. Two ids of
/// the same millisecond that share those bits are rare, and the later one takes the next free number. Any other id takes
/// its place by the time of its record.
enum RowNumber {
    static func preferred(for id: JobID, createdAt: Date) -> Int64 {
        fromVersion7(id) ?? at(createdAt)
    }

    /// Nil unless the id is a UUID of version 7.
    static func fromVersion7(_ id: JobID) -> Int64? {
        let groups = id.rawValue.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], groups[2].first == "7",
            let milliseconds = UInt64(groups[0] + groups[1], radix: 16),
            let random = UInt64(groups[2].dropFirst() + groups[3], radix: 16)
        else { return nil }
        // 12 random bits follow the version; 3 more stand behind the two variant bits.
        let upper = random >> 16
        let lower = (random >> 11) & 0b111
        return compose(milliseconds, UInt64(upper << 3 | lower))
    }

    /// No row of that moment or later has a lower number.
    static func lowest(at date: Date) -> Int64 { at(date) }

    private static func at(_ date: Date) -> Int64 {
        let milliseconds = date.timeIntervalSince1970 * 1000
        guard milliseconds.isFinite, milliseconds > 0 else { return 0 }
        return compose(UInt64(min(milliseconds, 1e14)), 0)
    }

    private static func compose(_ milliseconds: UInt64, _ random: UInt64) -> Int64 {
        Int64(truncatingIfNeeded: (milliseconds << 15 | random) & UInt64(Int64.max))
    }
}
