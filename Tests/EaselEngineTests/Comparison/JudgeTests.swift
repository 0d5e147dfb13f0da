import EaselCore
import EaselTestSupport
import Foundation
import Synchronization
import Testing

@testable import EaselEngine

@Suite(.timeLimit(.minutes(1))) struct JudgeTests {
    private let rubric = ["Is it short?", "Is it true?"]

    private func board(_ texts: [String?], bench: ComparisonBench = ComparisonBench()) -> ComparisonBoard {
        let order = ComparisonOrder(
            draft: GenerationDraft(modality: .text, prompt: "why is the sky blue"),
            targets: texts.indices.map {
                ComparisonTarget(ModelReference("secret\($0):hidden\($0)")!)
            })
        var comparison = Comparison(order, at: .now)
        comparison.members = comparison.seats.map { ComparisonMember($0, .new()) }
        var board = ComparisonBoard(comparison)
        for (member, text) in zip(comparison.members, texts) {
            var record = GenerationRecord(
                id: member.generation, createdAt: .now, draft: order.draft,
                provider: comparison.targets[member.seat.slot].reference.provider, model: "hidden", isSandbox: false)
            record.status = text == nil ? .failed : .succeeded
            record.text = text
            board.take(record)
        }
        return board
    }

    @Test func `the judge sees every answer and no maker, in an order fixed by the seed`() throws {
        let board = board(["one", "two", nil, "four"])
        var orders: Set<[Int]> = []
        for seed in 0..<60 {
            let prompt = try JudgePrompt(board, rubric: rubric, seed: UInt64(seed))
            #expect(!prompt.text.contains("secret") && !prompt.text.contains("hidden"))
            #expect(["one", "two", "four", "why is the sky blue", "1. Is it short?"].allSatisfy(prompt.text.contains))
            #expect(prompt.slots.sorted() == [0, 1, 3])
            #expect(prompt == (try JudgePrompt(board, rubric: rubric, seed: UInt64(seed))))
            orders.insert(prompt.slots)
        }
        #expect(orders.count == 6)
        #expect(throws: EaselError.self) { try JudgePrompt(board, rubric: [" "], seed: 1) }
        #expect(throws: EaselError.self) { try JudgePrompt(self.board(["one", nil]), rubric: rubric, seed: 1) }
    }

    @Test func `letters lead back to the slots that they stood for`() throws {
        let board = board(["one", "two", "three"])
        for seed in 0..<20 {
            let prompt = try JudgePrompt(board, rubric: rubric, seed: UInt64(seed))
            let reply = #"{"answers":{"A":["yes","no"],"B":["no","no"],"C":["yes","yes"]},"best":["C"],"reason":"r"}"#
            let answer = try JudgeAnswer(reply, to: prompt)
            #expect(answer.verdict == .winner(prompt.slots[2]))
            #expect(
                answer.answers[prompt.slots[0]] == [true, false] && answer.answers[prompt.slots[2]] == [true, true])
            #expect(try JudgeAnswer("```json\n\(reply)\n```", to: prompt) == answer)
        }
    }

    @Test(arguments: [
        "", "A is best", "[]", #"{"answers":{},"best":["A"],"reason":"r"}"#,
        #"{"answers":{"A":["yes","no"],"B":["yes"]},"best":["A"],"reason":"r"}"#,
        #"{"answers":{"A":["yes","no"],"B":["yes","maybe"]},"best":["A"],"reason":"r"}"#,
        #"{"answers":{"A":["yes","no"],"B":["yes","no"],"C":["no","no"]},"best":["A"],"reason":"r"}"#,
        #"{"answers":{"A":["yes","no"],"B":["yes","no"]},"best":["C"],"reason":"r"}"#,
        #"{"answers":{"A":["yes","no"],"B":["yes","no"]},"best":["A","A"],"reason":"r"}"#,
        #"{"answers":{"A":["yes","no"],"B":["yes","no"]},"best":"A","reason":"r"}"#,
        #"{"answers":{"A":["yes","no"],"B":["yes","no"]},"best":["A"]}"#,
        #"{"answers":{"A":["yes","no"],"B":["yes","no"]},"best":["A"],"reason":"r","more":1}"#,
        #"Sure! {"answers":{"A":["yes","no"],"B":["yes","no"]},"best":["A"],"reason":"r"}"#,
    ])
    func `a reply that is not exactly what was asked for is refused`(reply: String) throws {
        let prompt = try JudgePrompt(board(["one", "two"]), rubric: rubric, seed: 1)
        #expect { _ = try JudgeAnswer(reply, to: prompt) } throws: { ($0 as? EaselError)?.kind == .invalidResponse }
    }

    @Test func `nothing best is all bad, several are a tie`() throws {
        let prompt = try JudgePrompt(board(["one", "two"]), rubric: ["Is it?"], seed: 1)
        let answers = #"{"answers":{"A":["no"],"B":["no"]},"reason":"r","best":"#
        #expect(try JudgeAnswer(answers + "[]}", to: prompt).verdict == .allBad)
        #expect(try JudgeAnswer(answers + #"["B","A"]}"#, to: prompt).verdict == .tie([0, 1]))
    }

    @Test func `a judgement is a generation of its own and is kept apart from votes`() async throws {
        let bench = ComparisonBench()
        let judge = FakeTextService(bench.bench.journal) { (request, emit) async throws(EaselError) in
            // Prefers the answer of b, wherever it stands.
            let isFirst =
                (request.prompt.range(of: "b says")?.lowerBound ?? request.prompt.endIndex)
                < (request.prompt.range(of: "a says")?.lowerBound ?? request.prompt.endIndex)
            await emit(
                .delta(
                    #"{"answers":{"A":["yes","no"],"B":["no","yes"]},"best":["\#(isFirst ? "A" : "B")"],"reason":"r"}"#)
            )
            return TextCompletion(finish: .stop, usage: Usage(costUSD: 0.01, costIsEstimate: false))
        }
        let judgeCard = ModelCard(provider: "j", model: "judge", modality: .text, name: "Judge")
        let engine = bench.engine([
            bench.text("a"), bench.text("b"), FakeProvider("j", services: ServiceSet(text: judge), cards: [judgeCard]),
        ])
        let board = try await engine.results(of: engine.start(bench.order(.text, "a", "b")).id)
        for seed in 0..<8 {
            let judgement = try await engine.judge(
                JudgeOrder(
                    board.comparison.id, by: ModelReference(provider: "j"), rubric: rubric, seed: UInt64(seed)))
            #expect(judgement.verdict == .winner(1) && judgement.judge == ModelReference("j:judge"))
            #expect(bench.bench.history.peek(judgement.generation)?.status == .succeeded)
        }
        #expect(try await bench.store.judgements(of: board.comparison.id).count == 8)
        #expect(try await bench.store.votes(of: board.comparison.id).isEmpty)
        #expect(try await bench.store.ballots(BallotQuery(.text)).isEmpty)
        #expect(
            try await bench.store.ballots(BallotQuery(.text, ofJudges: true)).map(\.best) == [[ModelReference("b:m")!]])
    }

    @Test func `a judge that knows forms is asked for one, and once more without when it refuses it`() async throws {
        for refuses in [false, true] {
            let bench = ComparisonBench()
            let forms = Mutex<[JSONValue?]>([])
            let judge = FakeTextService(bench.bench.journal) { (request, emit) async throws(EaselError) in
                let form = request.parameters[JudgePrompt.formKey]
                forms.withLock { $0.append(form) }
                if refuses, form != nil { throw EaselError(.invalidRequest, "No such form.") }
                await emit(.delta(#"{"answers":{"A":["yes","no"],"B":["no","yes"]},"best":["A"],"reason":"r"}"#))
                return TextCompletion(finish: .stop, usage: Usage())
            }
            let card = ModelCard(provider: "j", model: "judge", modality: .text, name: "Judge").with {
                $0.parameters = [ParameterSpec(JudgePrompt.formKey, "Form", kind: .json, wire: "response_format")]
            }
            let engine = bench.engine([
                bench.text("a"), bench.text("b"), FakeProvider("j", services: ServiceSet(text: judge), cards: [card]),
            ])
            let board = try await engine.results(of: engine.start(bench.order(.text, "a", "b")).id)
            let asked = Mutex<[JobID]>([])
            let order = JudgeOrder(board.comparison.id, by: ModelReference(provider: "j"), rubric: rubric)
            let judgement = try await engine.judge(order) { id in asked.withLock { $0.append(id) } }
            #expect(asked.withLock { $0.last } == judgement.generation)
            #expect(forms.withLock { $0.map { $0 == nil } } == (refuses ? [false, true] : [false]))
        }
    }

    @Test func `the form holds every letter and question`() throws {
        let prompt = try JudgePrompt(board(["one", "two", "three"]), rubric: rubric, seed: 3)
        let text = try JSONText.encode(prompt.form)
        for letter in ["A", "B", "C"] { #expect(text.contains("\"\(letter)\":{")) }
        #expect(text.contains("\"minItems\":\(rubric.count)") && text.contains("\"maxItems\":3"))
    }

    @Test func `a reply in prose is told with its beginning`() throws {
        let prompt = try JudgePrompt(board(["one", "two"]), rubric: rubric, seed: 1)
        #expect { _ = try JudgeAnswer("I like both.\n\u{1B}[31m", to: prompt) } throws: { error in
            let error = error as? EaselError
            return error?.message.contains("begins with \"I like both.") == true
                && error?.message.contains("\u{1B}") == false
        }
    }
}
