import EaselConfig
import EaselCore
import EaselEngine
import EaselProviderKit
import Foundation

/// Builds the providers of one invocation: flag, credential, addresses, sandbox.
struct ProviderAssembly {
    let options: SetupOptions
    let paths: Paths
    let credentials: CredentialResolver
    let endpoints: EndpointResolver
    let settings: Settings
    let catalogs: CatalogFolder
    let tape: Tape
    private(set) var notices: [String] = []
    /// Providers whose feature flag is off, with what is said of that. They are made ready all the same, so that the studio can
    /// switch them on; nothing is sent to them.
    private(set) var off: [ProviderID: EaselError] = [:]
    private var resolutions: [ProviderID: CredentialResolution] = [:]
    private var sandboxAddress: URL?
    /// What a recording says of the providers that are ready.
    private(set) var manifest = RecordingManifest()
    private(set) var google: GoogleAccess
    /// Read once, and only where an account is told from others.
    private lazy var salt = InstallSalt.load(in: paths.dataFolder)

    init(options: SetupOptions, paths: Paths, settings: Settings, tape: Tape) {
        self.options = options
        self.paths = paths
        self.settings = settings
        self.tape = tape
        self.catalogs = CatalogFolder(paths.catalogFolder)
        let google = GoogleAccess(
            options.environment, paths: paths, tape: tape, sandbox: Self.namedSandbox(options.environment))
        self.manifest.sandbox = Self.namedSandbox(options.environment)
        tape.learn(sandbox: manifest.sandbox)
        self.google = google
        self.credentials = CredentialResolver(
            environment: options.environment, settings: settings, paths: paths,
            secretManager: { name throws(EaselError) in try await google.secret(name) })
        self.endpoints = EndpointResolver(environment: options.environment, settings: settings)
    }

    /// A recording needs no credential, and a person's own is left alone.
    mutating func resolveCredentials(_ registrations: [ProviderRegistration]) async {
        guard !tape.isReplay else { return }
        for registration in registrations where options.only == nil || options.only == registration.id {
            let resolution = await credentials.resolve(registration.descriptor.credential, provider: registration.id)
            resolutions[registration.id] = resolution
            if case .found(_, let warnings) = resolution { notices += warnings }
        }
    }

    /// Starts the built-in sandbox when it is asked for, or when it is allowed and nothing else is configured.
    mutating func startSandboxIfWanted(_ registrations: [ProviderRegistration]) async throws(EaselError) -> SandboxHost?
    {
        guard !tape.isReplay, options.environment[EndpointResolver.sandboxVariable] == nil else { return nil }
        switch options.sandbox {
        case .asConfigured: return nil
        case .whenUnconfigured where isConfigured(registrations): return nil
        case .whenUnconfigured, .always: break
        }
        let host = SandboxHost()
        let port = try await host.start()
        sandboxAddress = URL(string: "http://127.0.0.1:\(port)")
        manifest.sandbox = sandboxAddress
        tape.learn(sandbox: sandboxAddress)
        google = GoogleAccess(options.environment, paths: paths, tape: tape, sandbox: sandboxAddress)
        return host
    }

    /// Whether a person has set up anything: a credential, a broken attempt at one, or an address.
    private func isConfigured(_ registrations: [ProviderRegistration]) -> Bool {
        registrations.contains { registration in
            switch resolutions[registration.id] {
            case .found, .broken: return true
            case .missing, nil: break
            }
            if registration.descriptor.credential.takesApplicationDefault, google.authorizer != nil { return true }
            return (try? endpoints.resolve(registration.descriptor).isRedirected) ?? true
        }
    }

    mutating func entries(_ registrations: [ProviderRegistration]) async -> [ProviderEntry] {
        var entries: [ProviderEntry] = []
        for registration in registrations {
            entries.append(
                ProviderEntry(
                    descriptor: limited(registration.descriptor), state: await state(registration),
                    curated: curated(registration)))
        }
        return entries
    }

    /// The cards that ship with Easel, amended by a person's own. A file that cannot be read is told, and changes nothing.
    private mutating func curated(_ registration: ProviderRegistration) -> [ModelCard] {
        do throws(EaselError) {
            return try catalogs.amended(registration.curated, of: registration.id)
        } catch {
            notices.append("\(error.message) \(error.remedy)")
            return registration.curated
        }
    }

    private mutating func state(_ registration: ProviderRegistration) async -> ProviderEntry.State {
        let descriptor = registration.descriptor
        do throws(EaselError) {
            let flag = try ProviderSwitch.isEnabled(descriptor, environment: options.environment, settings: settings)
            if !flag.value { off[descriptor.id] = Self.disabled(descriptor, flag) }
            if let recorded = tape.recorded { return replayed(registration, recorded) }
            if flag.value, let real = await reachable(registration) { return .ready(real) }
            let resolved = try endpoints.resolve(descriptor, sandbox: sandboxAddress)
            if resolved.isSandbox {
                return .ready(make(registration, resolved, Credential(secret: "sandbox", origin: "the sandbox")))
            }
            switch resolutions[descriptor.id] ?? .missing {
            case .found(let credential, _): return .ready(make(registration, resolved, credential))
            case .broken(let error): return .broken(error)
            case .missing where descriptor.credential.takesApplicationDefault && google.authorizer != nil:
                return .ready(make(registration, resolved, nil))
            case .missing where descriptor.credential.takesApplicationDefault && google.obstacle != nil:
                return .broken(google.obstacle ?? Self.missing(descriptor))
            case .missing where descriptor.credential.isRequired: return .missingCredential(Self.missing(descriptor))
            case .missing: return .ready(make(registration, resolved, nil))
            }
        } catch {
            return .broken(error)
        }
    }

