public import EaselConfig
public import EaselCore
public import EaselEngine
import EaselProviderKit
import EaselProviders
import Foundation

/// Configuration put into effect: paths, settings, and every provider with its addresses and credential. Nothing was sent
/// to anybody and no history was opened.
public struct EaselSetup: Sendable {
    public let environment: Environment
    public let paths: Paths
    public private(set) var settings: LoadedSettings
    public let registry: ProviderRegistry
    /// Sentences for people about configuration that has no effect or is unsafe.
    public let notices: [String]
    let pace: EaselPace
    let transport: AsyncHTTPTransport
    let tape: Tape
    let sandbox: SandboxHost?
    let google: GoogleAccess

    /// The ids of the providers that this build knows.
    public static let providers = Set(BuiltinProviders.all.map(\.id))

    private static let words = Dictionary(
        BuiltinProviders.all.map { ($0.id, $0.descriptor.settings.map(\.name)) },
        uniquingKeysWith: { first, _ in first })

    /// Reads the configuration and builds the providers. Throws `.configuration` for what cannot be read.
    public static func load(_ options: SetupOptions) async throws(EaselError) -> EaselSetup {
        try Paths.checkProfile(options.environment)
        let paths = Paths(options.environment)
        let settings = try SettingsLoader(paths: paths, environment: options.environment).load(providers: words)
        let transport = AsyncHTTPTransport(
            proxies: ProxySettings(environment: options.environment.values), patience: options.pace.patience)
        let outgoing: any HTTPTransport =
            settings.file.log.propagateTrace == true ? TracingTransport(transport) : transport
        let tape = try Tape(options.tape, over: outgoing, pace: options.pace)
        var assembly = ProviderAssembly(options: options, paths: paths, settings: settings.file, tape: tape)
        await assembly.resolveCredentials(BuiltinProviders.all)
        let sandbox = try await assembly.startSandboxIfWanted(BuiltinProviders.all)
        let entries = await assembly.entries(BuiltinProviders.all)
        try tape.close(assembly.manifest)
        return EaselSetup(
            environment: options.environment, paths: paths, settings: settings,
            registry: ProviderRegistry(entries, off: assembly.off),
            notices: tape.notices + settings.warnings.map { "\(paths.configFile.path), \($0)" } + assembly.notices,
            pace: options.pace, transport: transport, tape: tape, sandbox: sandbox, google: assembly.google)
    }

    /// The same providers with the settings as they are on disk and in the environment now.
    func rereadingSettings() throws(EaselError) -> EaselSetup {
        var setup = self
        setup.settings = try SettingsLoader(paths: paths, environment: environment).load(providers: Self.words)
        return setup
    }

    /// The target for a modality when none is named: the configured one, else the first provider that is set up, in the
    /// configured order.
    ///
    /// Throws `.authentication` with the lines that would set one up.
    public func defaultTarget(for modality: Modality) throws(EaselError) -> ModelReference {
        if let target = settings.targets[modality] { return target.value }
        let able = candidates(for: modality)
        let ready = able.compactMap(\.provider)
        if let provider = ready.first(where: { $0.isSandbox || $0.descriptor.credential.isRequired }) {
            return ModelReference(provider: provider.id)
        }
        if let provider = ready.first(where: { LoopbackPorts.answer($0.descriptor) }) {
            return ModelReference(provider: provider.id)
        }
        let lines = able.compactMap { $0.descriptor.credential.isRequired ? $0.descriptor.credential.exportLine : nil }
        throw EaselError(
            .authentication, "No provider is set up for \(modality.rawValue).",
            remedy: lines.joined(separator: ", or ") + ", or start a local server; --sandbox tries it without any.")
    }

    /// The providers that make a modality: those of the configured order first.
    private func candidates(for modality: Modality) -> [ProviderEntry] {
        let able = registry.entries.filter { $0.modalities.contains(modality) }
        let first = settings.file.priorities[modality] ?? []
        return first.compactMap { id in able.first { $0.descriptor.id == id } }
            + able.filter { !first.contains($0.descriptor.id) }
    }

    /// Answers come from a recording: nothing is sent to anybody.
    public var isReplay: Bool { tape.isReplay }

    /// Why a recording has a hole, nil while it has none.
    public var recordingProblem: EaselError? { tape.problem }

    /// Whether anything is answered by a sandbox.
    public var isSandbox: Bool { registry.entries.contains { $0.provider?.isSandbox == true } }

    /// Ends what runs on behalf of the setup.
    public func close() async {
        await transport.shutdown()
        await sandbox?.stop()
    }
}
