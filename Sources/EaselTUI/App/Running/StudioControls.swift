public import EaselCore
public import Foundation

/// What the screens of jobs and providers need from outside beside the engine: figures, and places where changes stay.
public struct StudioControls: Sendable {
    /// How the providers do in this process: now, then at every change.
    public var figureChanges: @Sendable () -> AsyncStream<[LaneFigures]>
    /// Figures over the history; nil where there are none.
    public var statistics: (any StatisticsSource)?
    /// Where each provider's key was found, never the key itself.
    public var keyOrigins: [ProviderID: String]
    /// Which providers are chosen from first, by modality.
    public var priorities: [Modality: [ProviderID]]
    /// Makes it stay that a provider is switched on or off. The registry is switched after it returned.
    public var keepEnabled: @Sendable (ProviderID, Bool) async throws(EaselError) -> Void
    /// Makes an order of providers stay.
    public var keepPriority: @Sendable (Modality, [ProviderID]) async throws(EaselError) -> Void
    /// Makes it stay who takes over when a target fails.
    public var keepFallback: @Sendable (Modality, [ModelReference]) async throws(EaselError) -> Void
    /// Keeps what a provider listed for later starts; nil where nothing is kept.
    public var keepListing: (@Sendable (ProviderID, Modality) async throws(EaselError) -> Void)?
    /// How the end of a long generation is told.
    public var notice: NoticePolicy

    /// Nothing stays and nothing is told: for tests, which set what they look at.
    public init() {
        figureChanges = { AsyncStream { $0.finish() } }
        statistics = nil
        keyOrigins = [:]
        priorities = [:]
        keepEnabled = { (_, _) throws(EaselError) in }
        keepPriority = { (_, _) throws(EaselError) in }
        keepFallback = { (_, _) throws(EaselError) in }
        keepListing = nil
        notice = NoticePolicy()
    }
}

/// How, and after how long, the end of a generation is told to somebody who looks elsewhere.
public struct NoticePolicy: Hashable, Sendable {
    public enum Way: String, Hashable, Sendable, CaseIterable {
        case off
        /// The terminal's bell.
        case bell
        /// A notice of the desktop, where the terminal passes it on; the bell too.
        case desktop
    }

    public var way: Way
    /// Generations that took less are not told, in seconds.
    public var after: TimeInterval

    public init(_ way: Way = .bell, after: TimeInterval = 20) {
        self.way = way
        self.after = after
    }
}
