import EaselCore
import Foundation
import TerminalUI

/// From the desk to the provider.
extension StudioScreen {
    /// Sends what is on the desk. Never waits: the generation appears at once and fills as events come.
    static func submit(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard let provider = state.provider else { return session.tell(state.obstacle(to: state.modality), .warning) }
        let draft = state.draft(in: session)
        guard !draft.isEmpty else { return session.tell(emptyWords, .warning) }
        if state.awaitsAnswer(in: session) {
            return session.tell("The answer is still being written: wait for its end, or Ctrl-C ends it.", .warning)
        }
        _ = state.prompt.take()
        if state.desk.source?.file == nil { state.desk.source = nil }
        return start(draft, on: ModelReference(provider: provider.id, model: state.card?.model), &state, &session)
    }

    private static let emptyWords = "The prompt is empty: write what you want to see, read or hear."

    /// Shows the command line that does what Enter does.
    static func teachPrompt(_ state: State, _ session: inout Session) -> [Effect] {
        guard let provider = state.provider else { return session.tell(state.obstacle(to: state.modality), .warning) }
        let target = ModelReference(provider: provider.id, model: state.card?.model)
        let draft = state.draft(in: session)
        guard !draft.isEmpty else { return session.tell(emptyWords, .warning) }
        return teach(draft, on: target, isSandbox: provider.isSandbox, state, &session)
    }

    /// Shows the command line that makes the same as a generation.
    static func teach(_ record: GenerationRecord, _ state: State, _ session: inout Session) -> [Effect] {
        teach(record.draft, on: record.rerunTarget, isSandbox: record.isSandbox, state, &session)
    }

    private static func teach(
        _ draft: GenerationDraft, on target: ModelReference, isSandbox: Bool, _ state: State, _ session: inout Session
    ) -> [Effect] {
        let order = GenerationOrder(
            draft: draft, target: target, allowsUnknownModel: state.isUnlisted(target, draft.modality))
        // In a replay everything counts as a sandbox, and the command is meant for the world.
        session.show(.command(CommandOverlay(order, isSandbox: isSandbox && !session.isReplay)))
        return []
    }

    /// Sends what is on the desk to another target, with what that one takes of it; the desk stays as it is.
    static func submitElsewhere(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard let target = state.alternative(session) else {
            return session.tell("No other provider can make \(state.modality.rawValue) at once.", .warning)
        }
        guard !state.prompt.buffer.text.allSatisfy(\.isWhitespace) || !state.desk.attachments.isEmpty else {
            return session.tell("The prompt is empty: write what you want to see, read or hear.", .warning)
        }
        let row = state.providers.first { $0.id == target.provider }
        let cards = state.cards[CardQuery(provider: target.provider, modality: state.modality)]?.cards ?? []
        let model = target.model ?? state.desk.models[target.provider] ?? row?.defaults[state.modality]
        let card = cards.first { $0.model == model } ?? (model == nil ? cards.first : nil)
        let draft = GenerationDraft(
            modality: state.modality, prompt: state.prompt.take(),
            parameters: card.map { state.desk.values(for: $0) } ?? [:],
            attachments: card.map { state.desk.attachments(for: $0) } ?? state.desk.attachments)
        let told = session.tell("Sent to \(row?.name ?? target.provider.rawValue) this time.")
        return start(
            draft, on: ModelReference(provider: target.provider, model: card?.model ?? model), &state, &session) + told
    }

    /// Starts a draft on a target and shows it.
    static func start(
        _ draft: GenerationDraft, on target: ModelReference, _ state: inout State, _ session: inout Session
    ) -> [Effect] {
        let order = GenerationOrder(
            id: session.newJobID(), draft: draft, target: target,
            allowsUnknownModel: state.isUnlisted(target, draft.modality),
            fallback: session.fallbacks[draft.modality] ?? .none)
        let isSandbox = state.providers.first { $0.id == target.provider }?.isSandbox ?? session.isSandbox
        session.generations.begin(order, isSandbox: isSandbox, at: session.now)
        state.results[draft.modality, default: ResultPane()].show(session.generations[order.id])
        return [.start(order)]
    }

