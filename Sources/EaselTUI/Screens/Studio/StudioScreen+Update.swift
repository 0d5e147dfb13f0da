import EaselCore
import TerminalUI

extension StudioScreen {
    /// What a message changes here and in what all screens share, and the work that follows from it.
    static func update(_ state: inout State, _ message: Message, in session: inout Session) -> [Effect] {
        switch message {
        case .focusMoved(let steps): return focus(state.focus.moved(by: steps), &state, &session)
        case .focused(let pane): return focus(pane, &state, &session)
        case .modalityMoved(let steps): return choose(state.possibleModality(steps: steps), &state, &session)
        case .modalityChosen(let modality): return choose(modality, &state, &session)
        case .moved(let rows): return move(.rows(rows), &state, &session)
        case .paged(let pages): return move(.pages(pages), &state, &session)
        case .jumped(let toEnd): return move(toEnd ? .last : .first, &state, &session)
        case .picked: return pick(&state, &session)
        case .cardOpened: return openCard(state, &session)
        case .filterOpened:
            state.filter = state.filter ?? TextBuffer(isMultiline: false)
            state.modelList = ListState()
        case .filterClosed: state.filter = nil
        case .cardsAsked: return askForCards(&state)
        case .cardsListed(let query, let cards): return list(query, cards, &state, &session)
        case .cardsRefused(let query, let error):
            state.cards[query]?.listing = .failed(error)
            return session.tell(error.message + " " + error.remedy, .error)
        case .form(let message): return form(message, &state, &session)
        case .valueChosen(let key, let value): state.desk.values[key] = value
        case .preset(let message): return presets(message, &state, &session)
        case .voicesLoaded(let voices): return show(voices, &state, &session)
        case .cardDescribed(let query, let card): take(card, query, &state)
        case .submitted: return submit(&state, &session)
        case .submittedElsewhere: return submitElsewhere(&state, &session)
        case .lineBroken: state.prompt.buffer.insertLineBreak()
        case .editorAsked: return session.canEditText ? [.editText(state.prompt.buffer.text)] : []
        case .editorReturned(let text): state.prompt.replace(with: text)
        case .promptsLoaded(let prompts): state.prompt.load(prompts)
        case .attachAsked: return openAttachField(state, &session)
        case .attached(let attachment): state.desk.attachments.append(attachment)
        case .attachmentRemoved: if !state.desk.attachments.isEmpty { state.desk.attachments.removeLast() }
        case .result(let message): return result(message, &state, &session)
        case .resultPaged(let pages): scroll(.pages(pages), &state, session)
        case .cancelled: return cancel(state, &session)
        case .conversationToggled: return toggleConversation(&state, &session)
        case .conversationBegun: return beginConversation(&state, &session)
        case .turnsLoaded(let turns): take(turns, &state)
        case .comparisonAsked: break
        case .stepAsked:
            guard let generation = state.shownGeneration(in: session) else {
                return session.tell("There is no result to go on from.")
            }
            return offerSteps(from: generation.record, state.result.asset(of: generation), state, &session)
        case .commandAsked: return teachPrompt(state, &session)
        case .prompt(let message): return prompt(message, &state, &session)
        }
        return []
    }

    /// Whether a key was taken as text.
    static func type(_ chord: KeyChord, _ state: inout State, _ session: Session) -> Bool {
        switch state.focus {
        case .prompt where state.prompt.search != nil: return state.prompt.typeSearch(chord)
        case .prompt:
            let area = promptArea(in: state.layout(in: session).inside(.prompt), state)
            return state.prompt.buffer.apply(
                chord, wrapWidth: TextArea.wrapWidth(for: area.width), pageRows: max(1, area.height - 1))
        case .model:
            guard let taken = state.filter?.apply(chord) else { return false }
            if taken { state.modelList = ListState() }
            return taken
        case .parameters: return state.form.type(chord, specs: state.specs)
        case .provider, .result: return false
        }
    }

    static func paste(_ text: String, _ state: inout State, _ session: Session) -> [Effect] {
        switch state.focus {
        case .prompt where state.prompt.search != nil: state.prompt.pasteSearch(text)
        case .parameters: state.form.paste(text, specs: state.specs)
        case .model where state.filter != nil: state.filter?.insert(text)
        default:
            state.focus = .prompt
            state.prompt.buffer.insert(text)
            let readings = DroppedPaths.readings(of: text, home: session.home)
            if !readings.isEmpty { return [.checkDropped(readings, text: text)] }
        }
        return []
    }

    private static func focus(_ pane: StudioPane, _ state: inout State, _ session: inout Session) -> [Effect] {
        let told = commitEdit(&state, &session)
        if pane != .model, state.filter?.isEmpty == true { state.filter = nil }
        state.focus = pane
        return told
    }

    /// Leaving a field takes what was typed, or drops it when it cannot be taken.
    private static func commitEdit(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard state.form.edit != nil, let spec = state.form.spec(in: state.specs) else { return [] }
        var values = state.desk.values
        state.form.commit(&values, spec)
        state.desk.values = values
        defer { state.form.edit = nil }
        return state.form.edit?.problem.map { session.tell($0 + " It was left as it was.", .warning) } ?? []
    }

    private static func move(_ step: Step, _ state: inout State, _ session: inout Session) -> [Effect] {
        let inside = state.layout(in: session).inside(state.focus)
        switch state.focus {
        case .provider: state.providerList.go(step, count: state.providers.count, height: inside.height)
        case .model: state.modelList.go(step, count: state.models.count, height: modelRows(in: inside, state).height)
        case .parameters:
            let told = commitEdit(&state, &session)
            state.form.list.go(step, count: state.specs.count, height: inside.height)
            return told
        case .prompt:
            let width = TextArea.wrapWidth(for: promptArea(in: inside, state).width)
            if case .rows(let rows) = step {
                rows < 0 ? state.prompt.moveUp(wrapWidth: width) : state.prompt.moveDown(wrapWidth: width)
            }
        case .result: scroll(step, &state, session)
        }
        return []
    }

    private static func scroll(_ step: Step, _ state: inout State, _ session: Session) {
        guard let generation = state.shownGeneration(in: session) else { return }
        let area = ResultParts(state.result, generation, in: state.layout(in: session).inside(.result), session).text
        state.result.scroll(step, rows: state.result.rowCount(generation), height: area.height)
    }
}
