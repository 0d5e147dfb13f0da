import EaselCore
import TerminalUI

/// What runs, what waits, what just ended.
enum JobsScreen {
    struct State: Equatable {
        var list = ListState()
        /// Unfinished generations that another process follows, or nobody.
        var elsewhere: [GenerationRecord] = []
    }

    enum Message: Equatable, Sendable {
        case shown
        case unfinishedLoaded([GenerationRecord])
        case moved(by: Int)
        case paged(by: Int)
        case jumped(toEnd: Bool)
        case cancelled
        /// Enter: its result, in the studio.
        case picked
        case rerun
        case cardOpened
        /// The command line that makes the same.
        case commandAsked
    }
}

extension JobsScreen.State {
    /// What the list shows: what runs first, then the newest.
    func rows(_ session: Session) -> [LiveGeneration] {
        let known = Set(session.generations.ids)
        let all =
            session.generations.all.filter { !$0.isRecalled }
            + elsewhere.filter { !known.contains($0.id) }.map(LiveGeneration.init)
        return all.sorted { ($0.isRunning ? 1 : 0, $0.id) > ($1.isRunning ? 1 : 0, $1.id) }
    }

    func selected(_ session: Session) -> LiveGeneration? {
        let rows = rows(session)
        return rows.indices.contains(list.selected) ? rows[list.selected] : nil
    }

    func layout(in session: Session) -> JobsLayout { JobsLayout(in: FrameLayout(session.size).body) }
}
