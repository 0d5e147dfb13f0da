public import EaselCore
import Foundation

extension JobRunner {
    /// Takes up every unfinished generation that no living process follows.
    ///
    /// One whose request was cut off before the provider's answer is never sent again: its job is looked for where the
    /// provider lists its jobs, and otherwise it is closed as of unknown fate. One whose provider cannot be called at the
    /// moment (no credential, switched off) stays for later. Returns the ids that run now. Throws `.storage` when history
    /// cannot be used.
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

    /// Takes up one generation; one that ended as of unknown fate is looked for once more.
    ///
    /// False when it is followed already, here or by another process, or there was nothing to follow. Throws when its
    /// provider cannot be called.
    public func resume(_ record: GenerationRecord) async throws(EaselError) -> Bool {
        guard !isShutDown, !isRunning(record.id), reserve(record.id) else { return false }
        defer { free(record.id) }
        if record.isOfUnknownFate { return try await lookAgain(record) }
        guard let abandoned = try await abandonment(of: record), try await takeLease(record.id) else { return false }
        do {
            // The row may have changed since it was read: its job may be known by now, or its end.
            if let current = try await environment.history.record(record.id), !current.status.isFinished,
                try await takeUp(current, abandoned)
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

    private func takeUp(_ record: GenerationRecord, _ abandoned: Abandonment) async throws(EaselError) -> Bool {
        guard record.remoteJob != nil || mayHaveJob(record, abandoned) else {
            try await close(record, as: .failed, because: .neverSent(record.id))
            return false
        }
        guard record.remoteJob != nil || record.draft.modality != .text else {
            try await closeInterrupted(record)
            return false
        }
        let provider = try environment.registry.provider(record.provider)
        if record.remoteJob == nil, provider.finder == nil || record.isSandbox && !provider.isSandbox {
            try await closeInterrupted(record)
            return false
        }
        guard provider.isSandbox == record.isSandbox else { return false }
        let run = await run(record, provider)
        guard !isShutDown else { return false }
        broadcast.send(JobEvent(id: record.id, event: .opened(record)))
        launch(run, record.id) {
            if let job = record.remoteJob { await run.resume(job, record) } else { await run.reconcile(record) }
        }
        return true
    }

    /// Looks once for the job of a row that was closed without it.
    private func lookAgain(_ record: GenerationRecord) async throws(EaselError) -> Bool {
        let provider = try environment.registry.provider(record.provider)
        guard provider.isSandbox == record.isSandbox, record.draft.modality != .text else { return false }
        let run = await run(record, provider)
        var reopened = record
        guard case .adopted(let job) = try await run.look(&reopened) else { return false }
        guard !isShutDown else {
            try? await environment.history.release(record.id, owner: environment.owner)
            return false
        }
        let taken = reopened
        broadcast.send(JobEvent(id: record.id, event: .opened(taken)))
        launch(run, record.id) { await run.resume(job, taken) }
        return true
    }

    /// A run for a row of an earlier process.
    func run(_ record: GenerationRecord, _ provider: Provider) async -> GenerationRun {
        let card = await catalog.cards(record.provider, record.draft.modality).first { $0.model == record.model }
        let age = Duration.seconds(max(0, environment.now().timeIntervalSince(record.createdAt)))
        return makeRun(record, provider: provider, card: card, age: age)
    }

    /// False for a request that certainly never left: its process died, the machine did not, and what it would have
    /// written before sending is not there.
    private func mayHaveJob(_ record: GenerationRecord, _ abandoned: Abandonment) -> Bool {
        guard record.sentAt == nil, let owner = abandoned.owner else { return true }
        return !environment.isOfThisBoot(owner)
    }

    /// Nil for a row that may not be taken. It may when nobody holds it, or its holder died (it is taken from that one here)
    /// or let its time run out (`claim` tells).
    ///
    /// A young row that nobody holds and that was not sent belongs to a process that has opened it and is about to take it.
    func abandonment(of record: GenerationRecord) async throws(EaselError) -> Abandonment? {
        let history = environment.history
        guard let owner = try await history.owner(of: record.id) else {
            let age = environment.now().timeIntervalSince(record.createdAt)
            let isSettled = record.remoteJob != nil || record.sentAt != nil || !(0..<JobLease.seconds).contains(age)
            return isSettled ? Abandonment(owner: nil) : nil
        }
        if owner != environment.owner, !environment.isOwnerAlive(owner) {
            try await history.release(record.id, owner: owner)
        }
        return Abandonment(owner: owner)
    }

    /// Closes a row whose request was cut off before the provider's answer.
    @discardableResult
    func closeInterrupted(_ record: GenerationRecord) async throws(EaselError) -> GenerationRecord {
        let error = EaselError.interrupted(record.provider).offeringResend(of: record.id)
        let kept = await recoverFiles(record)
        let wanted = record.draft.parameters[.count]?.integer.map(Int.init) ?? 1
        guard kept.assets.count >= wanted, record.draft.modality != .text else {
            return try await close(kept, as: .failed, because: error)
        }
        return try await close(kept, as: .succeeded, because: nil)
    }

    /// Takes over files that were in place when their process died, before history was told of them.
    private func recoverFiles(_ record: GenerationRecord) async -> GenerationRecord {
        guard record.draft.modality != .text else { return record }
        let place = MediaPlacement(
            folder: record.draft.outputFolder, prompt: record.draft.prompt, id: record.id, date: record.createdAt,
            index: 0, provenance: MediaProvenance(record))
        var record = record
        for asset in (try? await environment.media.recover(place)) ?? []
        where !record.assets.contains(where: { $0.path == asset.path }) {
            guard (try? await environment.history.add(asset, to: record.id)) != nil else { continue }
            record.assets.append(asset)
            let words = "Easel ended before this file was remembered; it was found in its place: \(asset.path)"
            record.warnings.append(GenerationWarning(.other, words))
        }
        return record
    }
}

/// How a row came to be without a process that works on it.
struct Abandonment: Sendable {
    /// Who held it, nil for nobody.
    var owner: String?
}
