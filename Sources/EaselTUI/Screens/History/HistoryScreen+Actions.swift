import EaselCore
import EaselEngine
import TerminalUI

/// Judging and putting away, for what is marked or for the one row under the bar. Everything here can be taken back.
extension HistoryScreen {
    static let undoLimit = 100

    /// Marks a row and goes on to the next, or all in sight.
    static func mark(_ message: Message, _ state: inout State, _ session: Session) {
        if message == .marked {
            guard let entry = state.window[state.list.selected] else { return }
            if state.marked.removeValue(forKey: entry.id) == nil { state.marked[entry.id] = entry }
            select(.rows(1), &state, session)
            return
        }
        let height = state.layout(in: session).rows.height
        let first = state.list.firstVisible(count: state.total, height: height)
        let entries = (first..<(first + height)).compactMap { state.window[$0] }
        let areMarked = entries.allSatisfy { state.marked[$0.id] != nil }
        for entry in entries { state.marked[entry.id] = areMarked ? nil : entry }
    }

    static func curate(_ message: Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        switch message {
        case .changed(let undo): return take(undo, &state, &session)
        case .undoAsked:
            guard let last = state.undoable.popLast() else { return session.tell("There is nothing to take back.") }
            return [.history(.undo(last))]
        case .undone(let undoable):
            bringBack(undoable, &state)
            let undo = undoable.undo
            return session.tell("Taken back: \(undo.change.words), \(Self.count(undo.count)).", .success)
        case .undoRefused(let undoable, let error):
            state.undoable.append(undoable)
            return session.tell(error.message + " " + error.remedy, .error)
        default: break
        }
        let targets = state.targets
        guard !targets.isEmpty else { return session.tell("There is nothing here to change.") }
        switch message {
        case .starred: return change(targets, .star(targets.contains { !$0.curation.isStarred }))
        case .rated(let rating): return change(targets, .rate(rating))
        case .tagged(let text): return tag(text, targets)
        case .renamed(let text): return change(Array(targets.prefix(1)), .rename(Curation.cleanText(text)))
        case .noted(let text): return change(targets, .annotate(Curation.cleanText(text)))
        case .trashed:
            let loose = targets.filter { $0.curation.trashedAt == nil }
            if loose.isEmpty { return session.tell("It is in the trash already: b brings it back, D forgets it.") }
            return change(loose, .trash)
        case .restored:
            let trashed = targets.filter { $0.curation.trashedAt != nil }
            return trashed.isEmpty ? session.tell("It is not in the trash.") : change(trashed, .restore)
        default: return ask(message, targets, &session)
        }
    }

    /// Asks what is to be kept.
    private static func ask(
        _ message: Message, _ targets: [HistoryEntry], _ session: inout Session
    ) -> [Effect] {
        let only = targets.count == 1 ? targets.first : nil
        switch message {
        case .rateAsked: session.show(.picker(ratingPicker(targets)))
        case .tagAsked: session.show(.entry(tagEntry(targets)))
        case .renameAsked:
            guard let only else { return session.tell("A name is for one: take the marks away first.") }
            session.show(
                .entry(
                    TextEntry(
                        title: "Name", summary: "Stands in the list in place of the prompt; empty takes it away.",
                        text: only.curation.name ?? "", placeholder: "name"
                    ) { .history(.renamed($0)) }))
        case .noteAsked:
            session.show(
                .fields(
                    FieldForm(
                        .historyNote, title: "Note",
                        note: only == nil ? "For \(Self.count(targets.count))." : "Empty takes it away.",
                        [FieldForm.Field("note", text: only?.curation.note ?? "")])))
        default: break
        }
        return []
    }

    private static func change(_ targets: [HistoryEntry], _ change: CurationChange) -> [Effect] {
        [.history(.change(targets.map(\.id), change))]
    }

    /// Words with commas between are put on; those with a minus before them are taken away.
    private static func tag(_ text: String, _ targets: [HistoryEntry]) -> [Effect] {
        let words = text.split(separator: ",").map { $0.drop { $0.isWhitespace } }
        let removed = words.filter { $0.hasPrefix("-") }.compactMap { Curation.cleanTag(String($0.dropFirst())) }
        let added = words.filter { !$0.hasPrefix("-") }.compactMap { Curation.cleanTag(String($0)) }
        return (added.isEmpty ? [] : change(targets, .tag(added)))
            + (removed.isEmpty ? [] : change(targets, .untag(removed)))
    }

