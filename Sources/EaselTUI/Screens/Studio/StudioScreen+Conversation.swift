import EaselCore
import TerminalUI

/// Text in several turns: while the mode is on, Enter goes on with the conversation that is shown.
extension StudioScreen {
    /// Switches the mode on or off.
    static func toggleConversation(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard state.modality == .text else {
            return session.tell("A conversation is made of text; Alt-1 goes there.", .warning)
        }
        state.isConversing.toggle()
        return session.tell(
            state.isConversing
                ? "Enter goes on with the conversation shown; Ctrl-N begins a new one."
                : "Enter sends the prompt alone.")
    }

    /// Puts the conversation aside; the next prompt begins another. It stays among the results.
    static func beginConversation(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard state.modality == .text else {
            return session.tell("A conversation is made of text; Alt-1 goes there.", .warning)
        }
        state.isConversing = true
        state.result = ResultPane()
        state.focus = .prompt
        return session.tell("A new conversation: nothing said before goes along.")
    }

    /// Goes on from a turn, also one of an earlier session.
    static func converse(from record: GenerationRecord, _ state: inout State, _ session: inout Session) -> [Effect] {
        state.modality = .text
        state.isConversing = true
        state.filter = nil
        state.form = ParameterForm()
        settleLists(&state)
        if session.generations[record.id] == nil {
            var recalled = LiveGeneration(record)
            recalled.isRecalled = true
            session.generations[record.id] = recalled
        }
        state.result.show(session.generations[record.id])
        state.result.top = nil
        state.focus = .prompt
        return askIfUnknown(&state)
    }

    /// Keeps turns that were read from history.
    static func take(_ turns: [GenerationRecord], _ state: inout State) {
        for turn in turns { state.earlierTurns[turn.id] = turn }
    }

    /// Lays out what was said before the shown answer; asks history once for what this session does not have.
    static func settleConversation(
        _ generation: LiveGeneration, width: Int, _ state: inout State, _ session: Session
    ) -> [Effect] {
        guard state.isShownAsConversation(generation) else {
            state.result.before = TurnFlow()
            return []
        }
        let (turns, missing) = state.turns(before: generation.record, in: session)
        state.result.before.lay(
            turns, before: generation, isCut: missing != nil, width: width, theme: session.theme)
        guard let missing, state.askedTurns.insert(missing).inserted else { return [] }
        return [.loadConversation(missing)]
    }
}

extension StudioScreen.State {
    /// Where the next turn hangs: the shown answer, or the nearest one before it that said something.
    ///
    /// Nil for the beginning of a conversation.
    func lastTurn(in session: Session) -> JobID? {
        guard isConversing, modality == .text, let shown = shownGeneration(in: session) else { return nil }
        if shown.record.isTurn { return shown.id }
        let before = turns(before: shown.record, in: session).turns.last { $0.isTurn }?.id
        // What was never sent is in no history, and what it went on from is.
        return before ?? shown.record.earlierTurn
    }

    /// The conversation cannot go on before the shown answer has ended.
    func awaitsAnswer(in session: Session) -> Bool {
        isConversing && modality == .text && shownGeneration(in: session)?.isRunning == true
    }

    /// The turns before a record, oldest first, and the first one that this session does not have.
    func turns(before record: GenerationRecord, in session: Session) -> (turns: [GenerationRecord], missing: JobID?) {
        var turns: [GenerationRecord] = []
        var next = record.earlierTurn
        while let id = next, turns.count < 200 {
            guard let turn = session.generations[id]?.record ?? earlierTurns[id] else {
                return (turns.reversed(), id)
            }
            turns.append(turn)
            next = turn.earlierTurn
        }
        return (turns.reversed(), nil)
    }

    /// Whether an answer is shown with who said what.
    func isShownAsConversation(_ generation: LiveGeneration) -> Bool {
        generation.modality == .text && (isConversing || generation.record.earlierTurn != nil)
    }

    /// What stands above the prompt while the mode is on; nil while Enter sends the prompt alone.
    func conversationWords(in session: Session) -> String? {
        guard isConversing, modality == .text else { return nil }
        if awaitsAnswer(in: session) { return "waits for the answer" }
        guard let last = lastTurn(in: session), let shown = shownGeneration(in: session) else {
            return "new conversation"
        }
        let before = turns(before: shown.record, in: session).turns.count { $0.isTurn }
        let count = before + (last == shown.id ? 1 : 0)
        return "goes on after \(count == 1 ? "1 turn" : "\(count) turns")"
    }
}
