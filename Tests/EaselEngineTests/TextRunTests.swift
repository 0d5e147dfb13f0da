import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2))) struct TextRunTests {
    private let bench = Bench()

    private func run(_ script: @escaping FakeTextService.Stream) async throws -> Outcome {
        try await bench.run(
            .fake(.text), on: bench.runner(bench.provider(text: FakeTextService(bench.journal, script))))
    }

    @Test func `an answer streams piece by piece and is kept whole`() async throws {
        let outcome = try await run { [clock = bench.clock] (_, emit) async throws(EaselError) in
            await emit(.started(id: "x", model: nil))
            clock.advance(by: .milliseconds(300))
            await emit(.reasoning("hm"))
            await emit(.delta("The "))
            await emit(.delta("fox"))
            clock.advance(by: .milliseconds(700))
            return TextCompletion(
                finish: .stop, usage: Usage(inputTokens: 3, outputTokens: 2, costUSD: 0.5, costIsEstimate: false))
        }
        #expect(outcome.names == ["opened", "reasoning", "text", "text", "finished"])
        #expect(outcome.record.text == "The fox")
        #expect(outcome.record.status == .succeeded && outcome.record.error == nil && outcome.record.warnings.isEmpty)
        #expect(outcome.record.timing == .init(firstOutputMilliseconds: 300, totalMilliseconds: 1000))
        #expect(
            outcome.record.attempts == [
                Attempt(provider: "fake", model: "fake-text", status: .succeeded, milliseconds: 1000)
            ])
        #expect(outcome.record.usage.costUSD == 0.5 && !outcome.record.usage.costIsEstimate)
        #expect(outcome.row == outcome.record)
        #expect(bench.history.holder(outcome.record.id) == nil)
    }

    @Test func `the answer so far is kept every two seconds`() async throws {
        let history = bench.history
        let outcome = try await run {
            [clock = bench.clock, journal = bench.journal] (_, emit) async throws(EaselError) in
            await emit(.delta("a"))
            clock.advance(by: .milliseconds(1999))
            await emit(.delta("b"))
            #expect(journal.count("history.checkpoint") == 0)
            clock.advance(by: .milliseconds(1))
            await emit(.delta("c"))
            #expect(journal.count("history.checkpoint") == 1)
            let row = try? await history.unfinished().first
            #expect(row?.text == "abc")
            await emit(.delta("d"))
            clock.advance(by: .seconds(2))
            await emit(.delta("e"))
            #expect(journal.count("history.checkpoint") == 2)
            return TextCompletion(finish: .stop)
        }
        #expect(outcome.row.text == "abcde")
    }

    @Test func `a failure keeps what had arrived`() async throws {
        let outcome = try await run { (_, emit) async throws(EaselError) in
            await emit(.delta("Half an ans"))
            throw EaselError(.unavailable, "The line broke.", provider: "fake")
        }
        #expect(outcome.names == ["opened", "text", "finished"])
        #expect(outcome.row.status == .failed && outcome.row.text == "Half an ans")
        #expect(outcome.row.error?.kind == .unavailable)
        #expect(outcome.row.attempts.map(\.errorKind) == [.unavailable])
    }

    @Test func `a cancelled stream is closed with what had arrived`() async throws {
        let service = FakeTextService(bench.journal) { [journal = bench.journal] (_, emit) async throws(EaselError) in
            await emit(.delta("Once"))
            journal.note("hanging")
            throw await hang()
        }
        let runner = bench.runner(bench.provider(text: service))
        let order = GenerationOrder.fake(.text)
        let events = runner.events()
        try await runner.start(order)
        await bench.journal.reached("hanging")
        let record = try await runner.cancel(order.id)
        let outcome = try await bench.outcome(of: order.id, from: events)
        #expect(record == outcome.record && outcome.row == record)
        #expect(record.status == .cancelled && record.text == "Once" && record.error?.kind == .cancelled)
        #expect(await runner.activeJobs.isEmpty)
    }

    @Test(arguments: [
        (FinishReason.stop, GenerationStatus.succeeded, [GenerationWarning.Kind]()), (.other("tool"), .succeeded, []),
        (.length, .succeeded, [.other]), (.contentFilter, .succeeded, [.filtered]),
    ])
    func `each end of an answer says what it means`(
        finish: FinishReason, status: GenerationStatus, warnings: [GenerationWarning.Kind]
    ) async throws {
        let outcome = try await run { (_, emit) async throws(EaselError) in
            await emit(.delta("words"))
            return TextCompletion(finish: finish)
        }
        #expect(outcome.row.status == status && outcome.row.warnings.map(\.kind) == warnings)
        #expect(outcome.names.count { $0 == "warning" } == warnings.count)
    }

    @Test func `an answer that was withheld whole is a failure`() async throws {
        let outcome = try await run { (_, _) async throws(EaselError) in TextCompletion(finish: .contentFilter) }
        #expect(outcome.row.status == .failed && outcome.row.error?.kind == .contentPolicy)
    }

    @Test func `an empty answer is said to be empty`() async throws {
        let outcome = try await run { (_, _) async throws(EaselError) in TextCompletion(finish: .stop) }
        #expect(outcome.row.status == .succeeded && outcome.row.text == nil && outcome.row.warnings.count == 1)
    }

    @Test func `pictures in an answer are saved beside its text`() async throws {
        let outcome = try await run { (_, emit) async throws(EaselError) in
            await emit(.delta("Look: "))
            await emit(.media(MediaReference(.base64("x"), declaredType: .png)))
            return TextCompletion(finish: .stop)
        }
        #expect(outcome.names == ["opened", "text", "saved", "finished"])
        #expect(outcome.row.text == "Look: " && outcome.row.assets.count == 1)
    }

    @Test func `tokens are priced by the card where the provider tells no cost`() async throws {
        let service = FakeTextService(
            bench.journal, pieces: ["x"],
            completion: TextCompletion(finish: .stop, usage: Usage(inputTokens: 1_000_000, outputTokens: 500_000)))
        var provider = bench.provider(text: service)
        provider.cards[0].price = Price([.inputMegatoken: 1, .outputMegatoken: 4])
        let outcome = try await bench.run(.fake(.text), on: bench.runner(provider))
        #expect(outcome.row.usage.costUSD == 3 && outcome.row.usage.costIsEstimate)
    }

    @Test func `a history that cannot keep the text so far does not stop the answer`() async throws {
        bench.history.before { (operation, _) async throws(EaselError) in
            if operation == .checkpoint { throw EaselError(.storage, "Disk full.") }
        }
        let outcome = try await run { [clock = bench.clock] (_, emit) async throws(EaselError) in
            clock.advance(by: .seconds(3))
            await emit(.delta("all"))
            return TextCompletion(finish: .stop)
        }
        #expect(outcome.row.status == .succeeded && outcome.row.text == "all")
    }

    @Test func `what the gate warned of is in the row and in the first event`() async throws {
        let service = FakeTextService(bench.journal, pieces: ["x"])
        let outcome = try await bench.run(
            .fake(.text, parameters: [.lyrics: "la"]), on: bench.runner(bench.provider(text: service)))
        #expect(outcome.row.warnings.map(\.parameter) == ["lyrics"])
        guard case .opened(let opened)? = outcome.events.first else { throw EaselError(.invalidResponse, "No opened.") }
        #expect(opened.warnings == outcome.row.warnings && opened.status == .submitted)
        #expect(service.requests.first?.parameters.values == [:])
        #expect(outcome.row.draft.parameters == [.lyrics: "la"], "the draft is kept whole")
    }
}
