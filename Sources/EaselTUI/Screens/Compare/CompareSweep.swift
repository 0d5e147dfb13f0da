import EaselCore
import EaselEngine

/// A sweep that a person described, and the choices that concern this run only.
struct SweepOrder: Hashable, Sendable {
    var plan: SweepPlan
    /// Where it is kept; nil until it is.
    var kept: KeptSweep?
    /// Goes on with what an earlier run began, in place of sending all again.
    var resumes = false
    /// A person agreed to the cost.
    var isConfirmed = false
}

/// What is known of a sweep before anything is sent.
struct SweepForecast: Hashable, Sendable {
    var requests: Int
    var costWords: String
    /// Targets that refuse what they would be sent, with the reason.
    var refusals: [String]
    /// What the budget asks about.
    var questions: [String]
    /// What an earlier run left.
    var before: BatchSummary
}

/// One request of a sweep that ended.
struct SweepLine: Hashable, Sendable {
    var target: ModelReference
    /// The prompt and the varied values.
    var words: String
    var status: GenerationStatus
    var cost: Double?
    var problem: String?
}

enum CompareSweepMessage: Equatable, Sendable {
    /// The form, or the sweep that is under way.
    case asked
    /// A new one, whatever is there.
    case formAsked
    case earlierAsked
    case earlierListed([KeptSweep])
    case earlierChosen(KeptSweep)
    case planned(SweepOrder)
    case foreseen(SweepOrder, SweepForecast)
    case agreed(SweepOrder)
    /// A generation is about to be made for it.
    case assigned(JobID)
    case ended(SweepLine)
    case moved(BatchTally, spent: Double, unknown: Int)
    /// The run is over; where its contact sheet is.
    case finished(BatchTally, sheet: String?, EaselError?)
    case refused(EaselError)
    case stopped
    case wentOn
    case sheetOpened, sheetCopied
}

/// Work for a sweep.
enum CompareSweepEffect: Equatable, Sendable {
    case foresee(SweepOrder)
    case run(SweepOrder)
    /// No further request is sent; those under way go on.
    case stop
    case list
}

/// A sweep as it is looked at.
struct CompareSweep: Equatable {
    var order: SweepOrder
    var requests: Int
    var tally = BatchTally()
    var spent = 0.0
    /// Requests that ended at an unknown cost.
    var unknown = 0
    var isRunning = true
    var isStopping = false
    /// Generations of this run.
    var members: Set<JobID> = []
    /// What ended last, the newest first.
    var lines: [SweepLine] = []
    /// First line in sight.
    var top = 0
    /// The contact sheet, once it is written.
    var sheet: String?
    var problem: EaselError?

    static let lineLimit = 500

    init(_ order: SweepOrder, requests: Int) {
        self.order = order
        self.requests = requests
    }

    /// Requests that need no more work.
    var done: Int { tally.succeeded + tally.failed + tally.skipped }

    mutating func add(_ line: SweepLine) {
        lines.insert(line, at: 0)
        lines = Array(lines.prefix(Self.lineLimit))
        if top > 0 { top = min(top + 1, lines.count - 1) }
    }
}
