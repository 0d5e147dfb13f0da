import EaselCore
import Foundation
import TerminalUI

extension StudioScreen {
    /// Draws into the body of the frame; returns where the cursor stands.
    static func view(_ state: State, _ session: Session, tick: Int, on surface: inout Surface) -> Point? {
        let theme = session.theme
        let layout = state.layout(in: session)
        ModalityTabs(state).draw(in: layout.tabs, on: &surface, theme: theme)
        if let summary = layout.summary { drawSummary(state, session, in: summary, on: &surface) }
        var borders = BorderCanvas()
        for pane in StudioPane.allCases {
            guard let frame = layout.frames[pane] else { continue }
            borders.add(frame, title: title(pane, state, session), isFocused: pane == state.focus)
        }
        borders.draw(on: &surface, theme: theme)
        ProviderPane(state, session).draw(in: layout.inside(.provider), on: &surface)
        var cursor: Point?
        if let point = ModelPane(state, session, tick: tick).draw(in: layout.inside(.model), on: &surface) {
            cursor = point
        }
        if let point = ParameterPane(state, session).draw(in: layout.inside(.parameters), on: &surface) {
            cursor = point
        }
        if let point = drawPrompt(state, session, in: layout.inside(.prompt), on: &surface) { cursor = point }
        drawResult(state, session, tick: tick, in: layout.inside(.result), on: &surface)
        return cursor
    }

    /// The prompt's own rows: the attachments stand below them.
    static func promptArea(in inside: Rect, _ state: State) -> Rect {
        let rows = (state.desk.attachments.isEmpty ? 0 : 1) + (state.prompt.search == nil ? 0 : 1)
        return inside.splitBottom(min(rows, max(0, inside.height - 1))).rest
    }

    private static func drawPrompt(_ state: State, _ session: Session, in inside: Rect, on surface: inout Surface)
        -> Point?
    {
        guard !inside.isEmpty else { return nil }
        let theme = session.theme
        let area = promptArea(in: inside, state)
        let query = state.prompt.search?.text ?? ""
        var cursor = TextArea(state.prompt.buffer, placeholder: PromptEditor.placeholder, role: .text, query: query)
            .draw(in: area, on: &surface, theme: theme)
        var below = inside.splitTop(area.height).rest
        if let search = state.prompt.search, !below.isEmpty {
            cursor = drawSearch(search, isMissing: state.prompt.isMissing, in: below.row(0), on: &surface, theme)
            below = below.splitTop(1).rest
        }
        if !below.isEmpty {
            let accepted = state.card.map { state.desk.attachments(for: $0) } ?? []
            var line = Line("attached ", style: theme[.muted])
            for attachment in state.desk.attachments {
                let isTaken = accepted.contains(attachment)
                let name = TextSanitizer.singleLine(attachment.file.lastPathComponent)
                line.append("\(attachment.role.rawValue)=\(name) ", style: theme[isTaken ? .link : .disabled])
            }
            Label(line).draw(in: below.row(0), on: &surface, theme: theme)
        }
        return state.focus == .prompt ? cursor : nil
    }

    private static func drawSearch(
        _ search: TextBuffer, isMissing: Bool, in row: Rect, on surface: inout Surface, _ theme: Theme
    ) -> Point? {
        let (label, rest) = row.splitLeft(6)
        Label("find", style: theme[.muted]).draw(in: label, on: &surface, theme: theme)
        let (field, note) = rest.splitRight(isMissing ? 16 : 0)
        Label(" stands nowhere", style: theme[.warning]).draw(in: note, on: &surface, theme: theme)
        return TextField(search, placeholder: "what to look for").draw(in: field, on: &surface, theme: theme)
    }

    private static func drawResult(
        _ state: State, _ session: Session, tick: Int, in inside: Rect, on surface: inout Surface
    ) {
        guard !inside.isEmpty else { return }
        guard let generation = state.shownGeneration(in: session) else {
            let target = [state.provider?.name, state.card?.name].compactMap(\.self).joined(
                separator: session.theme.separator)
            let words =
                target.isEmpty
                ? state.obstacle(to: state.modality) : "The result appears here. Enter sends the prompt to \(target)."
            Paragraph(words, style: session.theme[.muted], width: max(1, inside.width)).draw(in: inside, on: &surface)
            return
        }
        ResultView(pane: state.result, generation: generation, session: session, tick: tick).draw(
            in: inside, on: &surface)
    }

    private static func title(_ pane: StudioPane, _ state: State, _ session: Session) -> String {
        switch pane {
        case .result:
            guard let generation = state.shownGeneration(in: session) else { return pane.title }
            let ids = session.generations.ids(state.modality)
            let number = ids.count > 1 ? " \((ids.firstIndex(of: generation.id) ?? 0) + 1)/\(ids.count)" : ""
            let target = "\(generation.record.rerunTarget)"
            return ["\(pane.title)\(number)", generation.stageWords, TextSanitizer.singleLine(target)].joined(
                separator: session.theme.separator)
        case .model:
            guard let list = state.cardList, !list.cards.isEmpty else { return pane.title }
            return state.filter == nil
                ? "\(pane.title) \(list.cards.count)" : "\(pane.title) \(state.models.count)/\(list.cards.count)"
        case .prompt:
            return [pane.title, state.conversationWords(in: session)].compactMap(\.self).joined(
                separator: session.theme.separator)
        case .provider, .parameters: return pane.title
        }
    }

    /// The folded panes in one line: who, with what, how.
    private static func drawSummary(_ state: State, _ session: Session, in row: Rect, on surface: inout Surface) {
        let theme = session.theme
        var line = Line(" ", style: theme[.text])
        line.append(state.provider?.name ?? "no provider", style: theme[.accent])
        if let card = state.card {
            line.append(theme.separator + TextSanitizer.singleLine(card.name), style: theme[.text])
            let values = state.desk.values(for: card).sorted { $0.key.rawValue < $1.key.rawValue }
            for (key, value) in values {
                line.append(
                    theme.separator + "\(key) \(TextSanitizer.singleLine(value.plainText))", style: theme[.muted])
            }
        }
        Label(line).draw(in: row, on: &surface, theme: theme)
    }
}
