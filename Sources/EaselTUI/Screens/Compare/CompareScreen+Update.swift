import EaselCore
import EaselEngine
import TerminalUI

extension CompareScreen {
    /// What a message changes here and in what all screens share, and the work that follows from it.
    ///
    /// - Parameter studio: knows the providers and their models.
    static func update(
        _ state: inout State, _ message: Message, _ studio: StudioScreen.State, in session: inout Session
    ) -> [Effect] {
        switch message {
        case .shown: begin(&state, studio)
        case .focusMoved(let steps): focus(state.focus.moved(by: steps), &state)
        case .focused(let focus): leave(to: focus, &state)
        case .modalityMoved(let steps):
            let all = Modality.allCases
            let index = all.firstIndex(of: state.modality) ?? 0
            choose(all[((index + steps) % all.count + all.count) % all.count], &state, studio)
        case .modalityChosen(let modality): choose(modality, &state, studio)
        case .moved(let rows): move(.rows(rows), &state, session)
        case .paged(let pages): move(.pages(pages), &state, session)
        case .jumped(let toEnd): move(toEnd ? .last : .first, &state, session)
        case .paneMoved(let steps): step(steps, &state)
        case .turnMoved(let steps):
            let repeats = state.sheet?.comparison.repeats ?? 1
            state.turn = ((state.turn + steps) % repeats + repeats) % repeats
        case .lineBroken: state.prompt.buffer.insertLineBreak()
        case .setUp(let message): return setUp(message, &state, studio, &session)
        case .look(let message): return look(message, &state, &session)
        case .marked:
            guard state.selected < state.count else { return [] }
            if state.marked.remove(state.selected) == nil { state.marked.insert(state.selected) }
        case .verdict(let message): return verdict(message, &state, &session)
        case .sorted: state.table.cycle()
        case .sortReversed: state.table.isReversed.toggle()
        case .opened, .played, .pathCopied, .textCopied, .cardOpened: return use(message, &state, &session)
        case .matched(let gains): return matched(gains, &state, &session)
        case .listAsked: return [.compare(.loadList(state.modality))]
        case .listed(let digests): session.show(.picker(list(digests, state.modality, session)))
        case .recalled(let id): return [.compare(.load(id))]
        case .recalledBoard(let board, let votes, let judgements):
            recall(CompareSheet(board, votes: votes, judgements: judgements), &state, &session)
        case .foundUnfinished(let board, let votes, let judgements):
            guard state.sheet == nil, state.sending == nil, state.prompt.buffer.isEmpty else { return [] }
            recall(CompareSheet(board, votes: votes, judgements: judgements), &state, &session)
        case .judge(let message): return judge(message, &state, studio, &session)
        case .keep(let message): return keep(message, &state, &session)
        case .sweep(let message): return sweep(message, &state, &session)
        case .commandAsked:
            let order =
                state.sheet?.comparison.orderAgain(id: ComparisonID(rawValue: ""))
                ?? state.order(id: ComparisonID(rawValue: ""), seed: 0)
            session.show(.command(CommandOverlay(order, isSandbox: session.isSandbox)))
        case .ratingAsked: return [.compare(.loadRating(state.modality, isSandbox: session.isSandbox))]
        case .rated(let modality, let rating, let isSandbox):
            session.show(.card(CardOverlay(rating, modality, isSandbox: isSandbox)))
        default: return send(message, &state, studio, &session)
        }
        return []
    }

    /// The first time, what is laid out in the studio and the next provider that can make the same.
    private static func begin(_ state: inout State, _ studio: StudioScreen.State) {
        guard state.sheet == nil, state.chosen.isEmpty else { return }
        if state.targets.isEmpty { state.modality = studio.modality }
        state.chosen = proposal(state.modality, studio)
    }

    /// Two targets to begin with: those who can make it, the studio's choice first; one where there is only one.
    static func proposal(_ modality: Modality, _ studio: StudioScreen.State) -> [ComparisonTarget] {
        let able = studio.providers.filter { $0.readiness(for: modality, limit: nil).isUsable }
        let desk = studio.desks[modality]
        let first = able.filter { $0.id == desk?.provider } + able.filter { $0.id != desk?.provider }
        var targets = first.prefix(2).map { row in
            ComparisonTarget(
                ModelReference(
                    provider: row.id,
                    model: desk?.models[row.id] ?? row.defaults[modality] ?? card(row, modality, studio)))
        }
        // One provider alone: its next model.
        if let only = targets.first, targets.count == 1, let row = able.first {
            let cards = studio.cards[CardQuery(provider: row.id, modality: modality)]?.cards ?? []
            if let next = cards.first(where: { $0.model != only.reference.model }) {
                targets.append(ComparisonTarget(next.reference))
            }
        }
        return Array(targets)
    }

