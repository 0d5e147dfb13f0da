public import EaselApp
public import EaselCore

/// What a command gets from outside: its streams, a way to open the engine, and the signals that end it.
public struct CommandContext: Sendable {
    public var output: CommandOutput
    /// Opens configuration, history, providers and the engine.
    public var open: @Sendable (SandboxUse) async throws(EaselError) -> EaselRuntime
    /// SIGINT and SIGTERM as they arrive.
    public var signals: AsyncStream<Int32>
    /// Runs the sandbox server alone until it is cancelled.
    public var serveSandbox: @Sendable (SandboxOrder) async throws(EaselError) -> Void

    public init(
        output: CommandOutput, open: @escaping @Sendable (SandboxUse) async throws(EaselError) -> EaselRuntime,
        signals: AsyncStream<Int32>, serveSandbox: @escaping @Sendable (SandboxOrder) async throws(EaselError) -> Void
    ) {
        self.output = output
        self.open = open
        self.signals = signals
        self.serveSandbox = serveSandbox
    }
}
