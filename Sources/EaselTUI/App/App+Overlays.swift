import EaselCore
import TerminalUI

/// What keys mean in the top overlay.
extension App {
    static func overlay(_ message: Overlay.Message, _ state: inout State) -> [Effect] {
        guard let top = state.session.overlays.popLast() else { return [] }
        if message == .closed {
            if case .confirm(let dialog) = top { return dialog.declined(at: state.session.now, &state) }
            if case .picker(let picker) = top, let left = picker.left { return handle(&state, left) }
            if case .review(let review) = top, review.isWriting { return [.cancel(review.id)] }
            return []
        }
        let screen = Rect(size: state.session.size)
        switch top {
        case .help(var help):
            message.step.map { help.pages.scroll($0, in: screen, theme: state.session.theme) }
            state.session.overlays.append(.help(help))
        case .card(var card):
            message.step.map { card.pages.scroll($0, in: screen, theme: state.session.theme) }
            state.session.overlays.append(.card(card))
        case .command(var command):
            if message == .copied {
                return [.copy(command.text)] + state.session.tell("Copied the command.", .success)
            }
            message.step.map { command.pages.scroll($0, in: screen, theme: state.session.theme) }
            state.session.overlays.append(.command(command))
        case .exchanges(let exchanges): return self.exchanges(message, exchanges, &state)
        case .choices(var choices):
            if message == .accepted {
                return StudioScreen.update(&state.studio, .valueChosen(choices.key, choices.chosen), in: &state.session)
            }
            let height = choices.place(in: screen).height - 2
            message.step.map { choices.list.go($0, count: choices.options.count, height: height) }
            state.session.overlays.append(.choices(choices))
        case .attach(let field): return attach(message, field, &state)
        case .picker(var picker):
            if message == .accepted, let item = picker.chosen { return handle(&state, item.message) }
            message.step.map { picker.list.go($0, count: picker.count, height: picker.rows(in: screen).height) }
            state.session.overlays.append(.picker(picker))
            return picker.chosen?.preview.map { handle(&state, $0) } ?? []
        case .entry(let entry):
            if message == .accepted { return handle(&state, entry.message(entry.buffer.text)) }
            state.session.overlays.append(top)
        case .checkup(var checkup):
            if message == .keyAdded { return handle(&state, .checkup(.credentialAsked)) }
            var pages = checkup.pages(state.session.theme)
            message.step.map { pages.scroll($0, in: screen, theme: state.session.theme) }
            checkup.top = pages.top
            state.session.overlays.append(.checkup(checkup))
        case .keyCapture: state.session.overlays.append(top)
        case .fields(let form): return fields(message, form, &state)
        case .review(var review):
            if message == .accepted, let text = review.rewritten {
                return handle(&state, .studio(.prompt(.recalled(text))))
            }
            message.step.map { review.scroll($0, in: screen, theme: state.session.theme) }
            state.session.overlays.append(.review(review))
        case .confirm(var dialog):
            if message == .accepted { return dialog.effects(at: state.session.now, &state) }
            if case .cycled(let steps) = message {
                dialog.selected =
                    ((dialog.selected + steps) % dialog.buttons.count + dialog.buttons.count) % dialog.buttons.count
            }
            state.session.overlays.append(.confirm(dialog))
        }
        return []
    }

    private static func exchanges(
        _ message: Overlay.Message, _ exchanges: ExchangesOverlay, _ state: inout State
    ) -> [Effect] {
        var exchanges = exchanges
        let screen = Rect(size: state.session.size)
        var effects: [Effect] = []
        switch message {
        case .accepted: exchanges.toggle(in: screen)
        case .allUnfolded: exchanges.toggleAll(in: screen)
        case .cycled(let count): exchanges.step(by: count, in: screen)
        case .copied:
            if let text = exchanges.text(in: screen) {
                effects = [.copy(text)] + state.session.tell("Copied the request with its answer.", .success)
            }
        default: message.step.map { exchanges.go($0, in: screen) }
        }
        state.session.overlays.append(.exchanges(exchanges))
        return effects
    }

    private static func fields(_ message: Overlay.Message, _ form: FieldForm, _ state: inout State) -> [Effect] {
        var form = form
        switch message {
        case .accepted:
            guard let effects = accept(&form, &state) else { break }
            return effects
        case .cycled(let steps): form.cycle(by: steps)
        case .moved(let rows): form.move(by: rows)
        case .lineBroken: form.breakLine()
        case .closed, .paged, .jumped, .completed, .keyAdded, .copied, .filesAsked, .allUnfolded: break
        }
        state.session.overlays.append(.fields(form))
        return []
    }

    /// What a filled form leads to; nil, with a problem, while something is missing.
    private static func accept(_ form: inout FieldForm, _ state: inout State) -> [Effect]? {
        let texts = form.fields.map(\.text)
        switch form.purpose {
        case .historyNote: return handle(&state, .history(.noted(texts.first ?? "")))
        case .template(let template):
            let values = Dictionary(zip(form.fields.map(\.name), texts), uniquingKeysWith: { first, _ in first })
            return handle(&state, .studio(.prompt(.inserted(template.filled(with: values)))))
        case .saveTemplate(let body, let modality):
            guard let name = texts.first, name.contains(where: { !$0.isWhitespace }) else {
                form.problem = "Type a name for the template."
                return nil
            }
            let category = texts.dropFirst().first.flatMap { $0.isEmpty ? nil : $0 } ?? "own"
            return [.saveTemplate(PromptTemplate(name: name, category: category, modality: modality, body: body))]
        case .rubric(let judge):
            let questions = FieldForm.questions(in: texts.first ?? "")
            guard (1...20).contains(questions.count) else {
                form.problem = "A rubric has 1 to 20 questions that yes or no answers."
                return nil
            }
            return handle(&state, .compare(.judge(.ruled(judge, questions))))
        case .sweep(let sweep):
            do throws(EaselError) {
                return handle(&state, .compare(.sweep(.planned(try sweep.order(texts)))))
            } catch {
                form.problem = error.message
                return nil
            }
        case .instruction:
            guard let words = texts.first, words.contains(where: { !$0.isWhitespace }) else {
                form.problem = "Type what is to be changed."
                return nil
            }
            return handle(&state, .studio(.prompt(.rewriteInstructed(words))))
        }
    }

    private static func attach(_ message: Overlay.Message, _ field: AttachField, _ state: inout State) -> [Effect] {
        var field = field
        switch message {
        case .accepted:
            if let attachment = field.attachment(home: state.session.home) {
                guard state.session.route != .compare else {
                    return handle(&state, .compare(.setUp(.attached(attachment))))
                }
                return StudioScreen.update(&state.studio, .attached(attachment), in: &state.session)
            }
        case .completed: field.complete()
        case .cycled(let steps): field.cycle(by: steps)
        case .filesAsked:
            let isComparing = state.session.route == .compare
            return handle(&state, isComparing ? .compare(.setUp(.filesAsked)) : .studio(.prompt(.filesAsked)))
        case .closed, .moved, .paged, .jumped, .keyAdded, .copied, .lineBroken, .allUnfolded: break
        }
        state.session.overlays.append(.attach(field))
        return listPaths(&state)
    }
}

extension Overlay.Message {
    /// The way through a text or a list that the message asks for.
    fileprivate var step: Step? {
        switch self {
        case .moved(let rows): .rows(rows)
        case .paged(let pages): .pages(pages)
        case .jumped(let toEnd): toEnd ? .last : .first
        case .closed, .accepted, .cycled, .completed, .keyAdded, .copied, .lineBroken, .filesAsked, .allUnfolded: nil
        }
    }
}
