import EaselCore

/// Tells what is new in a provider's answers about one job.
struct PollNews: Sendable {
    private var lines: Set<LogLine> = []
    private var last: GenerationEvent?

    /// The event to report, nil when the last answer said the same.
    mutating func queued(_ position: Int?) -> GenerationEvent? { report(.queued(position: position)) }

    /// The event to report, nil when the last answer said the same. A progress that is no number is not known.
    mutating func running(_ progress: Double?, _ log: [LogLine]) -> GenerationEvent? {
        let known = progress.flatMap { $0.isFinite ? min(max($0, 0), 1) : nil }
        let newLines = log.filter { lines.insert($0).inserted }
        if newLines.isEmpty { return report(.progress(known, newLines: [])) }
        last = .progress(known, newLines: [])
        return .progress(known, newLines: newLines)
    }

    private mutating func report(_ event: GenerationEvent) -> GenerationEvent? {
        guard event != last else { return nil }
        last = event
        return event
    }
}
