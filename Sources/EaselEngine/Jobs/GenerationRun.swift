import EaselCore
import Foundation

/// One generation on its way from the opened row to the closed one: the pipeline of architecture.md section 3.
///
/// The stages are extensions, one file each. A run is owned by the task that executes it, and all that it learns goes
/// into its record.
struct GenerationRun: Sendable {
    let environment: EngineEnvironment
    let traffic: TrafficControl
    private(set) var provider: Provider
    private(set) var card: ModelCard?
    let signal: StopSignal
    let tries = TryLog()
    let exchanges = ExchangeLog()
    let send: @Sendable (GenerationEvent) -> Void
    private let began: Duration
    /// How long ago the request was sent when this run began: a job that is taken up again is older than its run.
    private let age: Duration

    init(
        _ environment: EngineEnvironment, traffic: TrafficControl, provider: Provider, card: ModelCard?, age: Duration,
        reporting send: @escaping @Sendable (GenerationEvent) -> Void
    ) {
        self.environment = environment
        self.traffic = traffic
        self.provider = provider
        self.card = card
        self.signal = StopSignal()
        self.send = send
        self.began = environment.uptime()
        self.age = age
    }

    var history: any HistoryStore { environment.history }

    /// Milliseconds since the request was sent.
    var elapsed: Int { Int((age + environment.uptime() - began) / .milliseconds(1)) }

    /// Sends a new request and sees it through, at the next target where one fails and the order says so.
    @concurrent
    func execute(
        _ first: PreparedOrder, _ opened: GenerationRecord, catalog: ModelCatalog, budget: BudgetKeeper
    ) async -> GenerationRecord {
        await working(on: opened) { record in
            var run = self
            var request = first.request
            var route = FallbackRoute(first.order, catalog: catalog, budget: budget, environment: environment)
            while true {
                guard !Task.isCancelled else { return .cancelled(nil) }
                let end = await run.make(request, &record)
                guard case .failed(let error) = end, record.text == nil, record.assets.isEmpty,
                    let next = await route.next(after: error, &record)
                else { return end }
                await run.leaveLane()
                await run.move(to: next, because: error, &record)
                request = next.request
            }
        }
    }

    private func make(_ request: CheckedRequest, _ record: inout GenerationRecord) async -> RunEnd {
        if case .text(let request) = request {
            await writeText(request, &record)
        } else {
            await makeMedia(request, &record)
        }
    }

    /// Takes up a job that an earlier process left.
    @concurrent
    func resume(_ job: RemoteJob, _ stored: GenerationRecord) async -> GenerationRecord {
        await working(on: stored) { record in
            await adoptLane(job.modality)
            return await follow(job, &record)
        }
    }

    /// Goes on at another target: kept before anything is sent there.
    private mutating func move(to next: PreparedOrder, because error: EaselError, _ record: inout GenerationRecord)
        async
    {
        noteFailedTry(error, &record)
        provider = next.provider
        card = next.card
        record.provider = next.provider.id
        record.model = next.card.model
        record.isSandbox = next.provider.isSandbox
        record.usage = Usage(costUSD: next.estimate?.dollars)
        record.warnings += next.warnings
        record.sentAt = nil
        let (moved, history) = (record, history)
        // A history that cannot be written now is told of when the row is closed.
        try? await shielded { () async throws(EaselError) in try await history.retarget(moved) }
        send(.switched(record, because: error))
    }

    /// Holds the lease while the work goes on, then closes the row. The keeper outlives a cancellation of the work, which
    /// may take its time to end.
    func working(
        on opened: GenerationRecord, _ work: (inout GenerationRecord) async -> RunEnd
    ) async -> GenerationRecord {
        let keeper = Task { await keepLease(opened.id) }
        var record = opened
        let end = await environment.keepingExchanges(of: opened, in: exchanges) { await work(&record) }
        await leaveLane()
        keeper.cancel()
        await keeper.value
        await finish(end, &record)
        return record
    }

    /// Renews the lease on the row until the run ends, so that no other process takes the job for abandoned.
    private func keepLease(_ id: JobID) async {
        while (try? await environment.sleep(JobLease.renewal)) != nil {
            if await !renewLease(id) { signal.raise(.dispossessed) }
        }
    }

    /// False when the row is closed or another process has taken it; a history that does not answer changes nothing.
    func renewLease(_ id: JobID) async -> Bool {
        let isOurs = try? await shielded { () async throws(EaselError) in
            try await history.claim(id, owner: environment.owner, until: JobLease.end(from: environment.now()))
        }
        return isOurs ?? true
    }

    /// Runs work that a cancellation of this run must not cut off, and waits for it.
    func shielded<Value: Sendable>(
        _ work: @escaping @Sendable () async throws(EaselError) -> Value
    ) async throws(EaselError) -> Value {
        try await Task { await Self.outcome(of: work) }.value.get()
    }

    static func outcome<Value: Sendable>(of work: () async throws(EaselError) -> Value) async -> Result<
        Value, EaselError
    > {
        do {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }
}

/// How a run ended.
enum RunEnd: Sendable {
    case succeeded
    case failed(EaselError)
    /// On a person's wish, with the provider's answer where it was asked.
    case cancelled(CancelReply?, EaselError = .cancelled)
    /// The remote job goes on; it is followed again later. An error says why we left, nil means that Easel ends or that
    /// another process follows it.
    case left(EaselError?)
}

/// For how long a row belongs to the process that works on it.
enum JobLease {
    static let renewal = Duration.seconds(20)
    static let seconds = 60.0
    static func end(from date: Date) -> Date { date.addingTimeInterval(seconds) }
}
