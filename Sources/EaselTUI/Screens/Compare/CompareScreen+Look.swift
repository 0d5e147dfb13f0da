import EaselCore
import EaselEngine
import TerminalUI

/// Looking closer: one pane, two against each other, files.
extension CompareScreen {
    static func look(_ message: CompareLook.Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        guard let sheet = state.sheet else { return session.tell("There is nothing to look at yet.") }
        state.focus = .panes
        state.lookTop = 0
        switch message {
        case .left: state.look = .grid
        case .fullToggled: state.look = state.look == .grid ? .full : .grid
        case .difference:
            if state.look == .difference {
                state.look = .grid
                return []
            }
            guard state.other != nil else { return [] }
            let isText = sheet.comparison.draft.modality == .text
            guard isText || hasPictures(state) else {
                return session.tell("Differences are shown of texts and of pictures.", .warning)
            }
            state.look = .difference
        case .flicker:
            guard hasPictures(state) else { return session.tell("Two pictures are needed for that.", .warning) }
            if case .flicker(let showsOther) = state.look {
                state.look = .flicker(showsOther: !showsOther)
            } else {
                state.look = .flicker(showsOther: false)
            }
        case .wipe:
            guard hasPictures(state) else { return session.tell("Two pictures are needed for that.", .warning) }
            if case .wipe = state.look { state.look = .grid } else { state.look = .wipe(50) }
        }
        return []
    }

    private static func hasPictures(_ state: State) -> Bool {
        [state.selected, state.other].allSatisfy { place in
            place.flatMap { state.pane(at: $0)?.record?.assets.first }?.mediaType.family == "image"
        }
    }

    /// What is done with the answer under the bar.
    static func use(_ message: Message, _ state: State, _ session: inout Session) -> [Effect] {
        guard let pane = state.pane(at: state.selected), let sheet = state.sheet else {
            return session.tell("There is no answer yet.")
        }
        let asset = pane.record?.assets.first
        switch message {
        case .opened:
            guard let asset else { return session.tell("There is no file to open.") }
            return [.openFile(asset.path)]
        case .played: return session.play(asset)
        case .pathCopied:
            guard let asset else { return session.tell("There is no path to copy.") }
            // A path may name the model.
            let words = sheet.isRevealed ? "Copied \(asset.path)" : "Copied the path."
            return [.copy(asset.path)] + session.tell(words, .success)
        case .textCopied:
            guard !pane.text.isEmpty else { return session.tell("There is no text to copy.") }
            return [.copy(pane.text)] + session.tell("Copied \(pane.text.count) characters.", .success)
        case .cardOpened:
            guard let record = sheet.record(of: pane) else { return session.tell("Nothing was sent.") }
            session.show(.card(CardOverlay(generation: LiveGeneration(record), session)))
            return []
        default: return []
        }
    }
}
