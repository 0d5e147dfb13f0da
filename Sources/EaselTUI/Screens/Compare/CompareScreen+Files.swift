import EaselCore
import Foundation
import TerminalUI

/// Files that go to all targets with the prompt.
extension CompareScreen {
    static func files(
        _ message: CompareSetUpMessage, _ state: inout State, _ studio: StudioScreen.State, _ session: inout Session
    ) -> [Effect] {
        let roles = state.roles(studio)
        switch message {
        case .attachAsked, .filesAsked:
            guard !state.chosen.isEmpty else { return session.tell("Add a target first.", .warning) }
            guard !roles.isEmpty else {
                return session.tell("None of the targets takes files with the prompt.", .warning)
            }
            if message == .filesAsked { return [.loadEarlierFiles] }
            session.show(.attach(AttachField(roles: roles)))
            return [.listPaths("")]
        case .attached(let attachment):
            restart(&state)
            clear(&state)
            state.attachments.append(attachment)
            let name = TextSanitizer.singleLine(attachment.file.lastPathComponent)
            return session.tell("\(name) goes to all targets, as \(attachment.role.words).", .success)
        case .attachmentRemoved:
            guard let last = state.attachments.last else { return session.tell("Nothing is attached.") }
            restart(&state)
            clear(&state)
            state.attachments.removeLast()
            return session.tell("\(TextSanitizer.singleLine(last.file.lastPathComponent)) stays here.")
        case .filesLoaded(let assets):
            let items = assets.compactMap { asset -> Picker.Item? in
                guard let role = state.role(for: asset.mediaType, studio) else { return nil }
                let file = URL(fileURLWithPath: asset.path)
                return Picker.Item(
                    title: TextSanitizer.singleLine(file.lastPathComponent), note: Figures.facts(asset),
                    detail: asset.path,
                    message: .compare(.setUp(.attached(Attachment(role: role, file: file)))))
            }
            session.show(
                .picker(
                    Picker(
                        title: "Files of earlier results", placeholder: "Name of the file", items: items,
                        emptyWords: "No earlier result is a file that a target takes.")))
        default: break
        }
        return []
    }
}

extension CompareScreen.State {
    /// What at least one of the targets takes files for; all roles where nobody knows.
    func roles(_ studio: StudioScreen.State) -> [AttachmentRole] {
        let cards = CompareScreen.cards(true, self, studio)
        guard cards.count == chosen.count, cards.allSatisfy(\.origin.isComplete) else { return AttachmentRole.allCases }
        let taken = Set(cards.flatMap(\.inputs).map(\.role))
        return AttachmentRole.allCases.filter(taken.contains)
    }

    /// What a file of a type would be for; nil when no target takes it.
    fileprivate func role(for type: MediaType, _ studio: StudioScreen.State) -> AttachmentRole? {
        let cards = CompareScreen.cards(true, self, studio)
        guard cards.count == chosen.count, cards.allSatisfy(\.origin.isComplete) else { return .reference }
        return cards.flatMap(\.inputs).first { $0.accepts(type) }?.role
    }
}
