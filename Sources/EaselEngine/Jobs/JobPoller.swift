import EaselCore

/// Follows a remote job to its end. The only polling loop of Easel.
struct JobPoller: Sendable {
    let service: any MediaService
    /// Once raised, nothing is asked any more.
    let signal: StopSignal
    let sleep: @Sendable (Duration) async throws -> Void

    /// Asks until the job ends.
    ///
    /// Returns the media. The log window of a provider moves, so each line is reported once, and an answer that says
    /// nothing new is not reported.
    func follow(_ job: RemoteJob, report: @Sendable (GenerationEvent) async -> Void) async throws(PollOutcome)
        -> MediaBatch
    {
        var schedule = PollSchedule(for: job.modality)
        var news = PollNews()
        while true {
            if signal.reason != nil { throw .stopped }
            let status: RemoteJobStatus
            do {
                status = try await service.status(of: job)
            } catch {
                if Task.isCancelled { throw .stopped }
                guard let wait = schedule.afterFailure(error, random: .random(in: 0..<1)) else {
                    throw error.kind.isFinalAnswer ? .failed(error) : .lostSight(error)
                }
                try await pause(wait)
                continue
            }
            switch status {
            case .queued(let position):
                if let event = news.queued(position) { await report(event) }
            case .running(let progress, let log):
                if let event = news.running(progress, log) { await report(event) }
            case .completed(let batch): return batch
            case .failed(let error): throw .failed(error)
            }
            try await pause(schedule.afterAnswer())
        }
    }

    private func pause(_ duration: Duration) async throws(PollOutcome) {
        do { try await sleep(duration) } catch { throw .stopped }
    }
}

/// How following a job ended when it did not end with media.
enum PollOutcome: Error {
    /// Our task was cancelled.
    case stopped
    /// The provider says that the job failed.
    case failed(EaselError)
    /// The provider could not be asked any more; the job may be running still.
    case lostSight(EaselError)
}

extension EaselError.Kind {
    /// The provider answered, and its answer to the same question will be the same: it knows no such job, or will not
    /// hand out the result.
    fileprivate var isFinalAnswer: Bool {
        switch self {
        case .invalidRequest, .contentPolicy, .modelNotFound, .unsupported: true
        default: false
        }
    }
}
