/// Remembers which generation was made for which line of a batch file.
public protocol BatchLedger: Sendable {
    /// Keeps, before the row is opened, that a line is about to be sent under an id. A later id takes the place of an
    /// earlier one.
    func assign(_ id: JobID, to line: BatchLine) async throws(EaselError)
    /// What is known of a line; nil when it was never assigned.
    func entry(of line: BatchLine) async throws(EaselError) -> BatchEntry?
    /// Keeps that somebody was told how the line ended.
    func noteReported(_ line: BatchLine) async throws(EaselError)
    /// What the lines of a batch have cost and how many there are.
    func summary(of batch: String) async throws(EaselError) -> BatchSummary
}

/// What became of a line.
public struct BatchEntry: Hashable, Sendable {
    public var id: JobID
    /// Somebody was told how it ended.
    public var isReported: Bool

    public init(id: JobID, isReported: Bool) {
        self.id = id
        self.isReported = isReported
    }
}

/// How a batch stands, from history.
public struct BatchSummary: Hashable, Sendable {
    /// Lines that were assigned.
    public var lines: Int
    /// Those among them that have ended.
    public var finished: Int
    /// US dollars of the generations whose cost is known; on a sandbox, what they would have cost.
    public var spentUSD: Double

    public init(lines: Int = 0, finished: Int = 0, spentUSD: Double = 0) {
        self.lines = lines
        self.finished = finished
        self.spentUSD = spentUSD
    }
}
