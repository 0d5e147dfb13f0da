import EaselCore
import EaselEngine
import Foundation
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

    /// Plays a take, as loud as the others; while another one plays, from the same moment on.
    private static func play(_ asset: Asset?, _ state: inout State, _ session: inout Session) -> [Effect] {
        let isAwaited = asset?.path == state.playsWhenMatched
        state.playsWhenMatched = nil
        guard let asset, ["audio", "video"].contains(asset.mediaType.family), session.playing != asset.path else {
            return session.play(asset)
        }
        if isAwaited { return [] }
        guard !state.takes.contains(asset.path) || state.gains[asset.path] != nil else {
            state.playsWhenMatched = asset.path
            return session.tell("Measuring how loud the takes are.")
        }
        let others = state.sheet?.board.all.compactMap { $0.record?.assets.first?.path } ?? []
        var seconds = 0.0
        if let playing = session.playing, others.contains(playing), let since = session.playingSince {
            seconds = max(0, session.now.timeIntervalSince(since))
        }
        session.playing = asset.path
        session.playingSince = session.now.addingTimeInterval(-seconds)
        return [
            .compare(
                .play(
                    asset.path, isFilm: asset.mediaType.family == "video", from: seconds,
                    gain: state.gains[asset.path] ?? 0))
        ]
    }

    /// The takes of sound that have come, when nobody measured just these.
    static func matchTakes(_ state: inout State) -> [Effect] {
        let paths =
            state.sheet?.board.all.compactMap { $0.record?.assets.first }
            .filter { ["audio", "video"].contains($0.mediaType.family) }.map(\.path) ?? []
        guard paths.count >= 2, paths != state.takes else { return [] }
        state.takes = paths
        return [.compare(.matchLoudness(paths))]
    }

    /// Takes how loud the takes are; what could not be measured is played as it is.
    static func matched(_ gains: [String: Double], _ state: inout State, _ session: inout Session) -> [Effect] {
        for path in state.takes { state.gains[path] = gains[path] ?? state.gains[path] ?? 0 }
        guard let path = state.playsWhenMatched, state.gains[path] != nil else { return [] }
        state.playsWhenMatched = nil
        let asset = state.sheet?.board.all.lazy.compactMap { $0.record?.assets.first }.first { $0.path == path }
        return asset == nil || session.route != .compare ? [] : play(asset, &state, &session)
    }

    /// What is done with the answer under the bar.
    static func use(_ message: Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        guard let pane = state.pane(at: state.selected), let sheet = state.sheet else {
            return session.tell("There is no answer yet.")
        }
        let asset = pane.record?.assets.first
        switch message {
        case .opened:
            guard let asset else { return session.tell("There is no file to open.") }
            return [.openFile(asset.path)]
        case .played: return play(asset, &state, &session)
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
