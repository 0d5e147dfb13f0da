import EaselCore
import EaselTestSupport
import Testing

/// Every provider and stage against a server that breaks the rules of TCP and HTTP. `Expectation` is the table.
struct RawFaultMatrixTests {
    /// Followed once, a redirect to the same place is a redirect to nothing; it is among those that stay.
    private static let passing = RawFault.all.filter { $0.name != "redirect without an end" }.map(\.once)

    struct Cell: Sendable, CustomTestStringConvertible {
        var subject: Subject
        var fault: RawFault
        var testDescription: String { "\(subject.testDescription): \(fault.testDescription)" }
    }

    /// Every fault at everything that sends, and at one of each provider's stages that fetch, in turn.
    private static let cells: [Cell] = passing.enumerated().flatMap { number, fault in
        Subject.byProvider.enumerated().flatMap { place, own in
            let fetching = own.filter { !$0.isSubmit }
            let turn = fetching.isEmpty ? [] : [fetching[(number + place) % fetching.count]]
            return (own.filter(\.isSubmit) + turn).map { Cell(subject: $0, fault: fault) }
        }
    }

    @Test(arguments: cells) func `a fault that passes`(_ cell: Cell) async throws {
        let (subject, fault) = (cell.subject, cell.fault)
        let outcome = try await Bench.run(subject, fault)
        Expectation(
            subject, fault.nature, isOnce: fault.nature != .refused, reaches: fault.reaches(subject)
        ).check(outcome)
        checkLimits(outcome)
        checkWaits(outcome, subject, fault)
    }

    /// One of each nature: what a client can do about a fault that stays does not depend on more. Silence is left out where it
    /// would have to be sat out again and again.
    private static let lasting = RawFault.all.filter {
        ["reset before the header", "not JSON", "redirect without an end", "a web page with 503"].contains($0.name)
    }

    @Test(arguments: Subject.all, lasting) func `a fault that stays`(_ subject: Subject, _ fault: RawFault) async throws
    {
        let outcome = try await Bench.run(subject, fault)
        var expectation = Expectation(subject, fault.nature, isOnce: false, reaches: fault.reaches(subject))
        // Five hops are followed; Google's own first answer is one.
        if fault.nature == .redirected, [.download, .only].contains(subject.stage) {
            expectation.strikes = subject.provider == "vertex" ? 5 : 6
        }
        expectation.check(outcome)
    }

    /// A server may write for ever; the client stops reading long before.
    private func checkLimits(_ outcome: Outcome) {
        let most = outcome.journal.filter(\.wasMistreated).map(\.written).max() ?? 0
        #expect(most < 32 << 20, "\(most) bytes could be written")
    }

    /// Without a delay of the server's: half of a second, doubled from try to try.
    private func checkWaits(_ outcome: Outcome, _ subject: Subject, _ fault: RawFault) {
        guard subject.isSubmit, outcome.record.attempts.count > 1, subject.provider != "local" else { return }
        let own: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2), .seconds(4)]
        let expected = own.prefix(outcome.record.attempts.count - 1)
        #expect(Array(outcome.waits.prefix(expected.count)) == Array(expected))
    }
}
