import EaselCore
import TerminalUI

/// Looking at what came back, and what to do with it.
extension StudioScreen {
    static func result(_ message: ResultPane.Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        if case .flipped(let steps) = message { return flip(by: steps, &state, session) }
        guard let generation = state.shownGeneration(in: session) else { return [] }
        let asset = state.result.asset(of: generation)
        switch message {
        case .flipped: return []
        case .fileMoved(let steps):
            state.result.file = min(max(0, state.result.file + steps), max(0, generation.record.assets.count - 1))
            return []
        case .reasoningToggled:
            state.result.showsReasoning.toggle()
            return []
        case .opened:
            guard let asset else { return session.tell("There is no file to open.") }
            return [.openFile(asset.path)]
        case .played: return session.play(asset)
        case .pathCopied:
            guard let asset else { return session.tell("There is no path to copy.") }
            return [.copy(asset.path)] + session.tell("Copied \(asset.path)", .success)
        case .textCopied:
            let text = generation.text.isEmpty ? generation.error?.message ?? "" : generation.text
            guard !text.isEmpty else { return session.tell("There is no text to copy.") }
            return [.copy(text)] + session.tell("Copied \(text.count) characters.", .success)
        case .commandAsked: return teach(generation.record, state, &session)
        case .rerun: return start(generation.record.draft, on: generation.record.rerunTarget, &state, &session)
        }
    }

    /// Looks at an older or a newer generation of this modality.
    private static func flip(by steps: Int, _ state: inout State, _ session: Session) -> [Effect] {
        let ids = session.generations.ids(state.modality)
        guard let shown = state.result.shown, let index = ids.firstIndex(of: shown) else { return [] }
        let next = min(max(0, index + steps), ids.count - 1)
        state.result.show(session.generations[ids[next]])
        return []
    }

    /// Cancels what the pane shows while it runs; otherwise offers to quit.
    static func cancel(_ state: State, _ session: inout Session) -> [Effect] {
        guard let generation = state.shownGeneration(in: session), generation.isRunning, !generation.isCancelling else {
            session.show(.confirm(ConfirmDialog.quit(session)))
            return []
        }
        session.generations.setCancelling(generation.id, true)
        return [.cancel(generation.id)]
    }

    /// Brings what depends on the screen's size up to date: the layout of the answer, the picture that fits.
    static func settle(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard session.route == .studio else { return [] }
        return describe(&state) + settleResult(&state, &session)
    }

    private static func settleResult(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard let generation = state.shownGeneration(in: session) else { return [] }
        let area = state.layout(in: session).inside(.result)
        guard !area.isEmpty else { return [] }
        // In place: a copy of the pane would copy all rows at every piece of a text.
        state.results[state.modality, default: ResultPane()].lay(
            generation, width: area.width - 1, theme: session.theme)
        let asked = settleConversation(generation, width: area.width - 1, &state, session)
        guard let asset = state.result.asset(of: generation) else { return asked }
        return asked + session.previews.ask(for: PreviewShelf.Request(asset, cells: area.size, session.theme))
    }
}

extension StudioScreen.State {
    func shownGeneration(in session: Session) -> LiveGeneration? { result.shown.flatMap { session.generations[$0] } }
}

extension GenerationRecord {
    /// Where the same draft goes when it is run again; without a model for one that was never resolved.
    var rerunTarget: ModelReference {
        ModelReference(provider: provider, model: model.rawValue.isEmpty ? nil : model)
    }
}
