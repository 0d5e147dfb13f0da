import EaselCore

extension GenerationRun {
    /// Submits a request for media and sees it to files.
    func makeMedia(_ request: CheckedRequest, _ record: inout GenerationRecord) async -> RunEnd {
        do {
            switch try await request.submit(to: provider.services) {
            case .completed(let batch):
                record.timing.firstOutputMilliseconds = elapsed
                return await ingest(batch, &record)
            case .accepted(let job):
                await keep(job, &record)
                return await follow(job, &record)
            }
        } catch {
            return Task.isCancelled ? .cancelled(nil) : .failed(error)
        }
    }

    /// Follows a remote job, also one that an earlier process submitted.
    func follow(_ job: RemoteJob, _ record: inout GenerationRecord) async -> RunEnd {
        guard let service = provider.services.media(job.modality) else { return .failed(CheckedRequest.noService) }
        let poller = JobPoller(service: service, sleep: environment.sleep)
        do {
            let batch = try await poller.follow(job, report: send)
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
            try await shielded { try await history.accept(job, for: id) }
        } catch {
            note([GenerationWarning(.other, "The job \(job.id) could not be written to history: \(error)")], in: &record)
        }
        send(.accepted(job))
    }

    /// What happens to a remote job when we stop following it.
    private func stop(_ job: RemoteJob, _ service: any MediaService, _ record: inout GenerationRecord) async -> RunEnd {
        guard signal.reason == .cancelled else { return .left(nil) }
        let reply: CancelReply
        do {
            reply = try await shielded { try await service.cancel(job) }
        } catch {
            let reason = (error as? EaselError)?.message ?? "\(error)"
            note([GenerationWarning(.other, "The provider was asked to cancel and did not answer well: \(reason)")], in: &record)
            return .cancelled(nil)
        }
        guard reply == .alreadyFinished, case .completed(let batch)? = try? await shielded({ try await service.status(of: job) })
        else { return .cancelled(reply) }
        note([GenerationWarning(.other, "It was done before the cancel arrived: the result was kept.")], in: &record)
        let kept = try? await shielded { [record] in
            var copy = record
            let end = await ingest(batch, &copy)
            return (copy, end)
        }
        guard let (copy, end) = kept else { return .cancelled(reply) }
        record = copy
        return end
    }
}
