import EaselCore

extension GenerationRun {
    /// Closes the row, or leaves it for later when the job goes on without us, and says so.
    func finish(_ end: RunEnd, _ record: inout GenerationRecord) async {
        apply(end, to: &record)
        record.timing.totalMilliseconds = elapsed
        record.attempts.append(
            Attempt(
                provider: record.provider, model: record.model, status: record.status, errorKind: record.error?.kind,
                milliseconds: max(0, elapsed - tries.began)))
        do {
            record = try await shielded { [record] () async throws(EaselError) in try await settle(record) }
        } catch {
            record.warnings.append(GenerationWarning(.other, "History could not be written: \(error.message)"))
        }
        await environment.dropExchanges(of: record)
        if record.status.isFinished { await mirror(&record) }
        send(.finished(record))
    }

    private func apply(_ end: RunEnd, to record: inout GenerationRecord) {
        switch end {
        case .succeeded:
            record.status = .succeeded
            // What was made may tell what could not be known before: its size, its length.
            record.usage.costUSD = record.usage.costUSD ?? card.flatMap { CostEstimate.after($0, record.assets) }
        case .failed(let error):
            record.status = error.kind == .cancelled ? .cancelled : .failed
            record.error = record.remoteJob == nil ? error.offeringResend(of: record.id) : error
        case .cancelled(let reply, let error):
            record.status = .cancelled
            record.cancelReply = reply ?? record.cancelReply
            record.error = record.remoteJob == nil ? error.offeringResend(of: record.id) : error
        case .left(let error): record.error = error
        }
        if isFree(record) { record.usage.costUSD = nil }
    }

    /// An estimate of what was refused, or taken back in time, is no cost.
    private func isFree(_ record: GenerationRecord) -> Bool {
        guard record.usage.costIsEstimate, record.assets.isEmpty, record.error?.mayHaveBeenAccepted == false else {
            return false
        }
        return switch record.status {
        case .failed: record.text == nil
        case .cancelled: record.cancelReply == .removed
        default: false
        }
    }

    /// Writes the end and gives the row back. Returns what history says: a row that another process closed first stays as
    /// that one left it.
    private func settle(_ record: GenerationRecord) async throws(EaselError) -> GenerationRecord {
        if record.status.isFinished {
            try await history.close(record)
        } else if let job = record.remoteJob, let stored = try await history.record(record.id), stored.remoteJob == nil
        {
            try await history.accept(job, for: record.id)
        }
        try await history.release(record.id, owner: environment.owner)
        guard let stored = try await history.record(record.id), stored.status.isFinished, stored.status != record.status
        else { return record }
        return stored
    }
}
