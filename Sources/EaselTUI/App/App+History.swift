import EaselCore
import EaselEngine
import TerminalUI

/// What the history does beyond its screen: the same again, and ways into the studio.
extension App {
    static func history(_ message: HistoryScreen.Message, _ state: inout State) -> [Effect] {
        let message = veiled(message, state.session)
        switch message {
        case .rerun:
            let records = state.history.targets.map(\.record)
            guard records.count > 1 else { return records.first.map { rerun($0, &state) } ?? [] }
            state.session.show(.confirm(.rerun(records)))
            return []
        case .rerunAgreed(let records):
            let started = records.flatMap {
                StudioScreen.start($0.draft, on: $0.rerunTarget, &state.studio, &state.session)
            }
            state.history.marked = [:]
            return started + state.session.tell("\(records.count) run again: F5 shows them.", .success)
        default: break
        }
        guard let record = state.history.selected else {
            return HistoryScreen.update(&state.history, message, in: &state.session)
        }
        switch message {
        case .remixed:
            let told = StudioScreen.load(record.draft, from: record.rerunTarget, &state.studio, &state.session)
            return go(to: .studio, &state) + told
        case .compared: return compare(record, &state)
        case .stepAsked:
            return StudioScreen.offerSteps(from: record, record.assets.first, state.studio, &state.session)
        case .commandAsked: return StudioScreen.teach(record, state.studio, &state.session)
        default: return HistoryScreen.update(&state.history, message, in: &state.session)
        }
    }

    /// Rows as they may be shown: a blind comparison hides who made what until the vote.
    private static func veiled(_ message: HistoryScreen.Message, _ session: Session) -> HistoryScreen.Message {
        guard !session.veils.isEmpty else { return message }
        func veiled(_ entry: HistoryEntry) -> HistoryEntry {
            var entry = entry
            entry.record = session.veiled(entry.record)
            return entry
        }
        switch message {
        case .listed(var page, let serial):
            page.entries = page.entries.map(veiled)
            return .listed(page, serial: serial)
        case .detailLoaded(var detail):
            detail.entry = veiled(detail.entry)
            detail.ancestors = detail.ancestors.map(veiled)
            detail.children = detail.children.map(veiled)
            detail.conversation = detail.conversation.map(session.veiled)
            return .detailLoaded(detail)
        default: return message
        }
    }

    private static func rerun(_ record: GenerationRecord, _ state: inout State) -> [Effect] {
        state.studio.modality = record.draft.modality
        StudioScreen.settleLists(&state.studio)
        let started = StudioScreen.start(record.draft, on: record.rerunTarget, &state.studio, &state.session)
        return started + go(to: .studio, &state)
    }
}
