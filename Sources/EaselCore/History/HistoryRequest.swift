public import Foundation

/// The order of a listing.
public enum HistorySort: String, Sendable, Codable, CaseIterable {
    case newest, oldest
    /// The dearest first; unknown costs last.
    case cost
    /// What took longest first.
    case duration
    /// The best first.
    case rating

    /// What the order goes by, for sorts that do not go by time; what is unknown comes last.
    public func value(of entry: HistoryEntry) -> Double? {
        switch self {
        case .newest, .oldest: nil
        case .cost: entry.record.usage.costUSD ?? -1
        case .duration: entry.record.timing.totalMilliseconds.map(Double.init) ?? -1
        case .rating: entry.curation.rating.map(Double.init) ?? -1
        }
    }
}

/// A place in a listing: right behind a generation, which need not be there any more.
public struct HistoryCursor: Hashable, Sendable, Codable {
    public var id: JobID
    /// The value of the sort there; nil for sorts by time.
    public var value: Double?

    public init(id: JobID, value: Double? = nil) {
        self.id = id
        self.value = value
    }

    public init(_ entry: HistoryEntry, _ sort: HistorySort) {
        self.init(id: entry.id, value: sort.value(of: entry))
    }

    /// Where what was made before a moment begins, for sorts by time.
    public static func at(_ date: Date) -> HistoryCursor { HistoryCursor(id: .lowest(at: date)) }
}

/// A page of a listing.
public struct HistoryRequest: Hashable, Sendable {
    public var filter: HistoryFilter
    public var sort: HistorySort
    /// Begins behind this place; nil for the beginning.
    public var after: HistoryCursor?
    /// Go backwards from `after`: the page ends right before it. Nil `after` is the end of the listing then.
    public var isBackward: Bool
    /// How many entries, 1 to 1000.
    public var limit: Int

    public init(
        _ filter: HistoryFilter = HistoryFilter(), sort: HistorySort = .newest, after: HistoryCursor? = nil,
        isBackward: Bool = false, limit: Int = 50
    ) {
        self.filter = filter
        self.sort = sort
        self.after = after
        self.isBackward = isBackward
        self.limit = limit
    }
}

/// A page of a listing, in the order of its sort also when it was read backwards.
public struct HistoryListing: Hashable, Sendable {
    public var entries: [HistoryEntry]
    /// Where the next page in the direction of reading begins; nil at the end.
    public var next: HistoryCursor?
    /// The page is short, or empty, because looking on would take too long in one go; `next` goes on.
    public var isPartial: Bool
    /// Sorted by value among the newest matches only: there are more than can be sorted while a person waits.
    public var isSortBounded: Bool

    public init(
        entries: [HistoryEntry], next: HistoryCursor? = nil, isPartial: Bool = false, isSortBounded: Bool = false
    ) {
        self.entries = entries
        self.next = next
        self.isPartial = isPartial
        self.isSortBounded = isSortBounded
    }
}

extension JobID {
    /// No id that is made at this moment or later is lower.
    public static func lowest(at date: Date) -> JobID {
        let milliseconds = UInt64(max(0, min(date.timeIntervalSince1970 * 1000, 1e14)))
        let digits = String(milliseconds, radix: 16)
        let hex = String(repeating: "0", count: max(0, 12 - digits.count)) + digits
        return JobID(rawValue: "\(hex.prefix(8))-\(hex.suffix(4))-7000-8000-000000000000")
    }
}
