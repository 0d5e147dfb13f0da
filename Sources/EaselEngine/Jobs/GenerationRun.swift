import EaselCore
import Foundation

/// One generation on its way from the opened row to the closed one: the pipeline of architecture.md section 3.
///
/// The stages are extensions, one file each. A run is owned by the task that executes it, and all that it learns goes
/// into its record.
struct GenerationRun: Sendable {
    let environment: EngineEnvironment
    let provider: Provider
    let card: ModelCard?
    let signal: StopSignal
    let send: @Sendable (GenerationEvent) -> Void
    private let started = ContinuousClock.now

    init(
        _ environment: EngineEnvironment, provider: Provider, card: ModelCard?,
        reporting send: @escaping @Sendable (GenerationEvent) -> Void
    ) {
        self.environment = environment
        self.provider = provider
        self.card = card
        self.signal = StopSignal()
        self.send = send
    }

    var history: any HistoryStore { environment.history }

    /// Milliseconds since the run began.
    var elapsed: Int { Int((ContinuousClock.now - started) / .milliseconds(1)) }

    /// Sends a new request and sees it through.
    @concurrent
    func execute(_ request: CheckedRequest, _ opened: GenerationRecord) async -> GenerationRecord {
        async let _: Void = keepLease(opened.id)
        var record = opened
        let end: RunEnd =
            if case .text(let request) = request {
                await writeText(request, &record)
            } else {
                await makeMedia(request, &record)
            }
        await finish(end, &record)
        return record
    }

    /// Takes up a job that an earlier process left.
    @concurrent
    func resume(_ job: RemoteJob, _ stored: GenerationRecord) async -> GenerationRecord {
        async let _: Void = keepLease(stored.id)
        var record = stored
        let end = await follow(job, &record)
        await finish(end, &record)
        return record
    }

    /// Renews the lease on the row until the run ends, so that no other process takes the job for abandoned.
    private func keepLease(_ id: JobID) async {
        while (try? await environment.sleep(JobLease.renewal)) != nil {
            _ = try? await history.claim(id, owner: environment.owner, until: JobLease.end(from: environment.now()))
        }
    }

    /// Closes the row, or leaves it for later when the job goes on without us.
    private func finish(_ end: RunEnd, _ record: inout GenerationRecord) async {
        switch end {
        case .succeeded: record.status = .succeeded
        case .failed(let error):
            record.status = error.kind == .cancelled ? .cancelled : .failed
            record.error = error
        case .cancelled(let reply):
            record.status = .cancelled
            record.cancelReply = reply
            record.error = .cancelled
        case .left(let error): record.error = error
        }
        record.timing.totalMilliseconds = elapsed
        record.attempts.append(
            Attempt(
                provider: record.provider, model: record.model, status: record.status, errorKind: record.error?.kind,
                milliseconds: elapsed))
        do {
            if record.status.isFinished { try await shielded { [record] in try await history.close(record) } }
            try await shielded { [record] in try await history.release(record.id, owner: environment.owner) }
        } catch {
            record.warnings.append(GenerationWarning(.other, "History could not be written: \(error)"))
        }
        send(.finished(record))
    }

    /// Runs work that a cancellation of this run must not cut off, and waits for it.
    func shielded<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await Task { try await work() }.value
    }
}

/// How a run ended.
enum RunEnd: Sendable {
    case succeeded
    case failed(EaselError)
    /// On a person's wish, with the provider's answer where it was asked.
    case cancelled(CancelReply?)
    /// The remote job goes on; it is followed again later. An error says why we left, nil means that Easel ends.
    case left(EaselError?)
}

/// For how long a row belongs to the process that works on it.
enum JobLease {
    static let renewal = Duration.seconds(20)
    static func end(from date: Date) -> Date { date.addingTimeInterval(60) }
}
