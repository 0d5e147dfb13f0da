import EaselCore
import EaselEngine
import TerminalUI

/// From the prompt to all targets, and what comes back.
extension CompareScreen {
    static func send(
        _ message: Message, _ state: inout State, _ studio: StudioScreen.State, _ session: inout Session
    ) -> [Effect] {
        switch message {
        case .submitted: return submit(&state, studio, &session)
        case .again:
            guard let comparison = state.sheet?.comparison else {
                return session.tell("There is no comparison to send again.")
            }
            var order = comparison.orderAgain(id: ComparisonID(rawValue: session.newJobID().rawValue))
            order.seed = session.random.next()
            return begin(order, &state, studio)
        case .questioned(let order, let questions):
            session.show(.confirm(.compare(order, questions, state.forecast.outlook)))
        case .sendAgreed(var order):
            order.isConfirmed = true
            return [.compare(.start(order))]
        case .sendDeclined: return refuse(nil, &state)
        case .foretold(let outlook, let problem, let serial):
            state.forecast.isAsking = false
            guard serial == state.forecast.serial else { return [] }
            (state.forecast.outlook, state.forecast.problem) = (outlook, problem)
        case .began(let comparison): show(comparison, &state, &session)
        case .underWay(let comparison):
            session.hideUnlessSeen(comparison, state.sheet)
            // Told late: a seat was tried again meanwhile.
            guard state.sheet?.comparison.id == comparison.id, state.sheet?.isNewer(than: comparison) == false else {
                return []
            }
            state.sheet?.board.adopt(comparison)
            return settleEnd(&state, &session)
        case .refused(let id, let error):
            guard state.sending == id || state.sheet?.comparison.id == id else { return [] }
            _ = refuse(id, &state)
            return session.tell(error.message + " " + error.remedy, .error)
        case .cancelled, .allCancelled: return cancel(message == .allCancelled, state, &session)
        case .retried:
            guard let pane = state.pane(at: state.selected), let id = state.sheet?.comparison.id else { return [] }
            // One that was never sent is sent as a new try, so that it is told apart from what may still be on its way.
            guard pane.isFinished || state.sheet?.isCutOff(pane) == true else {
                return session.tell("It is still at work: x cancels it.", .warning)
            }
            state.sheet?.tops[pane.seat] = 0
            return [.compare(.retry(pane.seat, id))]
        case .wentOn:
            guard let sheet = state.sheet else { return session.tell("There is no comparison to go on with.") }
            return [.compare(.goOn(sheet.comparison.id))]
        case .agreementAsked(let effect, let questions):
            session.show(.confirm(.compareAgain(effect, questions)))
        default: break
        }
        return []
    }

    private static func submit(
        _ state: inout State, _ studio: StudioScreen.State, _ session: inout Session
    ) -> [Effect] {
        guard !state.prompt.buffer.text.allSatisfy(\.isWhitespace) else {
            return session.tell("The prompt is empty: write what all of them are to make.", .warning)
        }
        guard state.chosen.count >= ComparisonOrder.targetCounts.lowerBound else {
            return session.tell("A comparison has 2 to 6 targets: + adds one.", .warning)
        }
        let order = state.order(
            id: ComparisonID(rawValue: session.newJobID().rawValue), seed: session.random.next())
        return begin(order, &state, studio)
    }

    private static func begin(_ order: ComparisonOrder, _ state: inout State, _ studio: StudioScreen.State) -> [Effect]
    {
        var order = order
        order.allowsUnknownModel = order.targets.contains { studio.isUnlisted($0.reference, order.draft.modality) }
        clear(&state)
        state.sending = order.id
        state.focus = .panes
        state.selected = 0
        return [.compare(.start(order))]
    }

    /// Nothing was sent.
    private static func refuse(_ id: ComparisonID?, _ state: inout State) -> [Effect] {
        state.sending = nil
        if state.sheet?.board.all.allSatisfy({ $0.record == nil }) != false { state.sheet = nil }
        state.focus = .prompt
        return []
    }

