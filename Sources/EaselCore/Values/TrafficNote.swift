public import Foundation

/// What is remembered of one count.
public struct TrafficNote: Hashable, Sendable {
    /// The provider wants to be left alone until then.
    public var pausedUntil: Date?
    /// The day's allowance is used up until then.
    public var closedUntil: Date?
    /// When the requests of the last minute went out, oldest first.
    public var sent: [Date]
    /// Requests of the day that ends at `dayEnds`.
    public var today: Int
    public var dayEnds: Date?

    public init() {
        sent = []
        today = 0
    }

    /// Nothing in it matters any more.
    public var isEmpty: Bool { self == TrafficNote() }

    /// Without what is over.
    public func pruned(at now: Date) -> TrafficNote {
        var note = self
        if let time = pausedUntil, time <= now { note.pausedUntil = nil }
        if let time = closedUntil, time <= now { note.closedUntil = nil }
        note.sent = sent.filter { $0 > now.addingTimeInterval(-60) }
        if dayEnds.map({ $0 <= now }) ?? true {
            note.today = 0
            note.dayEnds = nil
        }
        return note
    }

    /// Whether a request may go out now.
    public func admits(_ limits: RateLimits, at now: Date) -> Bool {
        let note = pruned(at: now)
        guard note.pausedUntil == nil, note.closedUntil == nil else { return false }
        if let most = limits.requestsPerMinute, note.sent.count >= max(1, most) { return false }
        if let most = limits.requestsPerDay, note.today >= max(1, most) { return false }
        return true
    }

    /// With one more request that went out now.
    public func counting(_ limits: RateLimits, at now: Date) -> TrafficNote {
        var note = pruned(at: now)
        if limits.requestsPerMinute != nil { note.sent.append(now) }
        if limits.requestsPerDay != nil {
            note.today += 1
            note.dayEnds = note.dayEnds ?? (limits.day ?? .utc).end(of: now)
        }
        return note
    }

    /// With the later of each of two times.
    public func restricted(pausedUntil: Date?, closedUntil: Date?) -> TrafficNote {
        var note = self
        note.pausedUntil = [note.pausedUntil, pausedUntil].compactMap(\.self).max()
        note.closedUntil = [note.closedUntil, closedUntil].compactMap(\.self).max()
        return note
    }
}
