import EaselCore
import EaselHistory
import Foundation
import Synchronization
import Testing

/// What is remembered of the providers' limits, in a real file that two connections share as two processes do.
struct TrafficMemoryTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "easel-traffic-\(UUID().uuidString)")
    private let start = Date(timeIntervalSince1970: 1_750_000_000)
    private let account = TrafficKey(provider: "replicate", account: "a1", name: "")
    private let model = TrafficKey(provider: "replicate", account: "a1", name: "model:m")
    private let limits = RateLimits(requestsPerMinute: 6, requestsPerDay: 8)

    private func memory(at time: TimeInterval = 0) throws -> GRDBTrafficMemory {
        let now = start + time
        return GRDBTrafficMemory(
            try HistoryDatabase.open(at: folder.appending(path: "history.sqlite")), now: { now })
    }

    @Test func `two processes count under one limit, whoever asks first`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (one, other) = (try memory(), try memory())
        let claims = [TrafficClaim(account, limits: limits), TrafficClaim(model, limits: RateLimits())]
        let granted = try await withThrowingTaskGroup(of: Bool.self) { [start] group in
            for index in 0..<20 {
                let memory = index.isMultiple(of: 2) ? one : other
                group.addTask { try await memory.claim(claims, at: start + Double(index)).isGranted }
            }
            return try await group.reduce(into: 0) { if $1 { $0 += 1 } }
        }
        #expect(granted == 6)
        let denied = try await one.claim(claims, at: start + 20)
        #expect(!denied.isGranted && denied.notes[account]?.sent.count == 6 && denied.notes[model] == nil)
        // A minute later there is room again, until the day is used up.
        #expect(try await other.claim(claims, at: start + 90).isGranted)
        #expect(try await other.claim(claims, at: start + 91).isGranted)
        #expect(try await other.claim(claims, at: start + 300).isGranted == false)
    }

    @Test func `pauses and used-up days outlive the process, until they are over or forgotten`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await memory().restrict(account, pausedUntil: start + 50, closedUntil: nil)
        try await memory().restrict(account, pausedUntil: start + 20, closedUntil: nil)
        try await memory().restrict(model, pausedUntil: nil, closedUntil: start + 500)
        let notes = try await memory().notes()
        #expect(notes[account]?.pausedUntil == start + 50 && notes[model]?.closedUntil == start + 500)
        let claim = [TrafficClaim(account, limits: RateLimits())]
        #expect(try await memory().claim(claim, at: start + 49).isGranted == false)
        #expect(try await memory().claim(claim, at: start + 50).isGranted)
        #expect(Array(try await memory(at: 60).notes().keys) == [model])
        try await memory().forget("fal")
        #expect(try await memory().notes().count == 2)
        try await memory().forget(nil)
        #expect(try await memory().notes().isEmpty)
    }

    @Test func `what is long over is removed`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await memory().restrict(account, pausedUntil: start + 50, closedUntil: nil)
        try await memory().restrict(model, pausedUntil: start + 400_000, closedUntil: nil)
        let other = TrafficKey(provider: "fal", account: "", name: "")
        try await memory(at: 300_000).restrict(other, pausedUntil: start + 300_100, closedUntil: nil)
        // Seen from the beginning, when nothing was over yet.
        #expect(Set(try await memory().notes().keys) == [model, other])
    }

    @Test func `an account of another key is another account`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let one = RateLimits(requestsPerMinute: 1)
        let other = TrafficKey(provider: "replicate", account: "a2", name: "")
        #expect(try await memory().claim([TrafficClaim(account, limits: one)], at: start).isGranted)
        #expect(try await memory().claim([TrafficClaim(account, limits: one)], at: start).isGranted == false)
        #expect(try await memory().claim([TrafficClaim(other, limits: one)], at: start).isGranted)
    }
}