    /// The panes of a comparison whose seats are known.
    private static func show(_ comparison: Comparison, _ state: inout State, _ session: inout Session) {
        session.hideUnlessSeen(comparison, state.sheet)
        if state.sheet?.comparison.id == comparison.id {
            // One seat was tried again.
            state.sheet?.board.adopt(comparison)
            state.sheet?.isOver = false
            state.sheet?.isRecalled = false
        } else if state.sending == comparison.id {
            state.sheet = CompareSheet(ComparisonBoard(comparison))
            state.sending = nil
        }
    }

    /// A generation of the comparison in sight moved on. Results find their pane by their id alone.
    static func take(_ event: JobEvent, _ state: inout State, _ session: inout Session) -> [Effect] {
        guard state.sheet?.board.apply(event) == true, case .finished = event.event else { return [] }
        return settleEnd(&state, &session)
    }

    /// Tells once that all have ended, to somebody who looks elsewhere.
    private static func settleEnd(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard let sheet = state.sheet, sheet.board.isFinished, !sheet.isOver else { return [] }
        state.sheet?.isOver = true
        guard session.route != .compare else { return [] }
        return session.tell("The comparison is done: F3 shows it.", .success)
    }

    private static func cancel(_ all: Bool, _ state: State, _ session: inout Session) -> [Effect] {
        let panes = all ? state.sheet?.board.all ?? [] : [state.pane(at: state.selected)].compactMap(\.self)
        let running = panes.filter { !$0.isFinished && $0.record != nil }
        guard running.isEmpty else { return running.map { .cancel($0.generation) } }
        if all {
            if let judge = state.judging?.generation { return [.cancel(judge)] }
            session.show(.confirm(ConfirmDialog.quit(session)))
            return []
        }
        return session.tell("It does not run.")
    }

    /// Brings what depends on the screen's size up to date, and asks what the next send costs.
    static func settle(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard session.route == .compare else { return [] }
        return foresee(&state) + matchTakes(&state) + layOut(&state, &session)
    }

    private static func foresee(_ state: inout State) -> [Effect] {
        guard state.sheet == nil, state.sending == nil else { return [] }
        guard state.chosen.count >= 2 else {
            (state.forecast.outlook, state.forecast.problem, state.forecast.order) = (nil, nil, nil)
            return []
        }
        var order = state.order(id: ComparisonID(rawValue: ""), seed: 0)
        if order.draft.prompt.allSatisfy(\.isWhitespace) { order.draft.prompt = PromptEditor.placeholder }
        order.allowsUnknownModel = true
        guard order != state.forecast.order, !state.forecast.isAsking else { return [] }
        state.forecast.order = order
        state.forecast.serial += 1
        state.forecast.isAsking = true
        return [.compare(.foresee(order, serial: state.forecast.serial))]
    }

    /// Lays out the texts in the width of their panes, and asks for the pictures in the size of theirs.
    private static func layOut(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard state.sheet != nil else { return [] }
        let layout = state.layout(in: session)
        var effects: [Effect] = []
        for place in 0..<state.count {
            let isInSight = layout.panes.count > 1 || place == state.selected || place == state.other
            let area = layout.inside(layout.panes.count > 1 ? place : 0)
            guard isInSight, !area.isEmpty, let pane = state.pane(at: place) else { continue }
            if !pane.text.isEmpty {
                state.sheet?.flows[pane.seat, default: FlowedText()].lay(
                    pane.text, of: pane.generation, width: max(1, area.width - 1), theme: session.theme)
            }
            let isShown = layout.panes.count > 1 || place == state.selected || state.look.needsBoth
            if isShown, let asset = pane.record?.assets.first {
                effects += session.previews.ask(for: PreviewShelf.Request(asset, cells: area.size, session.theme))
            }
        }
        return effects
    }
}

extension CompareLook {
    /// Two panes are looked at together.
    var needsBoth: Bool {
        switch self {
        case .grid, .full, .sweep: false
        case .difference, .flicker, .wipe: true
        }
    }
}

extension Session {
    /// Hides a blind comparison, unless its vote was given.
    mutating func hideUnlessSeen(_ comparison: Comparison, _ sheet: CompareSheet?) {
        if sheet?.comparison.id == comparison.id, sheet?.isRevealed == true { return }
        hide(comparison)
    }
}
