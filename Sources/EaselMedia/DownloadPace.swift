/// How time passes while a download is waited for; tests replace it.
public struct DownloadPace: Sendable {
    /// Time since some moment; never goes back.
    public var uptime: @Sendable () -> Duration
    /// Waits before a broken download goes on. Throws when the task is cancelled.
    public var pause: @Sendable (Duration) async throws -> Void

    /// The system's clock.
    public init() {
        let start = ContinuousClock.now
        uptime = { ContinuousClock.now - start }
        pause = { try await Task.sleep(for: $0) }
    }

    public init(
        uptime: @escaping @Sendable () -> Duration, pause: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.uptime = uptime
        self.pause = pause
    }
}
