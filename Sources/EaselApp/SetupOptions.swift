public import EaselConfig
public import EaselCore

/// What an invocation of Easel wants of its setup.
public struct SetupOptions: Sendable {
    public var environment: Environment
    public var sandbox: SandboxUse
    /// Look for the credential of this provider only: another one's may be a command that asks its owner something.
    public var only: ProviderID?
    /// Keep what is exchanged with providers, or answer from what was kept.
    public var tape: TapeUse?
    /// How time passes.
    public var pace = EaselPace()

    public init(environment: Environment, sandbox: SandboxUse = .asConfigured, only: ProviderID? = nil) {
        self.environment = environment
        self.sandbox = sandbox
        self.only = only
    }
}
