public import EaselCore

/// Starts, follows, cancels and resumes generations. It owns the task of each one.
public actor JobRunner {
    public nonisolated let catalog: ModelCatalog
    let environment: EngineEnvironment
    let broadcast = EventBroadcast()
    let traffic: TrafficControl
    nonisolated let budget: BudgetKeeper
    private(set) var isShutDown = false
    private var running: [JobID: Running] = [:]
    /// Ids that are about to be started, taken up or closed. They keep the runner from doing two of these at once: an
    /// actor is entered again at every `await`.
    private var reserved: Set<JobID> = []
    private var waiting: [CheckedContinuation<Void, Never>] = []

    private struct Running {
        var task: Task<GenerationRecord, Never>
        var signal: StopSignal
    }

    public init(_ environment: EngineEnvironment) {
        self.environment = environment
        self.traffic = TrafficControl(environment)
        self.budget = BudgetKeeper(environment)
        self.catalog = ModelCatalog(registry: environment.registry, remembered: environment.rememberedModels)
    }

    /// Everything that happens from now on, for all generations of this process. Ends with `shutdown`.
    public nonisolated func events() -> AsyncStream<JobEvent> { broadcast.listen() }

    /// Checks an order, opens its row and starts it. The first event is `opened`.
    ///
    /// Throws what the gate refuses, an unusable target, an unreadable attachment, an unwritable folder or a cost that the
    /// budget does not allow (`.quota`); nothing was sent and nothing is recorded then. Throws `.storage` when history cannot
    /// be written, and `.cancelled` after `shutdown`; nothing was sent.
    ///
    /// - Parameter cap: money that must not be passed; whoever owns it settles when the generation has ended. Throws `.quota`
    ///   when it would be.
    @discardableResult
    public func start(
        _ order: GenerationOrder, within cap: BatchBudget? = nil
    ) async throws(EaselError) -> GenerationRecord {
        if isShutDown { throw .cancelled }
        guard running[order.id] == nil, reserve(order.id) else {
            throw EaselError(
                .invalidRequest, "Generation \(order.id.short) was started already.",
                remedy: "Send it again under a new id.")
        }
        defer { free(order.id) }
        let prepared = try await PreparedOrder(order, catalog: catalog, environment: environment)
        if order.draft.modality != .text {
            try await environment.media.prepare(order.draft.localFolder)
            try await environment.mirror?.prepare(order.draft)
        }
        var record = prepared.record(at: environment.now())
        record.warnings = environment.standingWarnings + record.warnings + budget.warnings(for: prepared)
        if isShutDown { throw .cancelled }
        try cap?.reserve(prepared.estimate?.dollars, for: order.id)
        do {
            try await open(record, for: prepared)
        } catch {
            cap?.release(order.id)
            throw error
        }
        if isShutDown {
            budget.settle(try await close(record, as: .cancelled, because: .cancelled))
            throw .cancelled
        }
        let run = makeRun(record, provider: prepared.provider, card: prepared.card, age: .zero)
        broadcast.send(JobEvent(id: record.id, event: .opened(record)))
        launch(run, record.id) { [catalog, budget, record] in
            await run.execute(prepared, record, catalog: catalog, budget: budget)
        }
        return record
    }

    /// The exact HTTP request that an order would send, with secrets redacted, and what the gate would warn of.
    public func preview(_ order: GenerationOrder) async throws(EaselError) -> (
        request: RequestPreview, warnings: [GenerationWarning]
    ) {
        let prepared = try await PreparedOrder(order, catalog: catalog, environment: environment)
        return (try await prepared.request.preview(on: prepared.provider.services), prepared.warnings)
    }

    /// Waits for a generation of this process to end; its row when it has ended already; nil for one that is unfinished
    /// and does not run here.
    public func result(of id: JobID) async -> GenerationRecord? {
        if let run = running[id] { return await run.task.value }
        guard let stored = try? await environment.history.record(id), stored.status.isFinished else { return nil }
        return stored
    }

    /// Who waits and who is at work in the lanes of this process.
    public func lanes() async -> [LaneReport] { await traffic.report().lanes }

    /// How all limits stand.
    public func trafficReport() async -> TrafficReport { await traffic.report() }

    /// Rings at once and at every change of what `trafficReport` tells, until `shutdown`; changes that come faster than
    /// somebody looks are one.
    public nonisolated func trafficChanges() -> AsyncStream<Void> { traffic.bell.listen() }

    /// Takes up what earlier processes, and those that run beside this one, know of the limits.
    public func recallTraffic() async {
        await traffic.recall(environment.registry.entries.flatMap(LimitOverview.plans))
    }

    /// Forgets what is known of a provider's limits, or of all. Throws `.storage` when that cannot be written.
    public func forgetTraffic(_ provider: ProviderID?) async throws(EaselError) { try await traffic.forget(provider) }

    /// Whether a living process works on an unfinished row: this one or another.
    public func isFollowed(_ id: JobID) async throws(EaselError) -> Bool {
        if running[id] != nil { return true }
        guard let owner = try await environment.history.owner(of: id), owner != environment.owner else { return false }
        return environment.isOwnerAlive(owner)
    }

    /// The generations that run in this process.
    public var activeJobs: Set<JobID> { Set(running.keys) }

    /// Ends this process's work: remote jobs stay ours and go on later, streams end where they are. Nothing starts
    /// afterwards.
    public func shutdown() async {
        isShutDown = true
        for run in running.values {
            run.signal.raise(.detached)
            run.task.cancel()
        }
        for run in running.values { _ = await run.task.value }
        broadcast.finish()
        traffic.bell.finish()
    }
}

