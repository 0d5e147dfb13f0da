import EaselCore

/// The part of the history that is held: rows that follow each other in the order of the list, read page by page in both
/// directions. However far somebody scrolls, it never holds more than `capacity` rows.
struct HistoryWindow: Equatable {
    static let pageSize = 100
    static let capacity = 400

    private(set) var entries: [HistoryEntry] = []
    /// Where reading towards the beginning goes on; nil at the beginning.
    private(set) var before: HistoryCursor?
    /// Where reading towards the end goes on; nil at the end.
    private(set) var after: HistoryCursor?
    /// Rows before the first one that is held. An estimate after a jump, until an end was seen.
    var base = 0

    /// Places in the whole list that are held.
    var range: Range<Int> { base..<(base + entries.count) }

    subscript(place: Int) -> HistoryEntry? { range.contains(place) ? entries[place - base] : nil }

    /// From the beginning of the list.
    static func start(_ page: HistoryListing) -> HistoryWindow {
        var window = HistoryWindow()
        window.entries = page.entries
        window.after = page.next
        return window
    }

    /// At the end of the list, which was read backwards.
    static func end(_ page: HistoryListing, total: Int) -> HistoryWindow {
        var window = HistoryWindow()
        window.entries = page.entries
        window.before = page.next
        window.base = page.next == nil ? 0 : max(0, total - page.entries.count)
        return window
    }

    /// Somewhere in the list.
    static func landed(_ page: HistoryListing, base: Int, _ sort: HistorySort) -> HistoryWindow {
        var window = HistoryWindow()
        window.entries = page.entries
        window.after = page.next
        window.before = page.entries.first.map { HistoryCursor($0, sort) }
        window.base = max(0, base)
        return window
    }

    /// The same part, read anew: from the beginning, or from behind a row that was held.
    mutating func renew(_ page: HistoryListing, behind id: JobID?, _ sort: HistorySort) {
        if let index = entries.firstIndex(where: { $0.id == id }) {
            before = HistoryCursor(entries[index], sort)
            base += index + 1
        }
        entries = page.entries
        after = page.next
    }

    mutating func append(_ page: HistoryListing, _ sort: HistorySort) {
        let known = Set(entries.map(\.id))
        entries += page.entries.filter { !known.contains($0.id) }
        after = page.next
        let surplus = entries.count - Self.capacity
        guard surplus > 0 else { return }
        entries.removeFirst(surplus)
        base += surplus
        before = entries.first.map { HistoryCursor($0, sort) }
    }

    /// Returns by how much the places of all rows are higher now, because more rows came before than were thought of.
    mutating func prepend(_ page: HistoryListing, _ sort: HistorySort) -> Int {
        let known = Set(entries.map(\.id))
        let more = page.entries.filter { !known.contains($0.id) }
        entries = more + entries
        before = page.next
        base -= more.count
        let shift = base < 0 ? -base : 0
        base = max(0, base)
        if entries.count > Self.capacity {
            entries.removeLast(entries.count - Self.capacity)
            after = entries.last.map { HistoryCursor($0, sort) }
        }
        return shift
    }

    /// Puts a row into its place. Returns the place in the list; nil where it is beyond what is held.
    mutating func insert(_ entry: HistoryEntry, _ sort: HistorySort) -> Int? {
        let index = entries.firstIndex { sort.puts(entry, before: $0) } ?? entries.count
        if index == 0, before != nil {
            base += 1
            return nil
        }
        if index == entries.count, after != nil { return nil }
        entries.insert(entry, at: index)
        return base + index
    }

    /// Takes a row out; nil when it is not held.
    mutating func remove(_ id: JobID) -> (place: Int, entry: HistoryEntry)? {
        guard let index = entries.firstIndex(where: { $0.id == id }) else { return nil }
        return (base + index, entries.remove(at: index))
    }

    /// Changes a row; false when it is not held.
    @discardableResult
    mutating func change(_ id: JobID, _ change: (inout HistoryEntry) -> Void) -> Bool {
        guard let index = entries.firstIndex(where: { $0.id == id }) else { return false }
        change(&entries[index])
        return true
    }

    /// The cursor behind a row that is held.
    func cursor(at id: JobID, _ sort: HistorySort) -> HistoryCursor? {
        entries.first { $0.id == id }.map { HistoryCursor($0, sort) }
    }

    func place(of id: JobID) -> Int? { entries.firstIndex { $0.id == id }.map { base + $0 } }
}

extension HistorySort {
    /// Whether places in the list are places in time.
    var isByTime: Bool { self == .newest || self == .oldest }

    func puts(_ left: HistoryEntry, before right: HistoryEntry) -> Bool {
        switch self {
        case .newest: left.id > right.id
        case .oldest: left.id < right.id
        case .cost, .duration, .rating:
            ((value(of: left) ?? -1), left.id) > ((value(of: right) ?? -1), right.id)
        }
    }

    /// For people.
    var title: String {
        switch self {
        case .newest: "newest first"
        case .oldest: "oldest first"
        case .cost: "dearest first"
        case .duration: "slowest first"
        case .rating: "best rated first"
        }
    }
}
