public import Foundation

/// What a provider told last of a job that is not finished, so that other processes can show it too.
public struct JobProgress: Hashable, Sendable, Codable {
    /// Jobs ahead in the queue; nil when it is not told, or when it works already.
    public var queuePosition: Int?
    /// From 0 to 1, nil when it is not told.
    public var fraction: Double?
    /// The newest line of the provider's log.
    public var logLine: String?
    public var at: Date

    public init(queuePosition: Int? = nil, fraction: Double? = nil, logLine: String? = nil, at: Date) {
        self.queuePosition = queuePosition
        self.fraction = fraction
        self.logLine = logLine
        self.at = at
    }
}
