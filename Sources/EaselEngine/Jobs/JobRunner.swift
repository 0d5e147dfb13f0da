public import EaselCore

/// Starts, follows, cancels and resumes generations. It owns the task of each one.
public actor JobRunner {
    public nonisolated let catalog: ModelCatalog
    private let environment: EngineEnvironment
    private let broadcast = EventBroadcast()
    private var running: [JobID: Running] = [:]

    private struct Running {
        var task: Task<GenerationRecord, Never>
        var signal: StopSignal
    }

    public init(_ environment: EngineEnvironment) {
        self.environment = environment
        self.catalog = ModelCatalog(registry: environment.registry)
    }

    /// Everything that happens from now on, for all generations of this process.
    public nonisolated func events() -> AsyncStream<JobEvent> { broadcast.listen() }

    /// Checks an order, opens its row and starts it. The first event is `opened`.
    ///
    /// Throws what the gate refuses, an unusable target, an unreadable attachment or an unwritable folder; nothing was
    /// sent and nothing is recorded then.
    @discardableResult
    public func start(_ order: GenerationOrder) async throws(EaselError) -> GenerationRecord {
        let prepared = try await PreparedOrder(order, catalog: catalog, environment: environment)
        if order.draft.modality != .text { try await environment.media.prepare(order.draft.outputFolder) }
        let record = prepared.record(at: environment.now())
        try await environment.history.open(record)
        _ = try await environment.history.claim(record.id, owner: environment.owner, until: JobLease.end(from: environment.now()))
        let run = makeRun(record, provider: prepared.provider, card: prepared.card)
        broadcast.send(JobEvent(id: record.id, event: .opened(record)))
        launch(run, record.id) { await run.execute(prepared.request, record) }
        return record
    }

    /// The exact HTTP request that an order would send, with secrets redacted, and what the gate would warn of.
    public func preview(_ order: GenerationOrder) async throws(EaselError) -> (request: RequestPreview, warnings: [GenerationWarning]) {
        let prepared = try await PreparedOrder(order, catalog: catalog, environment: environment)
        return (try await prepared.request.preview(on: prepared.provider.services), prepared.warnings)
    }

    /// Waits for a generation of this process to end; nil when it does not run here.
    public func result(of id: JobID) async -> GenerationRecord? { await running[id]?.task.value }

    /// The generations that run in this process.
    public var activeJobs: Set<JobID> { Set(running.keys) }

    /// Stops a generation and tells its provider, also one that no process follows at the moment.
    ///
    /// Returns the row as it is afterwards. Throws `.invalidRequest` when there is no such row or it is finished.
    public func cancel(_ id: JobID) async throws(EaselError) -> GenerationRecord {
        if let run = running[id] {
            run.signal.raise(.cancelled)
            run.task.cancel()
            return await run.task.value
        }
        return try await cancelAbandoned(id)
    }

    /// Takes up every unfinished generation that no living process follows.
    ///
    /// One whose request was cut off before the provider's answer is closed as failed: it is not known whether the
    /// provider accepted it, so it is not sent again. Returns the ids that run now.
    public func resumeAll() async throws(EaselError) -> [JobID] {
        var resumed: [JobID] = []
        for record in try await environment.history.unfinished() where running[record.id] == nil {
            if try await resume(record) { resumed.append(record.id) }
        }
        return resumed
    }

    /// Takes up one generation. False when another process follows it, or there was nothing to follow.
    public func resume(_ record: GenerationRecord) async throws(EaselError) -> Bool {
        guard try await claim(record.id) else { return false }
        guard let job = record.remoteJob else {
            try await closeInterrupted(record)
            return false
        }
        let provider = try environment.registry.provider(record.provider)
        guard provider.isSandbox == record.isSandbox else {
            try await environment.history.release(record.id, owner: environment.owner)
            return false
        }
        let card = await catalog.cards(record.provider, record.draft.modality).first { $0.model == record.model }
        let run = makeRun(record, provider: provider, card: card)
        broadcast.send(JobEvent(id: record.id, event: .opened(record)))
        launch(run, record.id) { await run.resume(job, record) }
        return true
    }

    /// Ends this process's work: remote jobs stay ours and go on later, streams end where they are.
    public func shutdown() async {
        for run in running.values {
            run.signal.raise(.detached)
            run.task.cancel()
        }
        for run in running.values { _ = await run.task.value }
        broadcast.finish()
    }
}

extension JobRunner {
    private func makeRun(_ record: GenerationRecord, provider: Provider, card: ModelCard?) -> GenerationRun {
        let (id, broadcast) = (record.id, broadcast)
        return GenerationRun(environment, provider: provider, card: card) { event in
            broadcast.send(JobEvent(id: id, event: event))
        }
    }

    private func launch(_ run: GenerationRun, _ id: JobID, _ work: @escaping @Sendable () async -> GenerationRecord) {
        let task = Task {
            let record = await work()
            running[id] = nil
            return record
        }
        running[id] = Running(task: task, signal: run.signal)
    }

    /// Takes the row, also from a process that died.
    private func claim(_ id: JobID) async throws(EaselError) -> Bool {
        let history = environment.history
        if let owner = try await history.owner(of: id), owner != environment.owner, !environment.isOwnerAlive(owner) {
            try await history.release(id, owner: owner)
        }
        return try await history.claim(id, owner: environment.owner, until: JobLease.end(from: environment.now()))
    }

    private func closeInterrupted(_ record: GenerationRecord) async throws(EaselError) {
        var closed = record
        closed.status = .failed
        closed.error = EaselError(
            .unavailable, "Easel ended before the answer arrived; it is not known whether the provider accepted the request.",
            remedy: "Look at the provider's dashboard before sending it again: it may have been charged.", provider: record.provider
        ).with { $0.mayHaveBeenAccepted = true }
        try await environment.history.close(closed)
        try await environment.history.release(record.id, owner: environment.owner)
        broadcast.send(JobEvent(id: record.id, event: .finished(closed)))
    }

    private func cancelAbandoned(_ id: JobID) async throws(EaselError) -> GenerationRecord {
        guard var record = try await environment.history.record(id) else {
            throw EaselError(.invalidRequest, "There is no generation \(id).", remedy: "`easel jobs list` shows the unfinished ones.")
        }
        guard !record.status.isFinished else {
            throw EaselError(.invalidRequest, "Generation \(id.short) has \(record.status.rawValue) already.", remedy: "Nothing to cancel.")
        }
        guard let job = record.remoteJob else {
            if try await claim(id) { try await closeInterrupted(record) }
            return try await environment.history.record(id) ?? record
        }
        let provider = try environment.registry.provider(record.provider)
        guard let service = provider.services.media(job.modality) else { throw CheckedRequest.noService }
        let reply = try await service.cancel(job)
        if reply == .alreadyFinished {
            throw EaselError(
                .invalidRequest, "The job finished before the cancel arrived.", remedy: "`easel jobs resume \(id.short)` fetches its result.",
                provider: record.provider)
        }
        record.status = .cancelled
        record.cancelReply = reply
        record.error = .cancelled
        try await environment.history.close(record)
        return record
    }
}
