import EaselCore
import Foundation
import Testing

/// Limits as data, and the days that they are counted by.
struct RateLimitsTests {
    private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test(arguments: [
        (RateDay.utc, "2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z"),
        (.utc, "2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z"),
        (.pacific, "2026-11-30T07:59:59Z", "2026-11-30T08:00:00Z"),
        (.pacific, "2026-11-30T08:00:00Z", "2026-12-01T08:00:00Z"),
        (.pacific, "2026-07-01T12:00:00Z", "2026-07-02T07:00:00Z"),
        // The nights in which the clocks change: days of 23 and of 25 hours.
        (.pacific, "2026-03-08T09:00:00Z", "2026-03-09T07:00:00Z"),
        (.pacific, "2026-11-01T08:00:00Z", "2026-11-02T08:00:00Z"),
    ]) func `a day ends at its provider's midnight`(_ day: RateDay, _ now: String, _ end: String) throws {
        #expect(try day.end(of: date(now)) == date(end))
    }

    @Test func `limits travel as JSON, and old ones are read`() throws {
        let limits = RateLimits(
            requestsPerMinute: 1, concurrent: 2, tokensPerMinute: 3, requestsPerDay: 4, day: .pacific)
        let text = try JSONEncoder().encode(limits)
        #expect(try JSONDecoder().decode(RateLimits.self, from: text) == limits)
        let old = try JSONDecoder().decode(RateLimits.self, from: Data(#"{"requestsPerMinute":6}"#.utf8))
        #expect(old == RateLimits(requestsPerMinute: 6))
    }

    @Test func `limits are put together kind by kind`() {
        let catalog = RateLimits(requestsPerMinute: 60, concurrent: 2)
        let own = RateLimits(concurrent: 40, tokensPerMinute: 9)
        #expect(
            catalog.replaced(by: own) == RateLimits(requestsPerMinute: 60, concurrent: 40, tokensPerMinute: 9))
        #expect(own.shared(with: catalog) == RateLimits(concurrent: 40))
        #expect(own.without(catalog) == RateLimits(tokensPerMinute: 9))
        #expect(RateLimits(day: .utc).isEmpty && !own.isEmpty)
        #expect(catalog.words == "60 a minute, 2 at once" && RateLimits().words.isEmpty)
    }

    @Test func `a class holds what its suffix and its kind say`() {
        let free = RateClass("free", modelSuffix: ":free", limits: RateLimits())
        #expect(free.holds("a/b:free", .text) && !free.holds("a/b", .text) && !free.holds(nil, .text))
        let text = RateClass("run", modality: .text, limits: RateLimits())
        #expect(text.holds(nil, .text) && !text.holds("m", .image))
    }

    @Test func `a note counts a minute and a day, and holds while something is not over`() throws {
        let start = try date("2026-11-30T23:59:30Z")
        let limits = RateLimits(requestsPerMinute: 2, requestsPerDay: 3)
        var note = TrafficNote()
        for second in [0.0, 1] {
            #expect(note.admits(limits, at: start + second))
            note = note.counting(limits, at: start + second)
        }
        #expect(!note.admits(limits, at: start + 2) && note.today == 2)
        // A new day has begun, but not a new minute.
        #expect(!note.admits(limits, at: start + 40) && note.admits(limits, at: start + 61))
        #expect(note.pruned(at: start + 61).isEmpty)
        let paused = note.restricted(pausedUntil: start + 100, closedUntil: start + 200)
        #expect(paused.restricted(pausedUntil: start + 50, closedUntil: nil) == paused)
        #expect(!paused.admits(RateLimits(), at: start + 150) && paused.admits(RateLimits(), at: start + 200))
    }
}
