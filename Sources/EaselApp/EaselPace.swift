public import EaselProviderKit
public import Foundation

/// How time passes for one invocation: by the machine's clock, unless a test puts its own here. No setting leads to it.
public struct EaselPace: Sendable {
    public var now: @Sendable () -> Date
    /// Time since some moment; never goes back.
    public var uptime: @Sendable () -> Duration
    /// Waits; throws `CancellationError` when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// From 0 up to 1.
    public var random: @Sendable () -> Double
    /// How long a call is waited for.
    public var patience: @Sendable (HTTPCall) -> HTTPPatience

    public init() {
        now = { Date() }
        let start = ContinuousClock.now
        uptime = { ContinuousClock.now - start }
        sleep = { try await Task.sleep(for: $0) }
        random = { Double.random(in: 0..<1) }
        patience = \.patience
    }
}
