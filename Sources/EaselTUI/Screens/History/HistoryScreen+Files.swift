import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// The files of what is marked or chosen, forgetting for good, and fetching again.
extension HistoryScreen {
    /// More windows at once help nobody.
    static let mostOpened = 12

    static func files(_ message: Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        let targets = state.targets
        let paths = targets.flatMap(\.record.assets).map(\.path)
        switch message {
        case .opened:
            if paths.isEmpty { return session.tell("It has no file to open.") }
            let told =
                paths.count > mostOpened
                ? session.tell("The first \(mostOpened) of \(paths.count) files are opened.", .warning) : []
            return paths.prefix(targets.count == 1 ? 1 : mostOpened).map { .openFile($0) } + told
        case .revealed:
            let folders = paths.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
            var seen: Set<String> = []
            let wanted = folders.filter { seen.insert($0).inserted }.prefix(mostOpened)
            return wanted.isEmpty ? session.tell("It has no file, so no folder.") : wanted.map { .openFile($0) }
        case .pathCopied:
            if paths.isEmpty { return session.tell("It has no path to copy.") }
            let shown = targets.count == 1 ? Array(paths.prefix(1)) : paths
            let words = shown.count == 1 ? shown[0] : "\(shown.count) paths"
            return [.copy(shown.joined(separator: "\n"))] + session.tell("Copied \(words)", .success)
        case .textCopied:
            let text = targets.map { $0.record.text ?? $0.record.draft.prompt }.joined(separator: "\n\n")
            if text.isEmpty { return session.tell("There is no text to copy.") }
            return [.copy(text)] + session.tell("Copied \(text.count) characters.", .success)
        case .played: return session.play(state.selected?.assets.first)
        default: return []
        }
    }

    static func care(_ message: Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        switch message {
        case .purgeAsked:
            let targets = state.targets
            if targets.isEmpty { return session.tell("There is nothing here to forget.") }
            session.show(.confirm(.purge(targets)))
        case .purgeAgreed(let ids, let deletesFiles): return [.history(.purge(ids, deletingFiles: deletesFiles))]
        case .purged(let purged): return take(purged, &state, &session)
        case .refetchAsked:
            let ids = state.targets.filter { !$0.record.assets.isEmpty }.map(\.id)
            if ids.isEmpty { return session.tell("It has no file that could be fetched again.") }
            return [.history(.refetch(ids))] + session.tell("Asking the provider for what is missing.")
        case .refetched(let entry, let files):
            state.window.change(entry.id) { $0 = entry }
            for index in state.trail.indices where state.trail[index].id == entry.id { state.trail[index] = entry }
            if state.marked[entry.id] != nil { state.marked[entry.id] = entry }
            state.askedDetail = nil
            let words =
                files == 0
                ? "No file of \(entry.id.short) is missing." : "Fetched again: \(files) of \(entry.id.short)."
            return session.tell(words, .success)
        default: break
        }
        return []
    }

    private static func take(_ purged: HistoryPurged, _ state: inout State, _ session: inout Session) -> [Effect] {
        for id in purged.ids {
            state.marked[id] = nil
            _ = takeOut(id, &state)
        }
        let gone = Set(purged.ids)
        state.trail.removeAll { gone.contains($0.id) }
        state.undoable.removeAll { !gone.isDisjoint(with: $0.undo.before.keys) }
        if let id = state.detail?.entry.id, gone.contains(id) { state.detail = nil }
        if state.chosen == nil { state.isDetailed = false }
        var words = "Forgotten: \(count(purged.ids.count))."
        let deleted = purged.deletedFiles
        if deleted > 0 { words += deleted == 1 ? " 1 file is deleted." : " \(deleted) files are deleted." }
        let kept = purged.keptFiles
        if kept > 0 { words += kept == 1 ? " 1 file stays." : " \(kept) files stay." }
        if purged.unfinished > 0 { words += " Not finished, so still there: \(purged.unfinished)." }
        let told = session.tell(words, .success)
        guard let problem = purged.problem else { return told }
        return told + session.tell(problem.message + " " + problem.remedy, .error)
    }
}

extension ConfirmDialog {
    /// Before generations are forgotten for good.
    static func purge(_ entries: [HistoryEntry]) -> ConfirmDialog {
        let files = entries.reduce(0) { $0 + $1.record.assets.count }
        var sentences = ["This cannot be taken back. What was spent stays counted."]
        if files > 0 {
            sentences.append(
                "\(files == 1 ? "1 file" : "\(files) files"): only what lies in Easel's folder unchanged, and belongs to nothing else, is deleted."
            )
        }
        return ConfirmDialog(
            purpose: .purge(entries.map(\.id)), title: "Forget \(HistoryScreen.count(entries.count)) for good?",
            sentences: sentences,
            buttons: files > 0 ? ["Forget, delete files", "Forget, keep files", "Leave"] : ["Forget", "Leave"],
            selected: files > 0 ? 2 : 1)
    }

    /// Before several generations are paid for again.
    static func rerun(_ records: [GenerationRecord]) -> ConfirmDialog {
        let known = records.compactMap(\.usage.costUSD).reduce(0, +)
        let cost = known > 0 ? "Last time it was \(Figures.money(known))." : "What it costs is not known."
        return ConfirmDialog(
            purpose: .rerun(records), title: "Run \(HistoryScreen.count(records.count)) again?", sentences: [cost],
            buttons: ["Run again", "Leave"], selected: 1)
    }
}
