import EaselCore
import Foundation
import TerminalUI

/// What runs, what waits, what just ended.
enum JobsScreen {
    struct State: Equatable {
        enum Filter: Equatable, Sendable, CaseIterable {
            case all, running, failed

            var words: String {
                switch self {
                case .all: "all"
                case .running: "running"
                case .failed: "failed"
                }
            }
        }

        var list = ListState()
        /// The job under the bar, which stays on it wherever it goes in the list: a key must never mean another job than the
        /// one that was looked at. Nil for whatever the bar is on.
        var chosen: JobID?
        var filter = Filter.all
        /// What Space marked, to be cancelled together.
        var marked: Set<JobID> = []
        /// Finished ones that were cleared from view; history keeps them.
        var cleared: Set<JobID> = []
        /// Generations that another process follows, or nobody.
        var elsewhere: [UnfinishedJob] = []
        /// Cancels of those that are under way.
        var cancelling: Set<JobID> = []
        /// When history was asked last.
        var askedAt: Date?
        /// The keys scroll the detail instead of the list.
        var isDetailFocused = false
        /// First row of the detail in sight; nil shows the facts and the end of the log.
        var detailTop: Int?
    }

    enum Message: Equatable, Sendable {
        case shown
        case unfinishedLoaded([UnfinishedJob])
        case moved(by: Int)
        case paged(by: Int)
        case jumped(toEnd: Bool)
        /// To the detail or back.
        case focusMoved
        case filterCycled
        case marked, allMarked
        /// The marked ones, or the one under the bar.
        case cancelled
        case cancelAgreed([JobID])
        /// Enter: its result, in the studio.
        case picked
        case rerun
        /// The search for a job of unknown fate came to nothing, or could not be made.
        case notFound(GenerationRecord, EaselError?)
        case resendAgreed(GenerationRecord)
        case takenUp
        case takeUpEnded(JobID, isFollowed: Bool)
        case clearedFinished
        case cardOpened
        /// The command line that makes the same.
        case commandAsked
    }
}

extension JobsScreen.State {
    /// What the list shows: what runs first, then the newest.
    func rows(_ session: Session) -> [JobRow] {
        let here = session.generations.all.filter { !$0.isRecalled }.map { JobRow(job: $0, place: .here) }
        let known = Set(here.map(\.id))
        let others = elsewhere.filter { !known.contains($0.record.id) }.map {
            JobRow(
                job: LiveGeneration($0.record), place: $0.isFollowed ? .elsewhere : .nowhere,
                isCancelling: cancelling.contains($0.record.id))
        }
        return (here + others).filter(isShown)
            .sorted { ($0.isUnfinished ? 1 : 0, $0.id) > ($1.isUnfinished ? 1 : 0, $1.id) }
    }

    private func isShown(_ row: JobRow) -> Bool {
        if cleared.contains(row.id), !row.isUnfinished { return false }
        return switch filter {
        case .all: true
        case .running: row.isUnfinished
        case .failed: row.isFailed || row.isOfUnknownFate
        }
    }

    func selected(_ session: Session) -> JobRow? {
        let rows = rows(session)
        return rows.indices.contains(list.selected) ? rows[list.selected] : nil
    }

    func layout(in session: Session) -> JobsLayout { JobsLayout(in: FrameLayout(session.size).body) }

    /// How often history is asked while the screen is open: it alone tells of jobs of other processes. Often while one is in
    /// the list, now and then for new ones.
    var refreshSeconds: Double { elsewhere.contains { !$0.record.status.isFinished } ? 2 : 5 }
}
