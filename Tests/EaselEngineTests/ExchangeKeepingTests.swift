import EaselCore
import EaselTestSupport
import Foundation
import Testing

@testable import EaselEngine

/// What the engine keeps of exchanges: all that its work noted, beside the right row and attempt.
@Suite struct ExchangeKeepingTests {
    private let bench = Bench()
    private let store = InMemoryExchangeStore()

    private var environment: EngineEnvironment {
        var environment = bench.environment([])
        environment.exchanges = store
        return environment
    }

    private func record(attempts: Int = 0) -> GenerationRecord {
        var record = GenerationRecord(
            id: .new(), createdAt: Date(), draft: GenerationDraft(modality: .image, prompt: "x"), provider: "fal",
            model: "m", isSandbox: false)
        record.attempts = (0..<attempts).map { _ in
            Attempt(provider: "fal", model: "m", status: .failed, milliseconds: 1)
        }
        return record
    }

    /// Sends a request as a transport would note it.
    private func exchange(_ likeness: Int, isAnswered: Bool = true) {
        guard let log = ExchangeLog.current else { return }
        let telling = { @Sendable (place: ExchangeLog.Place, status: Int?) in
            var exchange = HTTPExchange(
                number: place.number, attempt: place.attempt, sentAt: Date(timeIntervalSince1970: 0), method: "POST",
                url: "https://api.example/\(likeness)")
            exchange.status = status
            return exchange
        }
        let place = log.open(likeness: likeness, announcing: { telling($0, nil) }, { telling($0, nil) })
        if isAnswered { log.close(place) { telling(place, 200) } }
    }

    @Test func `what the work noted is kept when it has ended, also what was never answered`() async throws {
        let record = record(attempts: 2)
        await environment.keepingExchanges(of: record) {
            exchange(1)
            exchange(2, isAnswered: false)
        }
        let kept = try await store.exchanges(of: record.id)
        #expect(kept.map(\.status) == [200, nil] && kept.map(\.attempt) == [2, 2])
        #expect(ExchangeLog.current == nil)
    }

    @Test func `a process that goes on counts on from what the one before it kept`() async throws {
        var record = record()
        await environment.keepingExchanges(of: record) {
            ExchangeLog.current?.begin(attempt: 3)
            exchange(1)
        }
        record.sentAt = Date()
        await environment.keepingExchanges(of: record) { exchange(1) }
        let kept = try await store.exchanges(of: record.id)
        #expect(kept.map(\.number) == [0, 1] && kept.map(\.attempt) == [3, 3])
    }

    @Test func `cancelled work keeps what it noted`() async throws {
        let record = record()
        let task = Task { [environment] in
            await environment.keepingExchanges(of: record) {
                exchange(1)
                while !Task.isCancelled { await Task.yield() }
                exchange(2)
            }
        }
        task.cancel()
        await task.value
        #expect(try await store.exchanges(of: record.id).count == 2)
    }

    @Test(arguments: [true, false]) func `of a success nothing stays where only failures are kept`(
        isOnlyFailures: Bool
    ) async throws {
        var environment = environment
        environment.keepsOnlyFailures = isOnlyFailures
        var record = record(attempts: 1)
        await environment.keepingExchanges(of: record) {
            ExchangeLog.current?.begin(attempt: 0)
            exchange(1)
            ExchangeLog.current?.begin(attempt: 1)
            exchange(1)
        }
        record.attempts.append(Attempt(provider: "fal", model: "m", status: .succeeded, milliseconds: 1))
        record.status = .failed
        await environment.dropExchanges(of: record)
        #expect(try await store.exchanges(of: record.id).count == 2)
        record.status = .succeeded
        await environment.dropExchanges(of: record)
        #expect(try await store.exchanges(of: record.id).map(\.attempt) == (isOnlyFailures ? [0] : [0, 1]))
    }

    @Test func `without a place to keep them there is no log`() async {
        var environment = environment
        environment.exchanges = nil
        let isLogged = await environment.keepingExchanges(of: record()) { ExchangeLog.current != nil }
        #expect(!isLogged)
    }
}
