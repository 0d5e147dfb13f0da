import EaselCore

/// Follows a remote job to its end. The only polling loop of Easel.
struct JobPoller: Sendable {
    let service: any MediaService
    let sleep: @Sendable (Duration) async throws -> Void

    /// Asks until the job ends.
    ///
    /// Returns the media. The log window of a provider moves, so each line is reported once.
    func follow(_ job: RemoteJob, report: @Sendable (GenerationEvent) async -> Void) async throws(PollOutcome) -> MediaBatch {
        var schedule = PollSchedule(for: job.modality)
        var seen: Set<LogLine> = []
        while true {
            let status: RemoteJobStatus
            do {
                status = try await service.status(of: job)
            } catch {
                if error.kind == .cancelled && Task.isCancelled { throw .stopped }
                guard let wait = schedule.afterFailure(error, random: .random(in: 0..<1)) else { throw .lostSight(error) }
                try await pause(wait)
                continue
            }
            switch status {
            case .queued(let position): await report(.queued(position: position))
            case .running(let progress, let log):
                await report(.progress(progress, newLines: log.filter { seen.insert($0).inserted }))
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
