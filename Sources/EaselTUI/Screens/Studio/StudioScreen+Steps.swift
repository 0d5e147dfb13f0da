import EaselCore
import Foundation
import TerminalUI

/// From one result to the next thing: what is possible with the providers that are ready, and laying it out on the desk.
extension StudioScreen {
    /// Offers what can be made from a result, or says why nothing can.
    ///
    /// - Parameter asset: the file that is looked at, of several.
    static func offerSteps(
        from record: GenerationRecord, _ asset: Asset?, _ state: State, _ session: inout Session
    ) -> [Effect] {
        guard record.status.isFinished else {
            return session.tell("It is still being made: what comes next waits for its end.", .warning)
        }
        let steps = state.steps(from: record, asset, takesFrames: session.canTakeFrames)
        guard !steps.isEmpty else {
            let what = asset.map { "a file of type \($0.mediaType)" } ?? "it"
            return session.tell("No provider that is ready takes \(what) any further.", .warning)
        }
        session.show(
            .picker(
                Picker(
                    title: "Next step", placeholder: "What shall come of it?",
                    items: steps.map {
                        Picker.Item(title: $0.title, note: $0.note, detail: "\($0.target)", message: .stepChosen($0))
                    })))
        return []
    }

    /// Lays a step out: modality, target, prompt or file. What was on the desk and is not concerned stays.
    static func take(_ step: NextStep, _ state: inout State, _ session: inout Session) -> [Effect] {
        if step.use == .conversation { return converse(from: step.record, &state, &session) }
        state.modality = step.modality
        state.filter = nil
        state.form = ParameterForm()
        let before = state.card
        state.desk.provider = step.target.provider
        state.desk.models[step.target.provider] = step.target.model
        let lineage = Lineage(.step, of: step.record.id)
        switch step.use {
        case .prompt(let text):
            state.prompt.replace(with: text)
            state.desk.source = Desk.Source(lineage: lineage, file: nil)
        case .file(let attachment):
            let room = state.card?.inputs.first { $0.role == attachment.role }?.maximumCount ?? 1
            let others = state.desk.attachments.filter { $0.role == attachment.role && $0 != attachment }
            let leaving = Set(others.prefix(max(0, others.count + 1 - room)).map(\.file))
            state.desk.attachments.removeAll {
                $0 == attachment || ($0.role == attachment.role && leaving.contains($0.file))
            }
            state.desk.attachments.append(attachment)
            state.desk.source = Desk.Source(lineage: lineage, file: attachment.file)
        case .conversation, .frame: break
        }
        state.focus = .prompt
        settleLists(&state)
        return tellDropped(from: before, state, &session)
    }
}

extension StudioScreen.State {
    /// What can be made from a result, the likeliest first.
    ///
    /// - Parameter takesFrames: the last frame of a film can be made a file.
    func steps(from record: GenerationRecord, _ asset: Asset?, takesFrames: Bool = false) -> [NextStep] {
        if let asset {
            let frames = takesFrames && asset.mediaType.family == "video" ? frameSteps(from: record, asset) : []
            return frames + steps(from: record, file: asset)
        }
        guard record.draft.modality == .text, let text = record.text, !text.isEmpty else { return [] }
        var steps: [NextStep] = []
        if record.isTurn, let (target, name) = fitting(.text, where: { _ in true }) {
            steps.append(
                NextStep(record: record, modality: .text, target: target, name: name, use: .conversation))
        }
        for modality in [Modality.speech, .image, .video, .audio] {
            guard let (target, name) = fitting(modality, where: { !$0.needsFiles(beside: nil) }) else { continue }
            steps.append(
                NextStep(record: record, modality: modality, target: target, name: name, use: .prompt(text)))
        }
        return steps
    }

    private func steps(from record: GenerationRecord, file asset: Asset) -> [NextStep] {
        let own = record.draft.modality
        let others: [Modality] = [.video, .image, .text, .audio, .speech].filter { $0 != own }
        return ([own] + others).compactMap { modality in
            for role in modality == .video ? [AttachmentRole.first, .reference] : [.reference] {
                let found = fitting(modality) { $0.takes(asset, as: role) && !$0.needsFiles(beside: role) }
                guard let (target, name) = found else { continue }
                let attachment = Attachment(role: role, file: URL(fileURLWithPath: asset.path))
                return NextStep(record: record, modality: modality, target: target, name: name, use: .file(attachment))
            }
            return nil
        }
    }

    /// What can be made from the last frame of a film.
    private func frameSteps(from record: GenerationRecord, _ film: Asset) -> [NextStep] {
        var frame = Asset(path: film.path, mediaType: .png, bytes: 0, sha256: "")
        (frame.width, frame.height) = (film.width, film.height)
        return steps(from: record, file: frame).compactMap { step in
            guard case .file(let attachment) = step.use, [.video, .image].contains(step.modality) else { return nil }
            var step = step
            step.use = .frame(attachment.role, film: film.path)
            return step
        }
    }

    /// A model that is ready for a modality and fits: the one on that desk, else the first of its provider, else any.
    private func fitting(_ modality: Modality, where fits: (ModelCard) -> Bool) -> (ModelReference, String)? {
        let ready = providers.filter { $0.readiness(for: modality, limit: nil).isUsable }
        let preferred = desks[modality]?.provider
        for row in ready.filter({ $0.id == preferred }) + ready.filter({ $0.id != preferred }) {
            let cards = cards[CardQuery(provider: row.id, modality: modality)]?.cards ?? []
            let wanted = desks[modality]?.models[row.id] ?? row.defaults[modality]
            let card = cards.first { $0.model == wanted && fits($0) } ?? cards.first(where: fits)
            if let card { return (card.reference, "\(row.name), \(card.name)") }
        }
        return nil
    }
}

extension ModelCard {
    /// Whether the model is known to take a file of that type and size in a role.
    fileprivate func takes(_ asset: Asset, as role: AttachmentRole) -> Bool {
        inputs.contains {
            $0.role == role && $0.accepts(asset.mediaType) && asset.bytes <= $0.maximumBytes ?? .max
        }
    }

    /// Whether it needs files that are not there, beside one of a role.
    fileprivate func needsFiles(beside role: AttachmentRole?) -> Bool {
        inputs.contains { $0.isRequired && $0.role != role }
    }
}
