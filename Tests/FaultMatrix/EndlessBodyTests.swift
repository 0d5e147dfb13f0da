import EaselCore
import EaselTestSupport
import Testing

/// Bodies without an end: told by the bytes that the server could write before the client turned away.
struct EndlessBodyTests {
    /// What lies in the buffers of both sides beside what was read.
    private static let slack = 16 << 20

    private func written(_ outcome: Outcome) -> Int {
        outcome.journal.filter(\.wasMistreated).map(\.written).max() ?? 0
    }

    private static let flood = MisbehaverStep.flood(Array(repeating: UInt8(ascii: "1"), count: 65_536))

    /// What an adapter reads of an answer, in megabytes. Those whose answers hold the media themselves read far more.
    private static let most: [ProviderID: Int] = ["fal": 16, "openrouter": 64]

    @Test(arguments: Subject.all.filter { $0.stage == .poll && most[$0.provider] != nil })
    func `an answer to a question ends at the adapter's limit`(_ subject: Subject) async throws {
        let outcome = try await Bench.run(subject, RawFault("endless", .senseless, [.head(), Self.flood]).once)
        Expectation(subject, .senseless, isOnce: true).check(outcome)
        #expect(written(outcome) < ((Self.most[subject.provider] ?? 0) << 20) + Self.slack)
    }

    @Test(arguments: Subject.all.filter { $0.stage == .download })
    func `a result ends at the configured limit and leaves no part of a file`(_ subject: Subject) async throws {
        let outcome = try await Bench.run(
            subject, RawFault("endless", .senseless, [.head(type: "image/png"), Self.flood]))
        #expect(outcome.kind == .storage && outcome.record.status == .accepted, "\(outcome.summary)")
        #expect(outcome.results == 0 && outcome.leftovers == 0 && outcome.owner == nil)
        #expect(written(outcome) < 4_000_000 + Self.slack)
    }

    /// One of each decoder.
    @Test(arguments: Subject.all.filter { $0.stage == .text && ["openrouter", "vertex"].contains($0.provider) })
    func `a line of a stream ends at sixty-four megabytes`(_ subject: Subject) async throws {
        let outcome = try await Bench.run(
            subject, RawFault("endless", .senseless, [.head(type: "text/event-stream"), .send("data: "), Self.flood]))
        Expectation(subject, .senseless, isOnce: false).check(outcome)
        #expect(written(outcome) < (64 << 20) + Self.slack)
    }
}
