import EaselCore
import Foundation
import TerminalUI

/// Files for the prompt: from earlier results, and from pasted paths.
extension StudioScreen {
    static func askForFiles(_ state: State, _ session: inout Session) -> [Effect] {
        if let obstacle = state.attachmentObstacle { return session.tell(obstacle, .warning) }
        return [.loadEarlierFiles]
    }

    /// Only files of a kind that the model takes.
    static func offer(_ assets: [Asset], _ state: State, _ session: inout Session) -> [Effect] {
        let items = assets.compactMap { asset -> Picker.Item? in
            guard let role = state.attachmentRole(for: asset.mediaType) else { return nil }
            let file = URL(fileURLWithPath: asset.path)
            return Picker.Item(
                title: TextSanitizer.singleLine(file.lastPathComponent), note: Figures.facts(asset),
                detail: asset.path, message: .studio(.attached(Attachment(role: role, file: file))))
        }
        session.show(
            .picker(
                Picker(
                    title: "Files of earlier results", placeholder: "Name of the file", items: items,
                    emptyWords: "No earlier result is a file that this model takes.")))
        return []
    }

    /// Asks whether pasted paths are meant as files.
    static func offerDropped(_ paths: [String], _ text: String, _ state: State, _ session: inout Session) -> [Effect] {
        guard session.overlays.isEmpty, state.attachmentObstacle == nil else { return [] }
        let taken = paths.filter { state.attachmentRole(forPath: $0) != nil }
        guard !taken.isEmpty, taken.count == paths.count else { return [] }
        let names = paths.map { TextSanitizer.singleLine(URL(fileURLWithPath: $0).lastPathComponent) }
        session.show(.confirm(.attach(paths, text: text, names: names)))
        return []
    }

    /// The paths become attachments; their text, if it still stands there, goes.
    static func attachDropped(
        _ paths: [String], _ text: String, _ state: inout State, _ session: inout Session
    ) -> [Effect] {
        state.prompt.buffer.removeBeforeCursor(TextSanitizer.clean(text))
        for path in paths {
            guard let role = state.attachmentRole(forPath: path) else { continue }
            state.desk.attachments.append(Attachment(role: role, file: URL(fileURLWithPath: path)))
        }
        return []
    }
}

extension StudioScreen.State {
    /// Why no file can go with the prompt; nil when one can.
    var attachmentObstacle: String? {
        guard let card else { return "Choose a model first." }
        return card.origin.isComplete && card.inputs.isEmpty ? "\(card.name) takes no files with the prompt." : nil
    }

    /// What a file of a type would be for; nil when the model takes none of it.
    func attachmentRole(for type: MediaType?) -> AttachmentRole? {
        guard let card, card.origin.isComplete else { return .reference }
        return card.inputs.first { input in type.map(input.accepts) ?? true }?.role
    }

    func attachmentRole(forPath path: String) -> AttachmentRole? {
        attachmentRole(for: MediaType(fileExtension: URL(fileURLWithPath: path).pathExtension))
    }
}
