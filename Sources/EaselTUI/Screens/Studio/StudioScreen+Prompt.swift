import EaselCore
import Foundation
import TerminalUI

/// What can be done with the prompt beside typing it.
extension StudioScreen {
    static func prompt(_ message: PromptMessage, _ state: inout State, _ session: inout Session) -> [Effect] {
        switch message {
        case .selectionCopied:
            return copied(state.prompt.buffer.copy(), &session)
        case .selectionCut:
            return copied(state.prompt.buffer.cut(), &session)
        case .searchOpened:
            state.focus = .prompt
            state.prompt.openSearch()
        case .searchClosed: state.prompt.search = nil
        case .found(let steps): state.prompt.findNext(steps)
        case .recallAsked: return offerRecall(state, &session)
        case .recalled(let text):
            state.focus = .prompt
            state.prompt.replace(with: text)
        case .templatesAsked: return [.loadTemplates]
        case .templatesLoaded(let shelf): return offer(shelf, state, &session)
        case .templateChosen(let template): return use(template, &state, &session)
        case .templateSaveAsked:
            guard !state.prompt.isBlank else { return session.tell("The prompt is empty: there is nothing to save.") }
            session.show(.fields(.save(state.prompt.buffer.text, state.modality)))
        case .templateSaved(let path): return session.tell("Saved as \(path)", .success)
        case .inserted(let text):
            state.focus = .prompt
            state.prompt.buffer.insert(text)
        case .rewriteAsked, .instructionAsked, .rewriteInstructed, .rewriteSent:
            return rewrite(message, &state, &session)
        case .filesAsked: return askForFiles(state, &session)
        case .filesLoaded(let assets): return offer(assets, state, &session)
        case .dropped(let paths, let text): return offerDropped(paths, text, state, &session)
        case .droppedAttached(let paths, let text): return attachDropped(paths, text, &state, &session)
        }
        return []
    }

    private static func copied(_ text: String?, _ session: inout Session) -> [Effect] {
        guard let text else { return session.tell("Nothing is selected: Shift with the arrow keys selects.") }
        return [.copy(text)]
    }

    private static func offerRecall(_ state: State, _ session: inout Session) -> [Effect] {
        let items = state.prompt.earlier.map { prompt in
            let lines = prompt.split(separator: "\n").count
            return Picker.Item(
                title: TextSanitizer.singleLine(String(prompt.prefix(400))), note: lines > 1 ? "\(lines) lines" : "",
                detail: TextSanitizer.singleLine(String(prompt.prefix(400))),
                message: .studio(.prompt(.recalled(prompt))))
        }
        session.show(
            .picker(
                Picker(
                    title: "Earlier prompts", placeholder: "Words of the prompt", items: items,
                    emptyWords: "No prompt was sent yet.")))
        return []
    }

    /// Templates for what is being made first, then the others, by category and name.
    private static func offer(_ shelf: TemplateShelf, _ state: State, _ session: inout Session) -> [Effect] {
        func rank(_ template: PromptTemplate) -> Int {
            template.modality == state.modality ? 0 : template.modality == nil ? 1 : 2
        }
        let sorted = shelf.templates.sorted {
            (rank($0), $0.category.lowercased(), $0.name.lowercased())
                < (rank($1), $1.category.lowercased(), $1.name.lowercased())
        }
        let items = sorted.map { template in
            let kind = [template.category, template.modality?.rawValue].compactMap(\.self)
            return Picker.Item(
                title: template.name, note: kind.joined(separator: session.theme.separator),
                detail: template.summary.isEmpty ? String(template.body.prefix(200)) : template.summary,
                message: .studio(.prompt(.templateChosen(template))))
        }
        session.show(
            .picker(
                Picker(
                    title: "Templates", placeholder: "Name or category", items: items,
                    emptyWords: "There is no template.")))
        guard let first = shelf.problems.first else { return [] }
        let more = shelf.problems.count > 1 ? " (\(shelf.problems.count - 1) more)" : ""
        return session.tell("Template \(first)\(more)", .warning)
    }

    /// Asks for the variables, or inserts at once what has none.
    private static func use(_ template: PromptTemplate, _ state: inout State, _ session: inout Session) -> [Effect] {
        let chosen =
            template.modality.map { state.isPossible($0) ? choose($0, &state, &session) : [] } ?? []
        if let form = FieldForm(template) {
            session.show(.fields(form))
            return chosen
        }
        return chosen + prompt(.inserted(template.filled(with: [:])), &state, &session)
    }
}

extension PromptEditor {
    /// Whether there is nothing to send.
    var isBlank: Bool { buffer.lines.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
}
