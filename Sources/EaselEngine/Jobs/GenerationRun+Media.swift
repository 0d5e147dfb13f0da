import EaselCore

extension GenerationRun {
    /// Submits a request for media and sees it to files.
    func makeMedia(_ request: CheckedRequest, _ record: inout GenerationRecord) async -> RunEnd {
        do {
            switch try await sending(&record, { () async throws(EaselError) in try await submit(request) }) {
            case .completed(let batch):
                record.timing.firstOutputMilliseconds = elapsed
                return await keepOnlyCopy(of: batch, &record)
            case .accepted(let job):
                await keep(job, &record)
                return await follow(job, &record)
            }
        } catch {
            return await end(afterSubmit: error, &record)
        }
    }

    /// Follows a remote job, also one that an earlier process submitted.
    func follow(_ job: RemoteJob, _ record: inout GenerationRecord) async -> RunEnd {
        guard let service = provider.services.media(job.modality) else { return .left(CheckedRequest.noService) }
        let poller = JobPoller(service: service, signal: signal, sleep: environment.sleep)
        let (keeper, id) = (ProgressKeeper(), record.id)
        do {
            let batch = try await poller.follow(job) { event in
                send(event)
                if let progress = keeper.take(event, at: environment.uptime(), environment) {
                    try? await history.keep(progress, for: id)
                }
            }
            record.timing.firstOutputMilliseconds = record.timing.firstOutputMilliseconds ?? elapsed
            return await ingest(batch, &record)
        } catch {
            switch error {
            case .stopped: return await stop(job, service, &record)
            case .failed(let failure): return .failed(failure)
            case .lostSight(let failure): return .left(failure)
            }
        }
    }

    /// Makes the job durable before anybody is told of it. A paid job is followed even when history cannot be written.
    private func keep(_ job: RemoteJob, _ record: inout GenerationRecord) async {
        record.remoteJob = job
        record.status = .accepted
        let id = record.id
        do {
            try await shielded { () async throws(EaselError) in try await history.accept(job, for: id) }
        } catch {
            note(
                [GenerationWarning(.other, "The job \(job.id) could not be written to history: \(error.message)")],
                in: &record)
        }
        send(.accepted(job))
    }

    /// What happens to a remote job when we stop following it.
    func stop(_ job: RemoteJob, _ service: any MediaService, _ record: inout GenerationRecord) async -> RunEnd {
        guard signal.reason == .cancelled else { return .left(nil) }
        do {
            record.cancelReply = try await shielded { () async throws(EaselError) in try await service.cancel(job) }
        } catch {
            note(
                [
                    GenerationWarning(
                        .other, "The provider was asked to cancel and did not answer well: \(error.message)")
                ], in: &record)
            return .cancelled(nil)
        }
        guard record.cancelReply == .alreadyFinished else { return .cancelled(nil) }
        return await fetchFinished(job, service, &record)
    }

    /// The job ended before the cancel arrived: what it made is paid for, so it is kept.
    private func fetchFinished(_ job: RemoteJob, _ service: any MediaService, _ record: inout GenerationRecord) async
        -> RunEnd
    {
        do {
            switch try await shielded({ () async throws(EaselError) in try await service.status(of: job) }) {
            case .completed(let batch): return await keepLate(batch, &record)
            case .failed(let error): return .failed(error)
            case .queued, .running: return .cancelled(nil)
            }
        } catch {
            return .left(error)
        }
    }
}
