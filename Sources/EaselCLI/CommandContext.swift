public import EaselApp
public import EaselConfig
public import EaselCore

/// What a command gets from outside: its streams, a way to set Easel up, and the signals that end it.
public struct CommandContext: Sendable {
    public var output: CommandOutput
    public var environment: Environment
    /// Puts the configuration into effect.
    public var load: @Sendable (SandboxUse, _ only: ProviderID?, TapeUse?) async throws(EaselError) -> EaselSetup
    /// What `--record` or `--replay` before the command asked for.
    var tape: TapeUse?
    /// SIGINT and SIGTERM as they arrive, from the call on; without it they end the process.
    public var signals: @Sendable () -> AsyncStream<Int32>
    /// Looks at themes, by name or path; at all of them where none is named. Injected, because commands know no terminal.
    public var themes: @Sendable ([String]) -> [ThemeReport]
    /// Makes small pictures of films and sounds for pages. Injected for the same reason.
    public var previews: FilePreviews
    /// Runs the sandbox server alone until it is cancelled.
    public var serveSandbox: @Sendable (SandboxOrder) async throws(EaselError) -> Void

    public init(
        output: CommandOutput, environment: Environment,
        load: @escaping @Sendable (SandboxUse, _ only: ProviderID?, TapeUse?) async throws(EaselError) -> EaselSetup,
        signals: @escaping @Sendable () -> AsyncStream<Int32>,
        themes: @escaping @Sendable ([String]) -> [ThemeReport], previews: FilePreviews = .none,
        serveSandbox: @escaping @Sendable (SandboxOrder) async throws(EaselError) -> Void
    ) {
        self.output = output
        self.environment = environment
        self.load = load
        self.signals = signals
        self.themes = themes
        self.previews = previews
        self.serveSandbox = serveSandbox
    }
}