    private static func card(_ row: ProviderRow, _ modality: Modality, _ studio: StudioScreen.State) -> ModelID? {
        studio.cards[CardQuery(provider: row.id, modality: modality)]?.cards.first?.model
    }

    private static func choose(_ modality: Modality, _ state: inout State, _ studio: StudioScreen.State) {
        guard modality != state.modality else { return }
        state.modality = modality
        if state.chosen.isEmpty { state.chosen = proposal(modality, studio) }
        state.attachments = []
        clear(&state)
    }

    /// From a comparison that was sent back to choosing.
    static func clear(_ state: inout State) {
        state.sheet = nil
        state.look = .grid
        state.marked = []
        state.turn = 0
        state.selected = min(state.selected, max(0, state.chosen.count - 1))
        (state.note, state.tags) = ("", [])
    }

    private static func focus(_ focus: CompareFocus, _ state: inout State) {
        state.focus = focus
        if focus != .panes { state.look = .grid }
    }

    /// Escape: from one pane to all, from there to the prompt.
    private static func leave(to target: CompareFocus, _ state: inout State) {
        if target == .prompt, state.look != .grid {
            state.look = .grid
        } else {
            focus(target, &state)
        }
    }

    private static func step(_ steps: Int, _ state: inout State) {
        if case .wipe(let share) = state.look {
            state.look = .wipe(min(max(0, share + steps * 5), 100))
            return
        }
        guard state.count > 0 else { return }
        state.selected = ((state.selected + steps) % state.count + state.count) % state.count
        state.lookTop = 0
    }

    private static func move(_ step: Step, _ state: inout State, _ session: Session) {
        let layout = state.layout(in: session)
        switch state.focus {
        case .prompt:
            guard case .rows(let rows) = step else { return scroll(step, &state, layout, session) }
            let width = TextArea.wrapWidth(for: layout.prompt.inset(by: Insets(horizontal: 2, vertical: 1)).width)
            rows < 0 ? state.prompt.moveUp(wrapWidth: width) : state.prompt.moveDown(wrapWidth: width)
        case .table: state.table.list.go(step, count: state.count, height: max(1, (layout.table?.height ?? 3) - 3))
        case .panes: scroll(step, &state, layout, session)
        }
    }

    static func scroll(_ step: Step, _ state: inout State, _ layout: CompareLayout, _ session: Session) {
        let area = layout.inside(layout.panes.count == 1 ? 0 : state.selected)
        guard !area.isEmpty else { return }
        if state.look == .sweep, let sweep = state.sweep {
            let height = CompareSweepView.list(in: area).height
            state.sweep?.top = step.apply(to: sweep.top, most: max(0, sweep.lines.count - height), page: height)
            return
        }
        guard state.sheet != nil else { return }
        if state.look == .difference, let lines = CompareDifference(state, session, width: area.width)?.lines {
            state.lookTop = step.apply(
                to: state.lookTop, most: max(0, lines.count - area.height + 1), page: area.height)
        } else if let seat = state.seat(at: state.selected) {
            let parts = ComparePaneParts(state, state.selected, in: area, session)
            let rows = state.sheet?.flows[seat]?.rows.count ?? 0
            let top = state.sheet?.tops[seat] ?? 0
            state.sheet?.tops[seat] = step.apply(
                to: top, most: max(0, rows - parts.text.height), page: parts.text.height)
        }
    }

    /// Whether a key was taken as text.
    static func type(_ chord: KeyChord, _ state: inout State, _ session: Session) -> Bool {
        guard state.focus == .prompt else { return false }
        let area = state.layout(in: session).prompt.inset(by: Insets(horizontal: 2, vertical: 1))
        return state.prompt.buffer.apply(
            chord, wrapWidth: TextArea.wrapWidth(for: area.width), pageRows: max(1, area.height - 1))
    }

    static func paste(_ text: String, _ state: inout State) {
        state.focus = .prompt
        state.prompt.buffer.insert(text)
    }
}
