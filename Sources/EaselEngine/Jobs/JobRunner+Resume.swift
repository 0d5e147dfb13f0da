public import EaselCore
import Foundation

extension JobRunner {
    /// Takes up every unfinished generation that no living process follows.
    ///
    /// One whose request was cut off before the provider's answer is closed as failed: it is not known whether the
    /// provider accepted it, so it is not sent again. One whose provider cannot be called at the moment (no credential,
    /// switched off) stays for later. Returns the ids that run now. Throws `.storage` when history cannot be used.
    public func resumeAll() async throws(EaselError) -> [JobID] {
        var resumed: [JobID] = []
        for record in try await environment.history.unfinished() {
            do {
                if try await resume(record) { resumed.append(record.id) }
            } catch  where error.kind != .storage {
                continue
            }
        }
        return resumed
    }

    /// Takes up one generation. False when it is followed already, here or by another process, or there was nothing to
    /// follow. Throws when its provider cannot be called.
    public func resume(_ record: GenerationRecord) async throws(EaselError) -> Bool {
        guard !isShutDown, !isRunning(record.id), reserve(record.id) else { return false }
        defer { free(record.id) }
        guard try await isAbandoned(record), try await takeLease(record.id) else { return false }
        do {
            // The row may have changed since it was read: its job may be known by now, or its end.
            if let current = try await environment.history.record(record.id), !current.status.isFinished,
                try await takeUp(current)
            {
                return true
            }
        } catch {
            try? await environment.history.release(record.id, owner: environment.owner)
            throw error
        }
        try await environment.history.release(record.id, owner: environment.owner)
        return false
    }

    private func takeUp(_ record: GenerationRecord) async throws(EaselError) -> Bool {
        guard let job = record.remoteJob else {
            try await closeInterrupted(record)
            return false
        }
        let provider = try environment.registry.provider(record.provider)
        guard provider.isSandbox == record.isSandbox else { return false }
        let card = await catalog.cards(record.provider, record.draft.modality).first { $0.model == record.model }
        guard !isShutDown else { return false }
        let age = Duration.seconds(max(0, environment.now().timeIntervalSince(record.createdAt)))
        let run = makeRun(record, provider: provider, card: card, age: age)
        broadcast.send(JobEvent(id: record.id, event: .opened(record)))
        launch(run, record.id) { await run.resume(job, record) }
        return true
    }

    /// Whether the row may be taken: nobody holds it, or its holder died (it is taken from that one here) or let its time
    /// run out (`claim` tells).
    ///
    /// A young row that nobody holds belongs to a process that has opened it and is about to take it.
    func isAbandoned(_ record: GenerationRecord) async throws(EaselError) -> Bool {
        let history = environment.history
        guard let owner = try await history.owner(of: record.id) else {
            let age = environment.now().timeIntervalSince(record.createdAt)
            return record.remoteJob != nil || !(0..<JobLease.seconds).contains(age)
        }
        if owner != environment.owner, !environment.isOwnerAlive(owner) {
            try await history.release(record.id, owner: owner)
        }
        return true
    }

    /// Closes a row whose request was cut off before the provider's answer.
    @discardableResult
    func closeInterrupted(_ record: GenerationRecord) async throws(EaselError) -> GenerationRecord {
        try await close(record, as: .failed, because: .interrupted(record.provider))
    }
}
