import EaselCore
import EaselHistory
import Foundation
import Testing

struct GRDBHistoryStoreTests {
    let store: GRDBHistoryStore

    init() throws { store = try GRDBHistoryStore.inMemory() }

    @Test func `a whole record comes back as it went in`() async throws {
        var record = Sample.record("Zwölf Boxkämpfer\nund ein \u{0}NUL", at: 0.123_456_7)
        record.draft.parameters = [
            .aspectRatio: "16:9", "seed": 42, "scale": .number(7.5),
            "x": .object(["y": [true]].mapValues { .array($0.map(JSONValue.bool)) }),
        ]
        record.draft.attachments = [Attachment(role: .first, file: URL(fileURLWithPath: "/a b/ü.png"))]
        record.draft.outputFolder = URL(fileURLWithPath: "/out", isDirectory: true)
        try await store.open(record)
        try await store.accept(Sample.job(), for: record.id)
        try await store.add(Sample.asset(), to: record.id)
        try await store.add(Sample.asset("/media/a-2.png"), to: record.id)
        record.status = .failed
        record.text = "an answer\u{0}\u{FFFF}\u{1F98A}"
        record.warnings = [GenerationWarning(.adjusted, parameter: .size, "used 2K")]
        record.usage = Usage(inputTokens: 3, outputTokens: 5, costUSD: 0.067, costIsEstimate: false)
        record.attempts = [
            Attempt(provider: "fal", model: "m", status: .failed, errorKind: .rateLimited, milliseconds: 812),
            Attempt(provider: "openrouter", model: "n", status: .succeeded, milliseconds: 90),
        ]
        record.timing = .init(firstOutputMilliseconds: 100, totalMilliseconds: 902)
        record.error = EaselError(.quota, "no credit\u{0}left", provider: "fal").with { $0.retryAfterSeconds = 1.5 }
        record.cancelReply = .requested
        record.remoteJob = Sample.job()
        record.assets = [Sample.asset(), Sample.asset("/media/a-2.png")]
        for index in 0..<2 { record.assets[index].index = index }
        try await store.close(record)
        #expect(try await store.record(record.id) == record)
    }

    @Test func `an unknown id has no record`() async throws {
        #expect(try await store.record(.new()) == nil)
    }

    @Test func `an empty prompt and an empty answer are kept apart from none`() async throws {
        let record = Sample.record("")
        try await store.keep(record, text: "")
        let kept = try #require(try await store.record(record.id))
        #expect(kept.draft.prompt == "")
        #expect(kept.text == "")
    }

    @Test func `the same id cannot be opened twice`() async throws {
        let record = Sample.record()
        try await store.open(record)
        let error = await #expect(throws: EaselError.self) { try await store.open(record) }
        #expect(error?.kind == .storage)
    }

    @Test func `writes to a generation that is not there say so`() async throws {
        let error = await #expect(throws: EaselError.self) { try await store.checkpoint("x", for: .new()) }
        #expect(error?.kind == .storage)
        await #expect(throws: EaselError.self) { try await store.accept(Sample.job(), for: .new()) }
        await #expect(throws: EaselError.self) { try await store.add(Sample.asset(), to: .new()) }
        await #expect(throws: EaselError.self) { try await store.close(Sample.record()) }
    }

    @Test func `an accepted job is there before the row is closed, and a second one replaces it`() async throws {
        let record = Sample.record()
        try await store.open(record)
        try await store.accept(Sample.job("first"), for: record.id)
        try await store.accept(Sample.job("second"), for: record.id)
        let kept = try #require(try await store.record(record.id))
        #expect(kept.status == .accepted)
        #expect(kept.remoteJob == Sample.job("second"))
    }

    @Test func `a checkpoint is the text until the row is closed`() async throws {
        let record = Sample.record()
        try await store.open(record)
        try await store.checkpoint("half an ans", for: record.id)
        #expect(try await store.record(record.id)?.text == "half an ans")
        var closed = record
        closed.status = .succeeded
        closed.text = "half an answer"
        try await store.close(closed)
        try await store.checkpoint("late", for: record.id)
        #expect(try await store.record(record.id)?.text == "half an answer")
    }

    @Test func `adding a file again keeps one asset`() async throws {
        let record = Sample.record()
        try await store.open(record)
        var asset = Sample.asset()
        try await store.add(asset, to: record.id)
        asset.bytes = 456
        try await store.add(asset, to: record.id)
        asset.index = 0
        #expect(try await store.record(record.id)?.assets == [asset])
    }

    @Test func `the first to close wins`() async throws {
        let record = Sample.record()
        try await store.keep(record, status: .cancelled)
        var late = record
        late.status = .succeeded
        late.text = "late"
        try await store.close(late)
        let kept = try await store.record(record.id)
        #expect(kept?.status == .cancelled)
        #expect(kept?.text == nil)
    }

    @Test func `a cancelled task still records`() async throws {
        let record = Sample.record()
        try await store.open(record)
        let store = store
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await store.keep(Sample.record("second", at: 1))
            var closed = record
            closed.status = .cancelled
            try await store.close(closed)
        }
        try await task.value
        #expect(try await store.record(record.id)?.status == .cancelled)
        #expect(try await store.prompts(HistoryQuery()).count == 2)
    }

    @Test func `unfinished rows come oldest first`() async throws {
        for (index, status) in [GenerationStatus.succeeded, .failed, .cancelled].enumerated() {
            try await store.keep(Sample.record("done \(index)", at: Double(index)), status: status)
        }
        let newer = Sample.record("newer", at: 20)
        let older = Sample.record("older", at: 10)
        try await store.open(newer)
        try await store.open(older)
        try await store.accept(Sample.job(), for: newer.id)
        let unfinished = try await store.unfinished()
        #expect(unfinished.map(\.draft.prompt) == ["older", "newer"])
        #expect(unfinished.last?.remoteJob == Sample.job())
    }

    @Test func `numbers that JSON lacks are no reason to lose a row`() async throws {
        var record = Sample.record()
        record.draft.parameters = ["a": .number(.infinity), "b": .number(-.infinity)]
        try await store.open(record)
        #expect(try await store.record(record.id)?.draft.parameters == record.draft.parameters)
    }

    @Test func `ids that are no UUIDs are kept in the order of their time`() async throws {
        try await store.open(Sample.record("one", at: 1, id: JobID(rawValue: "job-z")))
        try await store.open(Sample.record("two", at: 2, id: JobID(rawValue: "job-a")))
        try await store.open(Sample.record("two again", at: 2, id: JobID(rawValue: "job-b")))
        #expect(try await store.prompts(HistoryQuery()) == ["two again", "two", "one"])
    }
}
