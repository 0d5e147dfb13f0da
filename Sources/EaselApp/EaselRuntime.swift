import EaselConfig
public import EaselCore
public import EaselEngine
import EaselHistory
import EaselMedia
import EaselStorage
public import EaselTelemetry
import Foundation

/// Easel, ready to work: the setup with its history, its media folder and its engine.
public struct EaselRuntime: Sendable {
    public let setup: EaselSetup
    public let runner: JobRunner
    /// What was measured in this process.
    public let telemetry: Telemetry
    let media: DiskMediaStore
    private let ledger: FolderLedger
    /// The history in all its roles.
    let store: GRDBHistoryStore
    let mirror: CloudMirror

    /// Opens the history and starts the engine. Throws `.storage` when the history cannot be used.
    ///
    /// - Parameter metricsFile: where measurements are written, nil for where the environment says, if anywhere.
    public static func open(_ setup: EaselSetup, metricsFile: String? = nil) throws(EaselError) -> EaselRuntime {
        let database = try HistoryDatabase.open(at: setup.paths.historyFile)
        let history = GRDBHistoryStore(database, now: setup.pace.now)
        var media = try setup.mediaStore()
        let ledger = FolderLedger(at: setup.paths.dataFolder.appending(path: "writing", directoryHint: .isDirectory))
        media.ledger = ledger
        var environment = EngineEnvironment(
            registry: setup.registry, history: history, media: media, owner: LeaseOwner.current,
            isOwnerAlive: LeaseOwner.isAlive)
        environment.isOfThisBoot = LeaseOwner.isOfThisBoot
        let mirror = try setup.mirror(history)
        // A replay sends nothing to anybody, and what it makes was made before.
        environment.mirror = setup.isReplay ? nil : mirror
        if setup.isReplay { environment.standingWarnings = [Tape.warning] }
        environment.trafficMemory = GRDBTrafficMemory(database, now: setup.pace.now)
        environment.now = setup.pace.now
        environment.uptime = setup.pace.uptime
        environment.sleep = setup.pace.sleep
        environment.random = setup.pace.random
        environment.rememberedModels = setup.rememberedModels
        let parentTrace = setup.parentTrace
        environment.trace = { TraceContext(of: $0, parent: parentTrace) }
        environment.budget = setup.budget
        environment.exchanges = setup.keptExchanges == .none ? nil : history
        environment.keepsOnlyFailures = setup.keptExchanges == .failures
        let runner = JobRunner(environment)
        let telemetry = setup.telemetry(metricsFile: metricsFile)
        telemetry.listen(to: runner.events())
        return EaselRuntime(
            setup: setup, runner: runner, telemetry: telemetry, media: media, ledger: ledger, store: history,
            mirror: mirror)
    }

    public var history: any HistoryStore { store }
    /// What became of the lines of batch files.
    public var batches: any BatchLedger { store }
    /// Figures over the whole history.
    public var statistics: any StatisticsSource { store }
    public var registry: ProviderRegistry { setup.registry }
    public var notices: [String] { setup.notices }

    /// Removes what killed processes left half written, in the folders that they wrote in. Costs nothing when none was.
    public func sweepLeft() async { await media.sweepLeft() }

    /// Removes what is left half written anywhere in the configured folder, whoever left it.
    public func sweep() async { _ = try? await media.sweep() }

    /// Ends the engine; remote jobs go on and are followed again next time. Then the last measurements are written: throws
    /// `.storage` when that fails.
    public func finish() async throws(EaselError) {
        await runner.shutdown()
        ledger.close()
        try await telemetry.finish()
    }

    /// Ends the engine and everything under it.
    public func close() async {
        try? await finish()
        await setup.close()
    }
}

extension EaselSetup {
    /// How much may be spent, by local days and months.
    public var budget: Budget { Budget(settings.budget.limits) }

    /// Throws `.configuration` for a template of names that cannot be used.
    func mediaStore() throws(EaselError) -> DiskMediaStore {
        let storage = settings.file.storage
        let names = if let text = storage.names { try MediaNameTemplate(text) } else { MediaNameTemplate.standard }
        var store = DiskMediaStore(
            root: settings.output.value,
            limits: MediaLimits(result: settings.resultLimit.value, attachment: settings.attachmentLimit.value),
            names: names, sidecars: storage.sidecars ?? true)
        store.pace = DownloadPace(uptime: pace.uptime, pause: pace.sleep)
        return store
    }
}