    /// A provider that needs no credential and runs on this machine is used for real even beside the sandbox.
    private mutating func reachable(_ registration: ProviderRegistration) async -> Provider? {
        let descriptor = registration.descriptor
        guard sandboxAddress != nil, options.sandbox == .whenUnconfigured, !descriptor.credential.isRequired,
            LoopbackPorts.answer(descriptor), let resolved = try? endpoints.resolve(descriptor)
        else { return nil }
        let provider = make(registration, resolved, nil)
        guard let card = (try? await provider.models.listed(.text))?.first else { return nil }
        notices.append("\(descriptor.name): a server on this machine offers \(card.model). It is used for real.")
        return provider
    }

    private mutating func make(
        _ registration: ProviderRegistration, _ resolved: ResolvedEndpoints, _ credential: Credential?
    )
        -> Provider
    {
        let configured = resolved.urls.filter { $0.value.origin != .builtIn }.mapValues(\.value)
        var context = ProviderContext(
            registration.descriptor, transport: tape.transport, configured: configured, credential: credential,
            isSandbox: resolved.isSandbox)
        context.pause = { [sleep = options.pace.sleep] (duration) async throws(EaselError) in
            do { try await sleep(duration) } catch { throw .cancelled }
        }
        context.settings = ProviderWords.resolve(
            registration.descriptor, environment: options.environment, settings: settings
        ).mapValues(\.value)
        var provider: Provider
        if registration.descriptor.credential.takesApplicationDefault {
            context.authorizer = google.authorizer
            context.settings["project"] = context.settings["project"] ?? google.project
            provider = registration.make(context)
            provider.media = google.opening(provider.media)
        } else {
            provider = registration.make(context)
        }
        note(registration.id, context, configured)
        provider.isFree = credential == nil && LoopbackPorts.leads(resolved.urls.values.map(\.value))
        provider.descriptor = limited(provider.descriptor)
        if !resolved.isSandbox { provider.accountTag = tag(provider.id, context, configured) }
        return provider
    }

    /// Keeps for a recording how a provider was set up, and its secret out of it.
    private mutating func note(_ provider: ProviderID, _ context: ProviderContext, _ configured: [String: URL]) {
        tape.learn([context.credential].compactMap(\.self) + (context.authorizer?.secrets ?? []))
        manifest.providers.removeAll { $0.id == provider }
        manifest.providers.append(
            .init(
                id: provider, addresses: configured, settings: context.settings,
                usesKey: context.credential != nil, usesTokens: context.authorizer != nil,
                isSandbox: context.isSandbox))
    }

    /// A provider as it was recorded. No real model answers, so its rows are marked as the sandbox's are.
    private func replayed(_ registration: ProviderRegistration, _ recorded: RecordingManifest) -> ProviderEntry.State {
        guard let entry = recorded.providers.first(where: { $0.id == registration.id }) else {
            return .missingCredential(
                EaselError(
                    .authentication, "\(registration.descriptor.name) is not in the recording.",
                    remedy: "Use one of: \(recorded.providers.map(\.id.rawValue).joined(separator: ", ")).",
                    provider: registration.id))
        }
        let key = entry.usesKey ? Credential(secret: "replay", origin: "the recording") : nil
        var context = ProviderContext(
            registration.descriptor, transport: tape.transport, configured: entry.addresses, credential: key,
            isSandbox: true)
        context.pause = { [sleep = options.pace.sleep] (duration) async throws(EaselError) in
            do { try await sleep(duration) } catch { throw .cancelled }
        }
        context.settings = entry.settings
        let takesTokens = registration.descriptor.credential.takesApplicationDefault
        if entry.usesTokens { context.authorizer = ReplayAuthorizer() }
        var provider = registration.make(context)
        if takesTokens { provider.media = google.opening(provider.media) }
        provider.descriptor = limited(provider.descriptor)
        return .ready(provider)
    }

    /// With the limits that a person set.
    private func limited(_ descriptor: ProviderDescriptor) -> ProviderDescriptor {
        descriptor.with { $0.ownLimits = settings.limits[descriptor.id] ?? RateLimits() }
    }

    /// The account is the key; Google counts by the project (google.md 10.6), and another address is another account.
    private mutating func tag(_ provider: ProviderID, _ context: ProviderContext, _ configured: [String: URL]) -> String
    {
        let project = context.authorizer == nil ? nil : context.settings["project"]
        let addresses = configured.sorted { $0.key < $1.key }.map(\.value.absoluteString)
        let words = [project].compactMap(\.self) + addresses
        guard context.credential != nil || !words.isEmpty else { return "" }
        return AccountTag.of(
            provider, credential: context.credential, words: words, salt: salt)
    }

    private static func namedSandbox(_ environment: Environment) -> URL? {
        environment[EndpointResolver.sandboxVariable].flatMap { URL(string: $0) }
    }

    private static func missing(_ descriptor: ProviderDescriptor) -> EaselError {
        let login = descriptor.credential.takesApplicationDefault ? ", or `gcloud auth application-default login`" : ""
        let line = descriptor.credential.exportLine ?? ""
        let page = descriptor.credential.page.map { " (keys: \($0))" } ?? ""
        return EaselError(
            .authentication, "\(descriptor.name) has no key.",
            remedy: "`\(line)`\(page)\(login); --sandbox tries Easel without any key.", provider: descriptor.id)
    }

    private static func disabled(_ descriptor: ProviderDescriptor, _ flag: Sourced<Bool>) -> EaselError {
        EaselError(
            .configuration, "\(descriptor.name) is switched off by \(flag.origin).",
            remedy: "Set \(descriptor.enabledVariable)=true.",
            provider: descriptor.id)
    }
}
