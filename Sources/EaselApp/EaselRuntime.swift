import EaselConfig
public import EaselCore
public import EaselEngine
import EaselHistory
import EaselMedia

/// Easel, ready to work: the setup with its history, its media folder and its engine.
public struct EaselRuntime: Sendable {
    public let setup: EaselSetup
    public let history: any HistoryStore
    /// What became of the lines of batch files.
    public let batches: any BatchLedger
    public let runner: JobRunner
    private let media: DiskMediaStore

    /// Opens the history and starts the engine. Throws `.storage` when the history cannot be used.
    public static func open(_ setup: EaselSetup) throws(EaselError) -> EaselRuntime {
        let history = try GRDBHistoryStore.open(at: setup.paths.historyFile)
        let media = try setup.mediaStore()
        var environment = EngineEnvironment(
            registry: setup.registry, history: history, media: media, owner: LeaseOwner.current,
            isOwnerAlive: LeaseOwner.isAlive)
        environment.rates = setup.rates
        environment.uptime = setup.pace.uptime
        environment.sleep = setup.pace.sleep
        environment.random = setup.pace.random
        environment.rememberedModels = setup.rememberedModels
        let runner = JobRunner(environment)
        return EaselRuntime(setup: setup, history: history, batches: history, runner: runner, media: media)
    }

    public var registry: ProviderRegistry { setup.registry }
    public var notices: [String] { setup.notices }

    /// Removes what an earlier process left half written.
    public func sweep() async { _ = try? await media.sweep() }

    /// Ends the engine (remote jobs go on and are followed again next time) and everything under it.
    public func close() async {
        await runner.shutdown()
        await setup.close()
    }
}

extension EaselSetup {
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
