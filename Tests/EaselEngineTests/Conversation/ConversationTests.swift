import EaselCore
import EaselTestSupport
import Foundation
import Testing

@testable import EaselEngine

/// What of a conversation goes along with the next prompt.
@Suite(.timeLimit(.minutes(2))) struct ConversationTests {
    private let bench = Bench()

    /// A finished turn as history has it.
    @discardableResult
    private func turn(
        _ prompt: String, _ answer: String?, after parent: JobID? = nil, _ status: GenerationStatus = .succeeded,
        change: (inout GenerationRecord) -> Void = { _ in }
    ) -> JobID {
        let record = bench.leftBehind(.text, job: nil, owner: nil) { record in
            record.draft.prompt = prompt
            record.draft.lineage = parent.map { Lineage(.turn, of: $0) }
            record.text = answer
            record.status = status
            change(&record)
        }
        return record.id
    }

    private func send(_ prompt: String, after parent: JobID, card: ModelCard = .fake(.text)) async throws
        -> (Outcome, TextRequest)
    {
        let service = FakeTextService(bench.journal, pieces: ["ok"])
        var order = GenerationOrder.fake(.text, prompt)
        order.draft.lineage = Lineage(.turn, of: parent)
        let provider = FakeProvider(services: ServiceSet(text: service), cards: [card])
        let outcome = try await bench.run(order, on: bench.runner(provider))
        return (outcome, try #require(service.requests.first))
    }

    @Test func `the turns before it go along, oldest first`() async throws {
        let first = turn("What is a fox?", "An animal.")
        let second = turn("Which colour?", "Red.", after: first)
        let (outcome, request) = try await send("And its tail?", after: second)
        #expect(
            request.conversation == [
                .init(speaker: .user, text: "What is a fox?"), .init(speaker: .assistant, text: "An animal."),
                .init(speaker: .user, text: "Which colour?"), .init(speaker: .assistant, text: "Red."),
            ])
        #expect(request.prompt == "And its tail?")
        #expect(outcome.record.warnings.isEmpty)
        #expect(outcome.row.draft.lineage == Lineage(.turn, of: second))
    }

    @Test func `an exact second run repeats the same conversation`() async throws {
        let first = turn("What is a fox?", "An animal.")
        let (outcome, request) = try await send("Which colour?", after: first)
        let service = FakeTextService(bench.journal, pieces: ["ok"])
        let again = GenerationOrder(draft: outcome.row.draft, target: outcome.row.target)
        _ = try await bench.run(again, on: bench.runner(bench.provider(text: service)))
        #expect(service.requests == [request])
    }

    @Test func `a turn that failed or said nothing is passed over, one that was cut off counts`() async throws {
        let first = turn("one", "1")
        let failed = turn("two", nil, after: first, .failed)
        let broken = turn("two again", "half an", after: failed, .failed)
        let cut = turn("three", "3 and", after: broken, .cancelled)
        let silent = turn("four", nil, after: cut, .cancelled)
        let (_, request) = try await send("five", after: silent)
        #expect(request.conversation.map(\.text) == ["one", "1", "three", "3 and"])
    }

    @Test func `what does not fit into the context is left out, oldest first, and told`() async throws {
        var last = turn(String(repeating: "a", count: 400), String(repeating: "b", count: 400))
        last = turn(String(repeating: "c", count: 400), String(repeating: "d", count: 400), after: last)
        last = turn("short", "answer", after: last)
        let card = ModelCard.fake(.text).with {
            $0.limits.contextTokens = 300
            $0.limits.outputTokens = 50
        }
        let (outcome, request) = try await send("next", after: last, card: card)
        #expect(request.conversation.first?.text.first == "c")
        #expect(request.conversation.count == 4)
        #expect(
            outcome.row.warnings == [
                GenerationWarning(
                    .adjusted, "The oldest turn of the conversation was left out: Fake Text takes 300 tokens.")
            ])
    }

    @Test func `a beginning that is gone and files that are not sent again are told`() async throws {
        let gone = JobID.new()
        let last = turn("What is this?", "A boat.", after: gone) {
            $0.draft.attachments = [Attachment(file: URL(fileURLWithPath: "/boat.png"))]
        }
        let (outcome, request) = try await send("Which kind?", after: last)
        #expect(request.conversation.count == 2)
        #expect(outcome.row.warnings.map(\.kind) == [.adjusted, .other])
        #expect(outcome.row.warnings[0].message.contains("not in the history any more"))
        #expect(outcome.row.warnings[1].message.contains("not sent again"))
    }

    @Test func `what cannot be gone on from is refused, and nothing is sent`() async throws {
        let picture = bench.leftBehind(.image) { $0.status = .succeeded }.id
        let running = turn("slow", "so far", after: nil, .submitted)
        for (parent, words) in [
            (JobID.new(), "is not in the history"), (picture, "goes on from text"), (running, "still being written"),
        ] {
            let error = await failure { try await send("next", after: parent) }
            #expect(error?.kind == .invalidRequest && error?.message.contains(words) == true, "\(words)")
        }
        #expect(bench.journal.count("service.stream") == 0)
    }

    @Test func `a step takes nothing along but what is in its draft`() async throws {
        let first = turn("What is a fox?", "An animal.")
        let service = FakeTextService(bench.journal, pieces: ["ok"])
        var order = GenerationOrder.fake(.text, "An animal.")
        order.draft.lineage = Lineage(.step, of: first)
        let outcome = try await bench.run(order, on: bench.runner(bench.provider(text: service)))
        #expect(service.requests.first?.conversation == [])
        #expect(try await bench.history.children(of: first, limit: 5).map(\.id) == [outcome.row.id])
    }

    @Test func `the conversation counts in the estimate of what a request costs`() async throws {
        let last = turn(String(repeating: "a", count: 500), String(repeating: "b", count: 500))
        let card = ModelCard.fake(.text).with {
            $0.price = Price([.inputMegatoken: 1_000, .outputMegatoken: 0])
            $0.parameters = [.count]
        }
        var order = GenerationOrder.fake(.text, "next", parameters: [.maxOutputTokens: 1])
        order.draft.lineage = Lineage(.turn, of: last)
        let provider = FakeProvider(
            services: ServiceSet(text: FakeTextService(bench.journal, pieces: ["ok"])),
            cards: [
                card.with {
                    $0.parameters = [
                        ParameterSpec(
                            .maxOutputTokens, "Longest", kind: .integer(minimum: 1, maximum: nil, unit: nil))
                    ]
                }
            ])
        let environment = bench.environment([provider.entry])
        let prepared = try await PreparedOrder(
            order, catalog: ModelCatalog(registry: environment.registry), environment: environment)
        let dollars = try #require(prepared.estimate?.dollars)
        #expect(dollars > 1)
    }
}
