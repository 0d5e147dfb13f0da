import EaselCore

extension EngineEnvironment {
    /// Does work for a generation, and keeps what it exchanges with providers beside it. All of that is kept when the work
    /// has ended; a history that cannot keep it holds nothing up.
    func keepingExchanges<Value>(
        of record: GenerationRecord, in log: ExchangeLog = ExchangeLog(), _ work: () async -> Value
    ) async -> Value {
        guard let exchanges else { return await work() }
        let id = record.id
        log.begin(attempt: max(0, record.attempts.count - (record.status.isFinished ? 1 : 0)))
        // Only a request that was sent before can have left anything.
        if record.sentAt != nil || record.status != .submitted,
            let last = try? await exchanges.exchanges(of: id).last
        {
            log.goOn(after: last)
        }
        // It outlives a cancellation of the work, as the row's end does.
        let keeper = Task {
            for await telling in log.news { try? await exchanges.keep([telling()], of: id) }
        }
        let value = await ExchangeLog.$current.withValue(log) { await work() }
        log.finish()
        await keeper.value
        return value
    }

    /// Forgets those of an attempt that succeeded, where only failures are kept.
    func dropExchanges(of record: GenerationRecord) async {
        guard let exchanges, keepsOnlyFailures, record.status == .succeeded, !record.attempts.isEmpty else { return }
        try? await exchanges.forgetExchanges(of: record.id, attempt: record.attempts.count - 1)
    }
}
