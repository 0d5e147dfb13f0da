import EaselCore
import Foundation
import TerminalUI

/// What the engine reports, brought to all who show it.
extension App {
    static func take(_ event: JobEvent, _ state: inout State) -> [Effect] {
        let isNew = state.session.generations[event.id] == nil
        let wasRunning = state.session.generations[event.id]?.isRunning ?? true
        state.session.generations.apply(event, at: state.session.now)
        guard let generation = state.session.generations[event.id] else { return [] }
        if isNew && state.studio.results[generation.modality]?.shown == nil {
            state.studio.results[generation.modality, default: ResultPane()].show(generation)
        }
        switch event.event {
        case .opened(let record): HistoryScreen.absorb(record, &state.history)
        case .switched(let record, let error):
            HistoryScreen.absorb(record, &state.history)
            return state.session.tell(
                "\(error.provider.map { "\($0)" } ?? "The target") failed; \(record.target) takes over.")
        case .finished(let record) where wasRunning: return finish(record, &state)
        default: break
        }
        return []
    }

    private static func finish(_ record: GenerationRecord, _ state: inout State) -> [Effect] {
        HistoryScreen.absorb(record, &state.history)
        state.jobs.elsewhere.removeAll { $0.id == record.id }
        return (record.isSandbox ? [] : [.loadSpend]) + tellEnd(record, &state)
    }

    /// A notice for an end that the user does not see happen.
    private static func tellEnd(_ record: GenerationRecord, _ state: inout State) -> [Effect] {
        let isInSight = state.session.route == .studio && state.studio.result.shown == record.id
        guard !isInSight else { return [] }
        let what = "\(record.draft.modality.title) \(record.id.short)"
        switch record.status {
        case .succeeded: return state.session.tell("\(what) is done.", .success)
        case .failed: return state.session.tell("\(what) failed: \(record.error?.message ?? "")", .error)
        case .cancelled: return state.session.tell("\(what) was cancelled.")
        case .submitted, .accepted: return state.session.tell("\(what) goes on at the provider.", .warning)
        }
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
