public import EaselCore

extension JobRunner {
    /// Stops a generation and tells its provider, also one that no process follows at the moment.
    ///
    /// Returns the row as it is afterwards. Throws `.invalidRequest` when there is no such row, when it is finished, when
    /// its job was done before the cancel arrived, or when another process is sending it; and whatever the provider
    /// answers when it does not take the cancel: the row stays as it is then.
    public func cancel(_ id: JobID) async throws(EaselError) -> GenerationRecord {
        if let record = await stopRunning(id), isEnded(record) { return record }
        await reserveInTurn(id)
        defer { free(id) }
        if let record = await stopRunning(id), isEnded(record) { return record }
        return try await cancelAbandoned(id)
    }

    /// False for a run that left its job to go on, by itself, just when it was to be cancelled.
    private func isEnded(_ record: GenerationRecord) -> Bool { record.status.isFinished || isShutDown }

    private func cancelAbandoned(_ id: JobID) async throws(EaselError) -> GenerationRecord {
        guard let record = try await environment.history.record(id) else {
            throw EaselError(
                .invalidRequest, "There is no generation \(id).", remedy: "`easel jobs list` shows the unfinished ones."
            )
        }
        guard !record.status.isFinished else {
            throw EaselError(
                .invalidRequest, "Generation \(id.short) has \(record.status.rawValue) already.",
                remedy: "Nothing to cancel.")
        }
        guard record.remoteJob != nil else { return try await cancelInterrupted(record) }
        return try await cancelFollowed(record)
    }

    private func cancelFollowed(_ followed: GenerationRecord) async throws(EaselError) -> GenerationRecord {
        var record = followed
        guard let job = record.remoteJob else { return record }
        let reply = try await askToCancel(job, of: record)
        if reply == .alreadyFinished {
            throw EaselError(
                .invalidRequest, "The job finished before the cancel arrived.",
                remedy: "`easel jobs resume \(record.id.short)` fetches its result.",
                provider: record.provider)
        }
        record.cancelReply = reply
        if reply == .removed { record.usage.costUSD = nil }
        return try await close(record, as: .cancelled, because: .cancelled)
    }

    private func cancelInterrupted(_ record: GenerationRecord) async throws(EaselError) -> GenerationRecord {
        guard try await abandonment(of: record) != nil, try await takeLease(record.id) else {
            throw EaselError(
                .invalidRequest, "Another Easel is sending generation \(record.id.short) at this moment.",
                remedy: "Cancel it there, or try again when its provider has answered.")
        }
        if let found = await findLost(record) { return try await cancelFollowed(found) }
        return try await closeInterrupted(record)
    }

    /// The row with its job, where the provider has it in its list.
    private func findLost(_ record: GenerationRecord) async -> GenerationRecord? {
        guard record.draft.modality != .text, let provider = try? environment.registry.provider(record.provider),
            provider.isSandbox == record.isSandbox
        else { return nil }
        let run = await run(record, provider)
        var found = record
        guard case .adopted? = try? await run.look(&found) else { return nil }
        return found
    }

    /// A job of the sandbox means nothing to the real provider, nor the other way round, and one that no service can
    /// stop is only let go of.
    private func askToCancel(_ job: RemoteJob, of record: GenerationRecord) async throws(EaselError) -> CancelReply {
        let provider = try environment.registry.provider(record.provider)
        guard provider.isSandbox == record.isSandbox, let service = provider.services.media(job.modality) else {
            return .unsupported
        }
        return try await environment.keepingExchanges(of: record) {
            await GenerationRun.outcome { () async throws(EaselError) in try await service.cancel(job) }
        }.get()
    }
}