    /// Lays out an old draft to be changed and sent again; says what of it cannot be used now.
    static func load(
        _ draft: GenerationDraft, from target: ModelReference, _ state: inout State, _ session: inout Session
    ) -> [Effect] {
        state.modality = draft.modality
        state.prompt.replace(with: draft.prompt)
        state.desk.values = draft.parameters
        state.desk.attachments = draft.attachments
        state.desk.source = nil
        state.focus = .prompt
        state.filter = nil
        let row = state.providers.first { $0.id == target.provider }
        let readiness = row?.readiness(for: draft.modality, limit: nil) ?? .incapable
        guard let row, readiness.isUsable else {
            settleLists(&state)
            let why = row?.explanation(readiness, draft.modality) ?? "There is no provider called \(target.provider)."
            return session.tell(why, .warning)
        }
        state.desk.provider = row.id
        state.desk.models[row.id] = target.model
        settleLists(&state)
        return tellDropped(from: nil, state, &session) + askIfUnknown(&state)
    }

    /// A generation that never left: its prompt comes back to be changed, unless another was begun.
    static func takeBack(_ generation: LiveGeneration, _ state: inout State) {
        guard state.prompt.buffer.isEmpty else { return }
        state.prompt.replace(with: generation.record.draft.prompt)
    }

    static func openAttachField(_ state: State, _ session: inout Session) -> [Effect] {
        guard let card = state.card else { return session.tell("Choose a model first.", .warning) }
        let roles = card.origin.isComplete ? card.inputs.map(\.role) : AttachmentRole.allCases
        guard !roles.isEmpty else { return session.tell("\(card.name) takes no files with the prompt.", .warning) }
        session.show(.attach(AttachField(roles: roles)))
        return [.listPaths("")]
    }

    static func form(_ message: ParameterForm.Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        let specs = state.specs
        if message == .pressed, state.form.edit == nil, let spec = state.form.spec(in: specs), spec.key == .voice,
            let provider = state.desk.provider, let model = state.card?.model
        {
            return [.loadVoices(provider, model)]
        }
        var values = state.desk.values
        let choices = state.form.apply(message, to: &values, of: specs, dice: &session.random)
        state.desk.values = values
        if let choices { show(choices, &session) }
        return []
    }

    static func openCard(_ state: State, _ session: inout Session) -> [Effect] {
        let card: CardOverlay? =
            switch state.focus {
            case .provider: state.focusedProvider.map { CardOverlay(provider: $0, in: state, session) }
            case .model: state.focusedModel.map { CardOverlay(model: $0, provider: state.provider?.name) }
            case .parameters: state.form.spec(in: state.specs).map { CardOverlay(parameter: $0, model: state.card) }
            case .prompt: state.card.map { CardOverlay(model: $0, provider: state.provider?.name) }
            case .result: state.shownGeneration(in: session).map { CardOverlay(generation: $0, session) }
            }
        if let card { session.show(.card(card)) }
        return []
    }
}

extension StudioScreen.State {
    /// What Enter would send.
    func draft(in session: Session) -> GenerationDraft {
        let card = card
        let attachments = card.map { desk.attachments(for: $0) } ?? desk.attachments
        var draft = GenerationDraft(
            modality: modality, prompt: prompt.buffer.text, parameters: card.map { desk.values(for: $0) } ?? [:],
            attachments: attachments)
        draft.lineage =
            lastTurn(in: session).map { Lineage(.turn, of: $0) } ?? desk.lineage(with: attachments)
        return draft
    }

    /// The provider under the selection bar.
    var focusedProvider: ProviderRow? {
        providers.indices.contains(providerList.selected) ? providers[providerList.selected] : nil
    }

    /// The model under the selection bar.
    var focusedModel: ModelCard? { models.indices.contains(modelList.selected) ? models[modelList.selected] : nil }

    /// A model that no card describes may be used all the same: the user named it.
    func isUnlisted(_ target: ModelReference, _ modality: Modality) -> Bool {
        guard let model = target.model else { return false }
        let cards = cards[CardQuery(provider: target.provider, modality: modality)]?.cards ?? []
        return !cards.contains { $0.model == model }
    }
}

extension GenerationDraft {
    /// There is nothing to send.
    fileprivate var isEmpty: Bool { prompt.allSatisfy(\.isWhitespace) && attachments.isEmpty }
}