    private static func tagEntry(_ targets: [HistoryEntry]) -> TextEntry {
        let tags = Set(targets.flatMap(\.curation.tags)).sorted().map { TextSanitizer.singleLine($0) }
        let known = tags.isEmpty ? "" : " It has: \(tags.prefix(12).joined(separator: ", "))."
        return TextEntry(
            title: targets.count == 1 ? "Tags" : "Tags for \(targets.count)",
            summary: "Tags with commas between; a minus before one takes it away.\(known)", text: "",
            placeholder: "sea, blue, -old"
        ) { .history(.tagged($0)) }
    }

    private static func ratingPicker(_ targets: [HistoryEntry]) -> Picker {
        let items = [5, 4, 3, 2, 1].map { (rating: Int) in
            Picker.Item(title: "\(rating) of 5", note: "Alt-\(rating)", message: .history(.rated(rating)))
        }
        return Picker(
            title: targets.count == 1 ? "How good is it?" : "How good are these \(targets.count)?",
            placeholder: "1 to 5",
            items: items + [Picker.Item(title: "not judged", note: "Alt-0", message: .history(.rated(nil)))])
    }

    /// Brings a change that was kept into the rows.
    private static func take(_ undo: HistoryUndo, _ state: inout State, _ session: inout Session) -> [Effect] {
        guard undo.count > 0 else { return session.tell("It has left the history.", .warning) }
        let curations = undo.before.compactMapValues { try? $0.applying(undo.change, at: session.now) }
        let removed = put(curations, &state)
        state.undoable = (state.undoable + [Undoable(undo: undo, removed: removed)]).suffix(undoLimit)
        let key = undo.change == .trash ? ": u brings \(undo.count == 1 ? "it" : "them") back" : ""
        return session.tell("\(undo.change.words.sentence), \(Self.count(undo.count))\(key).", .success)
    }

    /// Puts what a person keeps into all that is held. Returns the rows that went out of the list.
    @discardableResult
    static func put(_ curations: [JobID: Curation], _ state: inout State) -> [HistoryEntry] {
        var removed: [HistoryEntry] = []
        for (id, curation) in curations {
            state.window.change(id) { $0.curation = curation }
            for index in state.trail.indices where state.trail[index].id == id {
                state.trail[index].curation = curation
            }
            state.marked[id]?.curation = curation
            if state.detail?.entry.id == id { state.detail?.entry.curation = curation }
            guard state.filter.isTrashed != (curation.trashedAt != nil) else { continue }
            state.marked[id] = nil
            if let entry = takeOut(id, &state) { removed.append(entry) }
        }
        return removed
    }

    /// Takes a row out of the list; the bar stays on what it was on, or goes to what follows.
    static func takeOut(_ id: JobID, _ state: inout State) -> HistoryEntry? {
        guard let (place, entry) = state.window.remove(id) else { return nil }
        if let counted = state.counted {
            state.counted = HistoryCount(max(0, counted.value - 1), isExact: counted.isExact)
        }
        if place < state.list.selected { state.list.selected -= 1 }
        state.list.selected = max(0, min(state.list.selected, state.total - 1))
        return entry
    }

    /// Rows come back that went out of the list because of a change.
    static func bringBack(_ undoable: Undoable, _ state: inout State) {
        put(undoable.undo.before, &state)
        for var entry in undoable.removed {
            entry.curation = undoable.undo.before[entry.id] ?? entry.curation
            guard state.question.search.isEmpty, state.filter.matchesFacets(of: entry),
                state.window.place(of: entry.id) == nil
            else { continue }
            let place = state.window.insert(entry, state.sort)
            if let counted = state.counted {
                state.counted = HistoryCount(counted.value + 1, isExact: counted.isExact)
            }
            if let place { state.list.selected = place }
        }
    }

    static func count(_ count: Int) -> String { count == 1 ? "1 generation" : "\(count) generations" }
}

extension CurationChange {
    /// What was done, for people.
    var words: String {
        switch self {
        case .star(true): "starred"
        case .star(false): "star taken away"
        case .rate(let rating?): "rated \(rating) of 5"
        case .rate(nil): "rating taken away"
        case .tag(let tags): "tagged " + Self.list(tags)
        case .untag(let tags): "tag taken away: " + Self.list(tags)
        case .rename(.some): "renamed"
        case .rename(nil): "name taken away"
        case .annotate(.some): "note kept"
        case .annotate(nil): "note taken away"
        case .trash: "moved to the trash"
        case .restore: "brought back out of the trash"
        case .group: "put into a comparison"
        }
    }

    private static func list(_ tags: [String]) -> String {
        tags.prefix(5).map { TextSanitizer.singleLine($0) }.joined(separator: ", ")
    }
}

extension String {
    /// With a capital at its beginning.
    var sentence: String { prefix(1).uppercased() + dropFirst() }
}
