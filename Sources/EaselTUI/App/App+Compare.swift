import EaselCore
import EaselEngine
import TerminalUI

/// What the screen of comparisons has to do with the others.
extension App {
    static func studio(_ message: StudioScreen.Message, _ state: inout State) -> [Effect] {
        switch message {
        case .comparisonAsked: return compareFocused(&state)
        case .promptsLoaded(let prompts): state.compare.prompt.load(prompts)
        case .prompt(.filesLoaded(let assets)) where state.session.route == .compare:
            return handle(&state, .compare(.setUp(.filesLoaded(assets))))
        default: break
        }
        return StudioScreen.update(&state.studio, message, in: &state.session)
    }

    /// A generation that was made once is set against another target: its prompt, parameters and files come along.
    static func compare(_ record: GenerationRecord, _ state: inout State) -> [Effect] {
        state.compare.modality = record.draft.modality
        CompareScreen.clear(&state.compare)
        CompareScreen.add(record.rerunTarget, &state.compare)
        state.compare.prompt.replace(with: record.draft.prompt)
        state.compare.shared = record.draft.parameters
        state.compare.attachments = record.draft.attachments
        return go(to: .compare, &state)
    }

    /// The model under the bar goes into one more pane; prompt, parameters and files come along where none are there yet.
    private static func compareFocused(_ state: inout State) -> [Effect] {
        guard let card = state.studio.focusedModel else { return state.session.tell("There is no model here.") }
        if state.compare.modality != card.modality {
            state.compare.modality = card.modality
            CompareScreen.clear(&state.compare)
        }
        if state.compare.chosen.isEmpty, let shown = state.studio.card, shown.model != card.model {
            CompareScreen.add(shown.reference, &state.compare)
        }
        CompareScreen.add(card.reference, &state.compare)
        if state.compare.prompt.buffer.isEmpty { state.compare.prompt.replace(with: state.studio.prompt.buffer.text) }
        if state.compare.shared.isEmpty { state.compare.shared = state.studio.desk.values(for: card) }
        if state.compare.attachments.isEmpty { state.compare.attachments = state.studio.desk.attachments(for: card) }
        let count = state.compare.chosen.count
        return state.session.tell("\(card.name) is in the comparison (\(count) of it): F3 shows it.", .success)
    }
}

extension CompareScreen.State {
    /// Something on the screen is under way.
    var isMoving: Bool {
        if look == .sweep { return sweep?.isRunning == true }
        let isWorking = sheet.map { sheet in sheet.board.all.contains { !$0.isFinished && !sheet.isCutOff($0) } }
        return isWorking == true || sending != nil
    }

    /// A generation is part of the comparison in sight, of the sweep, or the judge's.
    func holds(_ id: JobID) -> Bool {
        sheet?.comparison.members.contains { $0.generation == id } == true || sweep?.members.contains(id) == true
            || judging?.generation == id
    }
}
