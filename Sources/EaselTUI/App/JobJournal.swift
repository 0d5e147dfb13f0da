import EaselCore
import Foundation

/// What happened to a generation, in the words and the order in which it happened: tries, waits, other targets, files.
struct JobJournal: Equatable, Sendable {
    struct Entry: Equatable, Sendable {
        enum Tone: Equatable, Sendable { case plain, good, bad }

        var date: Date
        /// One line; may hold words from outside.
        var words: String
        var tone: Tone
    }

    /// Oldest first.
    private(set) var entries: [Entry] = []

    static let limit = 100

    mutating func note(_ words: String, _ tone: Entry.Tone = .plain, at date: Date) {
        // A limit that is met again and again is told once.
        if entries.last?.words == words { return }
        entries = (entries + [Entry(date: date, words: words, tone: tone)]).suffix(Self.limit)
    }

    /// - Parameter before: the record as it was before the event.
    mutating func note(_ event: GenerationEvent, before record: GenerationRecord, at date: Date) {
        switch event {
        case .opened(let opened): note("begun at \(opened.target)", at: date)
        case .waiting(.some): note("held back by the limit of \(record.provider)", at: date)
        case .waiting(nil): note("waits behind other requests to \(record.provider)", at: date)
        case .retrying(let error, let next):
            let wait = Figures.runningTime(max(0, next.timeIntervalSince(date)))
            note("failed (\(error.kind.rawValue)): \(error.message) Tried again in \(wait).", .bad, at: date)
        case .switched(let moved, let error):
            note("\(record.target) failed (\(error.kind.rawValue)): \(error.message)", .bad, at: date)
            note("\(moved.target) takes over", .good, at: date)
        case .accepted(let job): note("accepted by \(job.provider) as \(job.id)", .good, at: date)
        case .fetching(let index, let count, _): note("fetching result \(index + 1) of \(count)", at: date)
        case .saved(let asset): note("saved \(asset.path)", .good, at: date)
        case .warning(let warning): note("! \(warning.message)", .bad, at: date)
        case .finished(let closed): finish(closed, at: date)
        case .queued, .progress, .reasoning, .text, .copying: break
        }
    }

    private mutating func finish(_ closed: GenerationRecord, at date: Date) {
        switch closed.status {
        case .succeeded: note("done", .good, at: date)
        case .failed: note("failed: \(closed.error?.message ?? "")", .bad, at: date)
        case .cancelled: note("cancelled" + (closed.cancelReply.map { "; \($0.words)" } ?? ""), at: date)
        case .submitted, .accepted: note("goes on at \(closed.provider); Easel no longer follows it here", at: date)
        }
    }
}

extension CancelReply {
    /// What the provider said to a wish to cancel, for people.
    var words: String {
        switch self {
        case .removed: "the provider took it out of its queue"
        case .requested: "the provider was told to stop; it may finish, and be charged, all the same"
        case .alreadyFinished: "the provider had finished it"
        case .unsupported: "the provider cannot cancel: it goes on there, and Easel no longer waits for it"
        }
    }
}
