public import EaselCore
public import Foundation

/// A token that opens Google's services for a while.
public struct AccessToken: Sendable, Hashable {
    public var credential: Credential
    public var expiresAt: Date

    public init(credential: Credential, expiresAt: Date) {
        self.credential = credential
        self.expiresAt = expiresAt
    }

    /// A new one is fetched when less than this is left, in seconds (wire sheet 6.7: 3 min 45 s).
    public static let margin: TimeInterval = 225

    /// Whether it may be used without asking for a new one.
    public func isFresh(at now: Date) -> Bool { expiresAt.timeIntervalSince(now) >= Self.margin }

    /// Whether it still opens anything, with a little time for the call itself.
    func isUsable(at now: Date) -> Bool { expiresAt.timeIntervalSince(now) >= 15 }
}
