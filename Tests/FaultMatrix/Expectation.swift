import EaselCore
import EaselEngine
import Testing

/// The one table of outcomes: what has to become of a generation after a fault of a nature, at a stage.
struct Expectation: Sendable {
    var status: GenerationStatus
    var kind: EaselError.Kind?
    var isUncertain = false
    /// In the row: tries to send the request.
    var attempts = 1
    /// POSTs that the server saw.
    var submits = 1
    /// Times that the fault struck, nil where nobody was there to count.
    var strikes: Int?
    var files = 0

    /// Tries of a request, or of a download.
    private static let tries = 5
    /// Questions about a job until it is left alone, where they fail and where their answers make no sense.
    private static let questions = (failed: 26, senseless: 4)

    /// - Parameter reaches: the request came through to the honest server, whatever became of its answer.
    init(_ subject: Subject, _ nature: FaultNature, isOnce: Bool, reaches: Bool = false) {
        let success = subject.stage == .text ? 0 : 1
        self.init(status: .succeeded, strikes: nature == .refused ? nil : 1, files: success)
        if nature == .honest { return }
        switch subject.stage {
        case .submit where nature.leavesOpen(at: subject.provider) && reaches && subject.listsJobs:
            // The answer was lost and the job is found in the provider's list: one submit, one result.
            return
        case .text, .atOnce, .submit: submit(subject, nature, isOnce)
        case .poll: poll(nature, isOnce)
        case .download, .only: download(subject, nature, isOnce)
        }
    }

    private init(status: GenerationStatus, strikes: Int?, files: Int) {
        self.status = status
        self.strikes = strikes
        self.files = files
    }

    /// Sent again only when it certainly was not accepted.
    private mutating func submit(_ subject: Subject, _ nature: FaultNature, _ isOnce: Bool) {
        isUncertain = nature.leavesOpen(at: subject.provider)
        let isRepeated = nature.isTransient && !isUncertain
        if isRepeated, isOnce {
            (attempts, submits) = (2, 2)
            return
        }
        fail(nature)
        attempts = isRepeated ? Self.tries : 1
        submits = nature == .refused ? 0 : attempts
        strikes = nature == .refused ? nil : attempts
    }

    /// Asked again; a job that cannot be asked about stays ours.
    private mutating func poll(_ nature: FaultNature, _ isOnce: Bool) {
        let isFinal = if case .veto = nature { true } else { false }
        if isOnce, !isFinal { return }
        fail(nature)
        status = isFinal ? .failed : .accepted
        if isFinal || nature == .refused { return }
        strikes = nature.isTransient ? Self.questions.failed : Self.questions.senseless
    }

    /// Fetched again where that may help; a result that cannot be had stays the job's.
    private mutating func download(_ subject: Subject, _ nature: FaultNature, _ isOnce: Bool) {
        if nature.isTransient, isOnce { return }
        fail(nature)
        status = subject.stage == .download ? .accepted : .failed
        if nature == .refused { return }
        strikes = nature.isTransient ? Self.tries : 1
    }

    private mutating func fail(_ nature: FaultNature) {
        status = .failed
        kind = nature.kind
        files = 0
    }

    /// Compares, and checks what holds after every fault: nothing is left behind, and history says the same.
    func check(_ outcome: Outcome) {
        let record = outcome.record
        #expect(record.status == status, "\(outcome.summary)")
        #expect(outcome.kind == kind, "\(outcome.summary)")
        #expect(outcome.isUncertain == isUncertain, "\(outcome.summary)")
        #expect(record.attempts.count == attempts, "\(outcome.summary)")
        #expect(outcome.submits == submits, "\(outcome.summary)")
        if let strikes { #expect(outcome.mistreated == strikes, "\(outcome.summary)") }
        #expect(outcome.results == files && record.assets.count == files, "\(outcome.summary)")
        checkRow(outcome)
        #expect(outcome.leftovers == 0, "a part of a file was left")
        #expect(outcome.owner == nil, "the row is still held")
        #expect(outcome.lanes.allSatisfy { $0.running == 0 && $0.waiting == 0 }, "\(outcome.lanes)")
        #expect(outcome.strangers == 0, "a host was called that nobody configured")
    }

    private func checkRow(_ outcome: Outcome) {
        let stored = outcome.stored
        #expect(stored?.status == status)
        #expect(stored?.assets.count == files)
        switch status {
        case .accepted: #expect(stored?.remoteJob != nil, "the job is lost")
        case .failed:
            #expect(stored?.error?.kind == kind && stored?.error?.mayHaveBeenAccepted == isUncertain)
            #expect(stored?.attempts.count == attempts)
        default: #expect(stored?.error == nil && stored?.attempts.last?.status == .succeeded)
        }
    }
}
