import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Synchronization
import Testing

/// One machine with its stores and its time; runners on it stand for processes.
struct Bench: Sendable {
    let journal: CallJournal
    let clock: ManualClock
    let history: InMemoryHistoryStore
    let media: InMemoryMediaStore
    /// Tests of one try see its failure at once.
    var retries = RetryPolicy(attempts: 1)

    /// Polls and pauses end at once; the renewal of a lease waits for its time.
    init(skipping skips: @escaping @Sendable (Duration) -> Bool = { $0 != .seconds(20) }) {
        let journal = CallJournal { Issue.record("\($0)") }
        let clock = ManualClock(skipping: skips)
        self.journal = journal
        self.clock = clock
        self.history = InMemoryHistoryStore(journal) { clock.now }
        self.media = InMemoryMediaStore(journal)
    }

    func environment(
        _ entries: [ProviderEntry], owner: String = "us", alive: @escaping @Sendable (String) -> Bool = { _ in true }
    ) -> EngineEnvironment {
        var environment = EngineEnvironment(
            registry: ProviderRegistry(entries), history: history, media: media, owner: owner, isOwnerAlive: alive)
        environment.retries = retries
        environment.random = { 0.5 }
        environment.now = { [clock] in clock.now }
        environment.uptime = { [clock] in clock.uptime }
        environment.sleep = { [clock] in try await clock.sleep($0) }
        return environment
    }

    func runner(
        _ provider: FakeProvider, owner: String = "us", alive: @escaping @Sendable (String) -> Bool = { _ in true }
    ) -> JobRunner {
        JobRunner(environment([provider.entry], owner: owner, alive: alive))
    }

    func provider(image: FakeMediaService<ImageRequest>) -> FakeProvider {
        FakeProvider(services: ServiceSet(image: image), cards: [.fake(.image, parameters: [.count])])
    }

    func provider(text: FakeTextService) -> FakeProvider {
        FakeProvider(services: ServiceSet(text: text), cards: [.fake(.text)])
    }

    /// A picture service that hands out a job and answers about it in this order.
    func queue(
        _ answers: Result<RemoteJobStatus, EaselError>..., cancel: FakeMediaService<ImageRequest>.Cancel? = nil
    ) -> FakeMediaService<ImageRequest> {
        let answered = Mutex(0)
        return FakeMediaService(
            journal, submit: { _ in .accepted(.fake(.image)) },
            status: { [journal] (_, _) async throws(EaselError) in
                let index = answered.withLock { count in
                    defer { count += 1 }
                    return count
                }
                guard answers.indices.contains(index) else {
                    journal.unscripted("status call \(index + 1)")
                    return .failed(EaselError(.invalidResponse, "Not in the script."))
                }
                return try answers[index].get()
            }, cancel: cancel)
    }

    /// Starts an order and waits for its end; returns all its events and the row as it is in history.
    func run(_ order: GenerationOrder, on runner: JobRunner) async throws -> Outcome {
        let events = runner.events()
        try await runner.start(order)
        return try await outcome(of: order.id, from: events)
    }

    func outcome(of id: JobID, from events: AsyncStream<JobEvent>) async throws -> Outcome {
        var seen: [GenerationEvent] = []
        for await event in events where event.id == id {
            seen.append(event.event)
            if case .finished(let record) = event.event {
                return Outcome(events: seen, record: record, row: try #require(history.peek(id)))
            }
        }
        throw EaselError(.invalidResponse, "The events ended before the generation.")
    }

    /// A row as another process left it.
    func leftBehind(
        _ modality: Modality = .image, job: RemoteJob? = .fake(.image), owner: String? = "dead",
        isSandbox: Bool = false, age: TimeInterval = 3600,
        change: (inout GenerationRecord) -> Void = { _ in }
    ) -> GenerationRecord {
        var record = GenerationRecord(
            id: .new(), createdAt: clock.now.addingTimeInterval(-age),
            draft: GenerationDraft(modality: modality, prompt: "left"),
            provider: "fake", model: ModelID(rawValue: "fake-\(modality.rawValue)"), isSandbox: isSandbox)
        record.remoteJob = job
        record.status = job == nil ? .submitted : .accepted
        record.sentAt = record.createdAt
        change(&record)
        history.put(record, owner: owner, until: clock.now.addingTimeInterval(60))
        return record
    }
}

/// What a generation left.
struct Outcome: Sendable {
    var events: [GenerationEvent]
    /// As the last event tells it.
    var record: GenerationRecord
    /// As history has it.
    var row: GenerationRecord

    /// The events' names, in order.
    var names: [String] { events.map { String(String(describing: $0).prefix { $0 != "(" }) } }
}

/// Holds tasks up until it is opened.
final class Latch: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

    /// Waits, whether or not the task is cancelled meanwhile.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            defer { state = (true, []) }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// Waits as a network call does: until its task is cancelled.
func hang() async -> EaselError {
    let (stream, continuation) = AsyncStream<Never>.makeStream()
    for await _ in stream {}
    continuation.finish()
    return .cancelled
}

/// The error that an expression throws.
func failure<Value>(_ work: () async throws -> Value) async -> EaselError? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error as? EaselError
    }
}

extension ParameterSpec {
    static let count = ParameterSpec(.count, "Count", kind: .integer(minimum: 1, maximum: 4, unit: nil))
}
