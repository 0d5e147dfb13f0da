import EaselCore
import Foundation
import TerminalUI

/// What the engine reports, brought to all who show it.
extension App {
    static func take(_ event: JobEvent, _ state: inout State) -> [Effect] {
        let compared = CompareScreen.take(event, &state.compare, &state.session)
        guard let veil = state.session.veils[event.id] else { return compared + takeOpen(event, &state) }
        guard let shown = veil.over(event.event) else { return compared }
        return compared + takeOpen(JobEvent(id: event.id, event: shown), &state)
    }

    private static func takeOpen(_ event: JobEvent, _ state: inout State) -> [Effect] {
        let isNew = state.session.generations[event.id] == nil
        let before = state.session.generations[event.id]?.record.target
        let wasRunning = state.session.generations[event.id]?.isRunning ?? true
        state.session.generations.apply(event, at: state.session.now)
        guard let generation = state.session.generations[event.id] else { return [] }
        if isNew && !state.compare.holds(event.id) && state.studio.results[generation.modality]?.shown == nil {
            state.studio.results[generation.modality, default: ResultPane()].show(generation)
        }
        switch event.event {
        case .opened(let record): HistoryScreen.absorb(record, isNew: true, &state.history)
        case .switched(let record, let error):
            HistoryScreen.absorb(record, isNew: false, &state.history)
            if let before { state.session.note(Takeover(before, to: record.target, error, at: state.session.now)) }
            return state.session.tell(
                "\(error.provider.map { "\($0)" } ?? "The target") failed; \(record.target) takes over.")
        case .finished(let record) where wasRunning: return finish(record, &state)
        default: break
        }
        return []
    }

    private static func finish(_ record: GenerationRecord, _ state: inout State) -> [Effect] {
        HistoryScreen.absorb(record, isNew: false, &state.history)
        state.jobs.elsewhere.removeAll { $0.record.id == record.id }
        state.jobs.marked.remove(record.id)
        return (record.isSandbox ? [] : [.loadSpend]) + tellEnd(record, &state) + notice(of: record, state)
            + ProvidersScreen.renew(&state.providers, state.session)
    }

    /// A notice for an end that the user does not see happen.
    private static func tellEnd(_ record: GenerationRecord, _ state: inout State) -> [Effect] {
        let isInSight = state.session.route == .studio && state.studio.result.shown == record.id
        // The end of a comparison is told once, not for each of its panes.
        if state.compare.holds(record.id) { return [] }
        guard !isInSight, !state.session.isReviewing(record.id) else { return [] }
        let what = "\(record.draft.modality.title) \(record.id.short)"
        switch record.status {
        case .succeeded: return state.session.tell("\(what) is done.", .success)
        case .failed: return state.session.tell("\(what) failed: \(record.error?.message ?? "")", .error)
        case .cancelled:
            return state.session.tell("\(what) was cancelled" + (record.cancelReply.map { ": \($0.words)." } ?? "."))
        case .submitted, .accepted: return state.session.tell("\(what) goes on at the provider.", .warning)
        }
    }

    /// The bell, or a notice of the desktop, when a long one ends while somebody looks elsewhere.
    private static func notice(of record: GenerationRecord, _ state: State) -> [Effect] {
        let policy = state.session.notice
        let isSeen =
            state.session.hasFocus == true && state.session.route == .studio && state.studio.result.shown == record.id
        guard policy.way != .off, record.status.isFinished, !isSeen,
            Double(record.timing.totalMilliseconds ?? 0) / 1000 >= policy.after
        else { return [] }
        let what = "\(record.draft.modality.title) \(record.stateWord)"
        let prompt = TextSanitizer.singleLine(String(record.draft.prompt.prefix(100)))
        return [.watch(.notify(title: "Easel", body: "\(what): \(prompt)", onDesktop: policy.way == .desktop))]
    }

    static func refuse(_ id: JobID, _ error: EaselError, at date: Date, _ state: inout State) -> [Effect] {
        state.session.now = date
        state.session.generations.refuse(id, error, at: date)
        guard let generation = state.session.generations[id] else { return [] }
        StudioScreen.takeBack(generation, &state.studio)
        return []
    }

    static func tellResumed(_ ids: [JobID], _ state: inout State) -> [Effect] {
        guard !ids.isEmpty else { return [] }
        let what = ids.count == 1 ? "1 job of an earlier start goes on" : "\(ids.count) jobs of an earlier start go on"
        return state.session.tell("\(what): F5 shows it.", .success)
    }
}
