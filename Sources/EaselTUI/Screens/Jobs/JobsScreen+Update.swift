import EaselCore
import Foundation
import TerminalUI

extension JobsScreen {
    static func update(_ state: inout State, _ message: Message, in session: inout Session) -> [Effect] {
        switch message {
        case .shown: return ask(&state, session)
        case .unfinishedLoaded(let jobs):
            state.elsewhere = jobs
            state.cancelling.formIntersection(jobs.filter { !$0.record.status.isFinished }.map(\.record.id))
        case .moved(let rows): move(.rows(rows), &state, session)
        case .paged(let pages): move(.pages(pages), &state, session)
        case .jumped(let toEnd): move(toEnd ? .last : .first, &state, session)
        case .focusMoved:
            state.isDetailFocused = !state.isDetailFocused && state.layout(in: session).detail != nil
            if !state.isDetailFocused { state.detailTop = nil }
        case .filterCycled: cycleFilter(&state)
        case .marked: return mark(&state, &session)
        case .allMarked:
            let running = Set(state.rows(session).filter(\.isUnfinished).map(\.id))
            state.marked = state.marked.isSuperset(of: running) ? [] : running
        case .cancelled: return cancel(&state, &session)
        case .cancelAgreed(let ids): return cancel(ids, &state, &session)
        case .rerun: return lookFor(state, &session)
        case .notFound(let record, let error):
            session.show(.confirm(.resend(record, because: error)))
        case .takenUp: return takeUp(state, &session)
        case .takeUpEnded(let id, let isFollowed):
            let words =
                isFollowed ? "Job \(id.short) is followed again." : "There is nothing to follow of job \(id.short)."
            return session.tell(words, isFollowed ? .success : .warning) + ask(&state, session)
        case .clearedFinished: return clear(&state, &session)
        case .cardOpened:
            if let row = state.selected(session) { session.show(.card(CardOverlay(generation: row.job, session))) }
        case .picked, .resendAgreed, .commandAsked: break
        }
        return []
    }

    /// Puts the bar back on its job after the list has changed.
    static func settle(_ state: inout State, _ session: Session) {
        guard session.route == .jobs else { return }
        let rows = state.rows(session)
        let height = Table.bodyHeight(in: state.layout(in: session).table)
        if let index = rows.firstIndex(where: { $0.id == state.chosen }) {
            state.list.select(index, count: rows.count, height: height)
        } else {
            state.list.select(state.list.selected, count: rows.count, height: height)
            state.chosen = rows.isEmpty ? nil : rows[state.list.selected].id
        }
    }

    /// Keeps what only history knows up to date while somebody looks.
    static func tick(_ state: inout State, _ session: Session) -> [Effect] {
        guard session.route == .jobs, let asked = state.askedAt,
            session.now.timeIntervalSince(asked) >= state.refreshSeconds
        else { return [] }
        return ask(&state, session)
    }

    private static func ask(_ state: inout State, _ session: Session) -> [Effect] {
        state.askedAt = session.now
        return [.loadUnfinished]
    }

    private static func move(_ step: Step, _ state: inout State, _ session: Session) {
        if state.isDetailFocused {
            guard let (place, detail) = detailArea(state, session) else { return }
            let most = max(0, detail.lines.count - place.height)
            state.detailTop = step.apply(to: state.detailTop ?? 0, most: most, page: place.height)
            return
        }
        let before = state.list.selected
        let height = Table.bodyHeight(in: state.layout(in: session).table)
        state.list.go(step, count: state.rows(session).count, height: height)
        if state.list.selected != before { (state.detailTop, state.chosen) = (nil, nil) }
    }

    private static func cycleFilter(_ state: inout State) {
        let all = State.Filter.allCases
        let index = all.firstIndex(of: state.filter) ?? 0
        state.filter = all[(index + 1) % all.count]
        state.list = ListState()
        (state.detailTop, state.chosen) = (nil, nil)
    }

    private static func mark(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard let row = state.selected(session) else { return [] }
        guard state.marked.remove(row.id) == nil else { return [] }
        guard row.isUnfinished else { return session.tell("It is over: there is nothing to cancel.") }
        state.marked.insert(row.id)
        move(.rows(1), &state, session)
        return []
    }

    private static func clear(_ state: inout State, _ session: inout Session) -> [Effect] {
        let finished = state.rows(session).filter { !$0.isUnfinished && !$0.isOfUnknownFate }.map(\.id)
        guard !finished.isEmpty else { return session.tell("No finished job is in sight.") }
        state.cleared.formUnion(finished)
        state.list = ListState()
        state.chosen = nil
        return session.tell(
            finished.count == 1
                ? "1 job is out of sight; F4 has it." : "\(finished.count) jobs are out of sight; F4 has them.")
    }
}

extension JobsScreen {
    /// One under the bar goes at once, several after a question.
    private static func cancel(_ state: inout State, _ session: inout Session) -> [Effect] {
        let rows = state.rows(session)
        let marked = rows.filter { state.marked.contains($0.id) && $0.isUnfinished }
        if !marked.isEmpty {
            session.show(.confirm(.cancelJobs(marked)))
            return []
        }
        guard rows.indices.contains(state.list.selected) else { return [] }
        let row = rows[state.list.selected]
        guard row.isUnfinished else { return session.tell("It is over: there is nothing to cancel.") }
        return cancel([row.id], &state, &session)
    }

    private static func cancel(_ ids: [JobID], _ state: inout State, _ session: inout Session) -> [Effect] {
        for id in ids {
            if session.generations[id] == nil {
                state.cancelling.insert(id)
            } else {
                session.generations.setCancelling(id, true)
            }
        }
        state.marked.subtract(ids)
        return ids.map { .cancel($0) }
    }

    /// A job of unknown fate is looked for at its provider before anything else.
    private static func lookFor(_ state: State, _ session: inout Session) -> [Effect] {
        guard let row = state.selected(session), row.isOfUnknownFate else { return [] }
        return [.watch(.findLost(row.job.record))]
            + session.tell("Looking for job \(row.id.short) at \(row.job.record.provider); nothing is sent.")
    }

    private static func takeUp(_ state: State, _ session: inout Session) -> [Effect] {
        guard let row = state.selected(session) else { return [] }
        guard row.place == .nowhere, row.isUnfinished || row.isOfUnknownFate else {
            return session.tell(
                row.isUnfinished ? "It is followed already." : "It is over: there is nothing to follow.")
        }
        return [.watch(.takeUp(row.job.record))]
    }
}
