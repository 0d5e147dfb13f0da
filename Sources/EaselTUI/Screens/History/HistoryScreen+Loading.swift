import EaselCore
import EaselEngine
import TerminalUI

/// Keeps the rows in sight in memory, and no more than a few pages around them.
extension HistoryScreen {
    /// Asks for what is missing in sight; looks after the picture and the facts of what is chosen.
    static func settle(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard session.route == .history else { return [] }
        let layout = state.layout(in: session)
        var effects: [Effect] = []
        if state.loading == nil {
            let load = nextLoad(state, height: layout.rows.height)
            if let load { effects.append(begin(load, &state)) }
        }
        guard let record = state.selected, layout.detail != nil else { return effects }
        if state.askedDetail != record.id, !state.isDetailLoading {
            state.askedDetail = record.id
            state.isDetailLoading = true
            effects.append(.history(.loadDetail(record.id, verifying: false)))
        }
        if let asset = record.assets.first {
            let kind = PreviewShelf.Request(asset, cells: .zero, session.theme)?.kind
            let place = layout.split(for: kind).picture
            effects += session.previews.ask(for: PreviewShelf.Request(asset, cells: place.size, session.theme))
        }
        return effects
    }

    /// Asks the whole question anew, from the beginning.
    static func reload(_ state: inout State) -> [Effect] {
        state.serial += 1
        state.counted = nil
        state.goal = nil
        state.failure = nil
        return [begin(.start, &state)]
    }

    /// The part that is needed next; nil while what is in sight is held, with something around it.
    static func nextLoad(_ state: State, height: Int) -> Load? {
        guard state.hasLoaded, state.failure == nil else { return nil }
        if let goal = state.goal { return goal }
        if state.isStale { return .again(behind: anchor(state)) }
        let window = state.window
        if window.entries.isEmpty { return window.after != nil ? .forward : window.before != nil ? .backward : nil }
        let total = state.total
        let first = state.list.firstVisible(count: total, height: max(1, height))
        let last = min(total, first + max(1, height))
        let page = HistoryWindow.pageSize
        let held = window.range
        if first > held.upperBound + page || last + page < held.lowerBound {
            return far(state, first: first, last: last)
        }
        if window.after != nil, last + page / 2 > held.upperBound { return .forward }
        if window.before != nil, first - page / 2 < held.lowerBound { return .backward }
        return nil
    }

    private static func far(_ state: State, first: Int, last: Int) -> Load? {
        let page = HistoryWindow.pageSize
        if first <= page / 2 { return .start }
        if last + page / 2 >= state.total { return .end }
        return .far(Double(first - page / 2) / Double(max(1, state.total)))
    }

    private static func begin(_ load: Load, _ state: inout State) -> Effect {
        state.loading = load
        state.goal = nil
        switch load {
        case .start, .again: state.isStale = false
        default: break
        }
        state.listAtLoad = state.list
        var request = HistoryRequest(state.question, sort: state.sort, limit: HistoryWindow.pageSize)
        switch load {
        case .start: break
        case .end, .last: request.isBackward = true
        case .again(let id):
            request.after = id.flatMap { state.window.cursor(at: $0, state.sort) }
            request.limit = min(state.window.entries.count + request.limit, HistoryWindow.capacity)
        case .forward: request.after = state.window.after
        case .backward:
            request.after = state.window.before
            request.isBackward = true
        case .far(let fraction): return .history(.jump(request, toFraction: fraction, serial: state.serial))
        case .place(let cursor):
            request.after = cursor
            return .history(.land(request, serial: state.serial))
        }
        return .history(.list(request, serial: state.serial))
    }

    static func take(_ page: HistoryListing, fraction: Double? = nil, _ serial: Int, _ state: inout State) -> [Effect] {
        guard serial == state.serial, let load = state.loading else { return [] }
        state.loading = nil
        state.failure = nil
        state.hasLoaded = true
        var effects: [Effect] = []
        switch load {
        case .again(let id): effects += renew(page, behind: id, &state)
        case .start:
            state.window = .start(page)
            state.isSortBounded = page.isSortBounded
            if state.counted == nil {
                state.list = ListState()
                state.detailTop = 0
                state.trail = []
                if page.next == nil {
                    state.counted = HistoryCount(page.entries.count)
                } else {
                    effects.append(.history(.count(state.question, serial: serial)))
                }
            }
        case .end, .last: state.window = .end(page, total: max(state.total, state.counted?.value ?? 0))
        case .forward: state.window.append(page, state.sort)
        case .backward: shift(&state, by: state.window.prepend(page, state.sort))
        case .far, .place:
            // Nothing from there on: then the end is meant.
            if page.entries.isEmpty, page.next == nil {
                state.goal = .last
                return effects
            }
            let base = Int((fraction ?? 0) * Double(state.total))
            state.window = .landed(page, base: base, state.sort)
            if case .place = load { state.list = ListState(selected: base, offset: base) }
        }
        correct(&state)
        if load == .last { state.list = ListState(selected: max(0, state.total - 1)) }
        let isAgain = if case .again = load { true } else { false }
        // Who has moved on meanwhile is followed; else the bar goes to the rows, so that nothing is asked for twice.
        if load != .forward, load != .backward, !isAgain, state.list == state.listAtLoad { keepInReach(&state) }
        return effects
    }