extension JobRunner {
    func isRunning(_ id: JobID) -> Bool { running[id] != nil }

    /// False when the id is reserved already.
    func reserve(_ id: JobID) -> Bool { reserved.insert(id).inserted }

    /// Waits for its turn.
    func reserveInTurn(_ id: JobID) async {
        while !reserve(id) { await withCheckedContinuation { waiting.append($0) } }
    }

    func free(_ id: JobID) {
        reserved.remove(id)
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    /// Stops a generation that runs here and waits for its end; nil when it does not run here.
    func stopRunning(_ id: JobID) async -> GenerationRecord? {
        guard let run = running[id] else { return nil }
        run.signal.raise(.cancelled)
        run.task.cancel()
        return await run.task.value
    }

    /// Opens the row, if the budget allows it, and takes it for this process in one step.
    private func open(_ record: GenerationRecord, for prepared: PreparedOrder) async throws(EaselError) {
        let lease = RowLease(owner: environment.owner, until: JobLease.end(from: environment.now()))
        try await budget.open(record, for: prepared, as: lease)
    }

    func takeLease(_ id: JobID) async throws(EaselError) -> Bool {
        try await environment.history.claim(id, owner: environment.owner, until: JobLease.end(from: environment.now()))
    }

    /// Closes a row that nothing works on, gives it back and tells so. Returns what history says afterwards: the first to
    /// close a row wins.
    @discardableResult
    func close(
        _ record: GenerationRecord, as status: GenerationStatus, because error: EaselError?
    ) async throws(EaselError) -> GenerationRecord {
        var closed = record
        closed.status = status
        closed.error = error
        if error?.mayHaveBeenAccepted == false && record.remoteJob == nil { closed.usage.costUSD = nil }
        try await environment.history.close(closed)
        try await environment.history.release(record.id, owner: environment.owner)
        let stored = try await environment.history.record(record.id) ?? closed
        broadcast.send(JobEvent(id: record.id, event: .finished(stored)))
        return stored
    }

    func makeRun(_ record: GenerationRecord, provider: Provider, card: ModelCard?, age: Duration) -> GenerationRun {
        let (id, broadcast) = (record.id, broadcast)
        return GenerationRun(environment, traffic: traffic, provider: provider, card: card, age: age) { event in
            broadcast.send(JobEvent(id: id, event: event))
        }
    }

    func launch(_ run: GenerationRun, _ id: JobID, _ work: @escaping @Sendable () async -> GenerationRecord) {
        let task = Task {
            let record = await TraceContext.$current.withValue(environment.trace(id)) { await work() }
            budget.settle(record)
            running[id] = nil
            return record
        }
        running[id] = Running(task: task, signal: run.signal)
    }
}
