import EaselCore
import EaselTestSupport
import Testing

/// Every provider's own way to say no, at every stage that its forms are for: the kind, and the wait that it asked for.
struct SpokenFaultTests {
    struct Cell: Sendable, CustomTestStringConvertible {
        var subject: Subject
        var fault: SpokenFault
        var testDescription: String { "\(subject.testDescription): \(fault.status) \(fault.name)" }
    }

    private static func cells(_ stages: Set<Subject.Stage>) -> [Cell] {
        SpokenFault.all.flatMap { fault in
            Subject.all.filter { $0.provider == fault.provider && stages.contains($0.stage) }.map {
                Cell(subject: $0, fault: fault)
            }
        }
    }

    private func outcome(_ cell: Cell) async throws -> Outcome {
        var raw = RawFault(cell.fault.name, cell.fault.nature) { _, _ in [cell.fault.answer] }
        raw.times = 1
        return try await Bench.run(cell.subject, raw)
    }

    @Test(arguments: cells([.text, .atOnce, .submit])) func `a submit waits as long as it is told, or not at all`(
        _ cell: Cell
    ) async throws {
        let outcome = try await outcome(cell)
        Expectation(cell.subject, cell.fault.nature, isOnce: true).check(outcome)
        if outcome.record.status == .succeeded {
            #expect(outcome.record.attempts.map(\.errorKind) == [cell.fault.kind, nil])
            let wait = try #require(outcome.waits.first)
            #expect(cell.fault.allows(wait), "waited \(wait)")
        } else {
            #expect(outcome.waits.isEmpty, "\(outcome.waits)")
        }
    }

    @Test(arguments: cells([.poll]).filter { $0.fault.kind.isTransient })
    func `a question about a job waits as long as it is told`(_ cell: Cell) async throws {
        let outcome = try await outcome(cell)
        Expectation(cell.subject, cell.fault.nature, isOnce: true).check(outcome)
        guard case .seconds(let told)? = cell.fault.delay else { return }
        #expect(outcome.waits.contains { $0 >= .seconds(told) && $0 <= .seconds(told + 0.5) }, "\(outcome.waits)")
    }

    /// Who serves files knows nothing of a provider's bodies: the header is what counts.
    @Test(arguments: Subject.all.filter { [.download, .only].contains($0.stage) }, ["7", "date", "milliseconds"])
    func `a download waits as long as its server tells`(_ subject: Subject, _ form: String) async throws {
        var raw = RawFault(form, .refusal(.rateLimited)) { _, _ in
            let headers =
                switch form {
                case "date": ["Retry-After": SpokenFault.date(in: 90)]
                case "milliseconds": ["retry-after-ms": "7000"]
                default: ["Retry-After": form]
                }
            return [.answer(429, with: headers, type: "text/plain", "slow down")]
        }
        raw.times = 1
        let outcome = try await Bench.run(subject, raw)
        Expectation(subject, .refusal(.rateLimited), isOnce: true).check(outcome)
        // Of a date some passes on the way.
        let told: ClosedRange<Duration> =
            form == "date" ? .seconds(30) ... .seconds(90.5) : .seconds(7) ... .seconds(7.5)
        #expect(outcome.waits.contains { told.contains($0) }, "\(outcome.waits)")
    }

    @Test(arguments: Subject.all.filter(\.isSubmit)) func `a limit that does not end ends the tries`(
        _ subject: Subject
    ) async throws {
        let raw = RawFault("429", .refusal(.rateLimited), [.answer(429, with: ["Retry-After": "3"], "{}")])
        let outcome = try await Bench.run(subject, raw)
        Expectation(subject, .refusal(.rateLimited), isOnce: false).check(outcome)
        #expect(outcome.waits.filter { $0 >= .seconds(3) && $0 <= .seconds(3.5) }.count >= 4, "\(outcome.waits)")
    }

    /// Longer than anybody waits in one run: the person is told, and nothing is slept through.
    @Test(arguments: Subject.all.filter(\.isSubmit)) func `a limit of hours is told and not waited for`(
        _ subject: Subject
    ) async throws {
        let raw = RawFault("429", .refusal(.rateLimited), [.answer(429, with: ["Retry-After": "7200"], "{}")])
        let outcome = try await Bench.run(subject, raw)
        #expect(outcome.kind == .rateLimited && outcome.record.error?.retryAfterSeconds == 7200)
        #expect(outcome.submits == 1 && outcome.record.attempts.count == 1 && outcome.waits.isEmpty)
    }
}

extension SpokenFault {
    var nature: FaultNature { delay == nil ? .veto(kind) : .refusal(kind) }

    /// Whether a wait is what was asked for, with at most a quarter of a second on top.
    func allows(_ wait: Duration) -> Bool {
        switch delay {
        case .seconds(let told): wait >= .seconds(told) && wait <= .seconds(told + 0.26)
        case .until(let told): wait > .seconds(told - 3) && wait <= .seconds(told + 0.26)
        case .own: wait == .milliseconds(500)
        case nil: false
        }
    }
}
