import EaselCore
import EaselHistory
import Foundation
import Testing

@Suite struct BatchLedgerTests {
    private let store: GRDBHistoryStore

    init() throws { store = try GRDBHistoryStore.inMemory() }

    private func open(_ status: GenerationStatus, cost: Double?) async throws -> JobID {
        var record = GenerationRecord(
            id: .new(), createdAt: .now, draft: GenerationDraft(modality: .image, prompt: "x"), provider: "fal",
            model: "m", isSandbox: false)
        record.status = status
        record.usage = Usage(costUSD: cost)
        try await store.open(record)
        return record.id
    }

    @Test func `a line is known by its batch and its id, whatever they hold`() async throws {
        let line = BatchLine(batch: "/tmp/a\u{0}b", id: "Zeile \u{0}'\"1")
        #expect(try await store.entry(of: line) == nil)
        let id = JobID.new()
        try await store.assign(id, to: line)
        #expect(try await store.entry(of: line) == BatchEntry(id: id, isReported: false))
        #expect(try await store.entry(of: BatchLine(batch: "/tmp/a", id: line.id)) == nil)
        try await store.noteReported(line)
        #expect(try await store.entry(of: line)?.isReported == true)
        let other = JobID.new()
        try await store.assign(other, to: line)
        #expect(try await store.entry(of: line) == BatchEntry(id: other, isReported: false))
    }

    @Test func `the summary counts what ended and what it cost`() async throws {
        let ends: [(GenerationStatus, Double?)] = [
            (.succeeded, 0.5), (.failed, nil), (.accepted, 0.25), (.cancelled, 1),
        ]
        for (number, end) in ends.enumerated() {
            try await store.assign(
                try await open(end.0, cost: end.1), to: BatchLine(batch: "one", id: "\(number)"))
        }
        try await store.assign(.new(), to: BatchLine(batch: "one", id: "never sent"))
        try await store.assign(try await open(.succeeded, cost: 7), to: BatchLine(batch: "two", id: "0"))
        #expect(try await store.summary(of: "one") == BatchSummary(lines: 5, finished: 3, spentUSD: 1.75))
        #expect(try await store.summary(of: "none") == BatchSummary())
    }
}
