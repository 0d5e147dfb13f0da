import EaselCore
import Foundation

/// One generation as this session sees it: what was asked, how far it is, what has come.
struct LiveGeneration: Equatable, Sendable, Identifiable {
    enum Stage: Equatable, Sendable {
        /// On its way to the provider. Next: any other.
        case sending
        /// Held back here until a time: by the provider's limit, or nil behind other requests. Next: sending.
        case held(until: Date?)
        /// A try failed; the next one begins at that time. Next: sending.
        case retrying(because: EaselError.Kind, at: Date)
        /// Waiting at the provider; position 0 is next, nil is not told. Next: working, finished, left.
        case queued(position: Int?)
        /// Being made, or being written. Next: finished, left.
        case working
        /// The row is closed.
        case finished
        /// Lost from sight; the job goes on at the provider.
        case left
        /// Never sent: the gate, the target or a file stood against it.
        case refused(EaselError)
    }

    let id: JobID
    var record: GenerationRecord
    var stage = Stage.sending
    var startedAt: Date
    var endedAt: Date?
    /// From 0 to 1 where the provider tells.
    var progress: Double?
    /// The newest lines of the provider's log.
    var log: [LogLine] = []
    var text = ""
    var reasoning = ""
    /// What happened, in words.
    var journal = JobJournal()
    /// When the provider takes the result back that is being fetched; nil where it does not say.
    var keptUntil: Date?
    /// A cancel is under way.
    var isCancelling = false
    /// It is of an earlier session, and here only because a conversation goes on from it.
    var isRecalled = false

    static let logLimit = 200
    /// No queue is longer; what a provider says is not trusted with arithmetic.
    private static let positionLimit = 999_999

    init(_ order: GenerationOrder, isSandbox: Bool, at date: Date) {
        id = order.id
        startedAt = date
        record = GenerationRecord(
            id: order.id, createdAt: date, draft: order.draft, provider: order.target.provider,
            model: order.target.model ?? ModelID(rawValue: ""), isSandbox: isSandbox)
    }

    /// A generation that was begun elsewhere: by an earlier start, or by another process.
    init(_ record: GenerationRecord) {
        id = record.id
        self.record = record
        startedAt = record.createdAt
        text = record.text ?? ""
        stage = record.status.isFinished ? .finished : .queued(position: nil)
        if let told = record.progress, !record.status.isFinished { take(told) }
    }

    /// What another process heard last of it.
    private mutating func take(_ told: JobProgress) {
        if let position = told.queuePosition {
            stage = .queued(position: min(max(0, position), Self.positionLimit))
        } else {
            stage = .working
        }
        if let fraction = told.fraction, fraction.isFinite { progress = min(max(0, fraction), 1) }
        if let line = told.logLine { log = [LogLine(timestamp: "", message: line)] }
    }

    var modality: Modality { record.draft.modality }

    var isRunning: Bool {
        switch stage {
        case .sending, .held, .retrying, .queued, .working: true
        case .finished, .left, .refused: false
        }
    }

    /// A provider works on it, and goes on when Easel ends.
    var isRemote: Bool { isRunning && record.remoteJob != nil }

    var error: EaselError? {
        if case .refused(let error) = stage { error } else { record.error }
    }

    /// Seconds from sending to the end, or to now.
    func elapsed(at now: Date) -> TimeInterval {
        if let total = record.timing.totalMilliseconds, !isRunning { return Double(total) / 1000 }
        return max(0, (endedAt ?? now).timeIntervalSince(startedAt))
    }

    mutating func apply(_ event: GenerationEvent, at date: Date) {
        journal.note(event, before: record, at: date)
        switch event {
        case .opened(let opened):
            record = opened
            stage = opened.remoteJob == nil ? .sending : .queued(position: nil)
        case .waiting(let until): stage = .held(until: until)
        case .retrying(let error, let at): stage = .retrying(because: error.kind, at: at)
        case .switched(let moved, _):
            record = moved
            stage = .sending
        case .accepted(let job):
            record.remoteJob = job
            record.status = .accepted
            stage = .queued(position: nil)
        case .queued(let position): stage = .queued(position: position.map { min(max(0, $0), Self.positionLimit) })
        case .progress(let fraction, let lines):
            stage = .working
            if let fraction, fraction.isFinite { progress = min(max(0, fraction), 1) }
            log = (log + lines).suffix(Self.logLimit)
        case .reasoning(let piece):
            stage = .working
            reasoning += piece
        case .text(let piece):
            stage = .working
            text += piece
        case .fetching(_, _, let until):
            stage = .working
            keptUntil = until
        case .copying: stage = .working
        case .saved(let asset): record.assets.append(asset)
        case .warning(let warning): record.warnings.append(warning)
        case .finished(let closed): finish(closed, at: date)
        }
    }

    mutating func refuse(_ error: EaselError, at date: Date) {
        stage = .refused(error)
        journal.note("not sent: \(error.message)", .bad, at: date)
        endedAt = date
    }

    private mutating func finish(_ closed: GenerationRecord, at date: Date) {
        record = closed
        text = closed.text ?? text
        stage = closed.status.isFinished ? .finished : .left
        endedAt = date
        keptUntil = nil
        isCancelling = false
    }
}