    /// Takes what is held as it is now, because another process has written. The bar stays on what it was on, and the rows in
    /// sight stay where they are; who sees the beginning sees what is new there.
    private static func renew(_ page: HistoryListing, behind id: JobID?, _ state: inout State) -> [Effect] {
        let chosen = state.window[state.list.selected]
        state.window.renew(page, behind: id, state.sort)
        if let chosen, let place = state.window.place(of: chosen.id) {
            let moved = place - state.list.selected
            state.list.selected = place
            if state.list.offset > 0 { state.list.offset = max(0, state.list.offset + moved) }
        }
        for entry in page.entries {
            if state.marked[entry.id] != nil { state.marked[entry.id] = entry }
            for index in state.trail.indices where state.trail[index].id == entry.id { state.trail[index] = entry }
            guard let detail = state.detail?.entry, detail.id == entry.id else { continue }
            if detail.record != entry.record || detail.curation != entry.curation { state.askedDetail = nil }
        }
        return state.counted == nil ? [] : [.history(.count(state.question, serial: state.serial))]
    }

    /// The row behind which what is held is read anew, well before the rows in sight; nil for the beginning.
    private static func anchor(_ state: State) -> JobID? {
        let index = state.list.selected - state.window.base - HistoryWindow.pageSize * 3 / 2
        guard index > 0 || state.window.before != nil else { return nil }
        let held = max(0, min(index, state.window.entries.count - 1))
        return state.window.entries.indices.contains(held) ? state.window.entries[held].id : nil
    }

    /// Takes a count. What is new is at the beginning: places behind it are higher by as much.
    static func take(_ count: HistoryCount, _ state: inout State) {
        let before = state.counted
        state.counted = count
        guard state.hasLoaded, state.loading == nil else { return }
        if let before, before.isExact, count.isExact, state.sort == .newest, state.window.before != nil,
            state.window.after != nil
        {
            let moved = max(count.value - before.value, -state.window.base)
            state.window.base += moved
            shift(&state, by: moved)
        }
        correct(&state)
    }

    /// The ends of the list are known places: what was estimated before is put right there.
    private static func correct(_ state: inout State) {
        if state.window.before == nil {
            let wrong = state.window.base
            state.window.base = 0
            shift(&state, by: -wrong)
        } else if state.window.after == nil, let counted = state.counted, counted.isExact {
            let wrong = counted.value - state.window.range.upperBound
            guard wrong != 0, state.window.base + wrong >= 0 else { return }
            state.window.base += wrong
            shift(&state, by: wrong)
        }
        if state.window.before == nil, state.window.after == nil {
            state.counted = HistoryCount(state.window.entries.count)
        }
        if state.total > 0 { state.list.selected = min(state.list.selected, state.total - 1) }
    }

    private static func shift(_ state: inout State, by rows: Int) {
        guard rows != 0 else { return }
        state.list.selected = max(0, state.list.selected + rows)
        state.list.offset = max(0, state.list.offset + rows)
    }

    /// Puts the bar onto the rows that are held.
    private static func keepInReach(_ state: inout State) {
        let held = state.window.range
        guard !held.isEmpty, !held.contains(state.list.selected) else { return }
        let nearest = min(max(state.list.selected, held.lowerBound), held.upperBound - 1)
        let moved = nearest - state.list.selected
        state.list = ListState(selected: nearest, offset: max(0, state.list.offset + moved))
    }

    /// Takes over a row that changed, or that is new.
    ///
    /// - Parameter isNew: it was opened just now.
    static func absorb(_ record: GenerationRecord, isNew: Bool, _ state: inout State) {
        guard state.hasLoaded else { return }
        if state.detail?.entry.id == record.id { state.askedDetail = nil }
        state.marked[record.id]?.record = record
        for index in state.trail.indices where state.trail[index].id == record.id { state.trail[index].record = record }
        if state.window.change(record.id, { $0.record = record }) { return }
        let entry = HistoryEntry(record: record)
        guard state.search.isEmpty, state.sort.isByTime, state.filter.matchesFacets(of: entry) else { return }
        let place = state.window.insert(entry, state.sort)
        if place != nil || isNew, let counted = state.counted {
            state.counted = HistoryCount(counted.value + 1, isExact: counted.isExact)
        }
        let isBeforeBar =
            place.map { $0 <= state.list.selected } ?? (state.sort == .newest && state.window.before != nil)
        // Who looks at the newest goes on looking at the newest.
        if isBeforeBar, state.list.selected > 0, state.total > 1 { shift(&state, by: 1) }
    }
}
