import EaselCore
import TerminalUI

/// Choosing what makes it: modality, provider, model.
extension StudioScreen {
    /// Goes to a modality, or says why nothing can make it.
    static func choose(_ modality: Modality?, _ state: inout State, _ session: inout Session) -> [Effect] {
        guard let modality, modality != state.modality else { return [] }
        guard state.isPossible(modality) else { return session.tell(state.obstacle(to: modality), .warning) }
        state.modality = modality
        state.filter = nil
        state.form = ParameterForm()
        settleLists(&state)
        return askIfUnknown(&state)
    }

    /// Enter on the provider or model under the selection bar.
    static func pick(_ state: inout State, _ session: inout Session) -> [Effect] {
        switch state.focus {
        case .provider:
            guard state.providers.indices.contains(state.providerList.selected) else { return [] }
            return pick(state.providers[state.providerList.selected], &state, &session)
        case .model: return pickModel(&state, &session)
        case .prompt, .result, .parameters: return []
        }
    }

    private static func pick(_ row: ProviderRow, _ state: inout State, _ session: inout Session) -> [Effect] {
        let readiness = row.readiness(for: state.modality, limit: nil)
        guard readiness.isUsable else { return session.tell(row.explanation(readiness, state.modality), .warning) }
        let before = state.card
        state.desk.provider = row.id
        settleLists(&state)
        return tellDropped(from: before, state, &session) + askIfUnknown(&state)
    }

    private static func pickModel(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard let provider = state.desk.provider else { return [] }
        let before = state.card
        let models = state.models
        if models.indices.contains(state.modelList.selected) {
            state.desk.models[provider] = models[state.modelList.selected].model
        } else if let typed = state.typedModel {
            state.desk.models[provider] = typed
        } else {
            return []
        }
        state.filter = nil
        settleLists(&state)
        return tellDropped(from: before, state, &session)
    }

    /// Says what the new model does not take; the values stay for one that does.
    static func tellDropped(from before: ModelCard?, _ state: State, _ session: inout Session) -> [Effect] {
        guard let card = state.card, card != before else { return [] }
        let dropped = state.desk.dropped(by: card) { before?[$0]?.title ?? $0.rawValue }
        guard !dropped.isEmpty else { return [] }
        return session.tell("Not taken by \(card.name), kept for later: \(dropped.joined(separator: ", ")).", .warning)
    }

    /// Puts the selection bars on what is chosen.
    static func settleLists(_ state: inout State) {
        state.form.list = ListState(selected: min(state.form.list.selected, max(0, state.specs.count - 1)))
        state.form.edit = nil
        state.providerList.selected =
            state.providers.firstIndex { $0.id == state.desk.provider } ?? state.providerList.selected
        let model = state.card?.model
        state.modelList = ListState(selected: state.models.firstIndex { $0.model == model } ?? 0)
    }

    /// A provider without any known model is asked at once; others when the user wants it.
    static func askIfUnknown(_ state: inout State) -> [Effect] {
        guard let list = state.cardList, list.cards.isEmpty, list.listing == .notAsked else { return [] }
        return askForCards(&state)
    }

    static func askForCards(_ state: inout State) -> [Effect] {
        guard let query = state.query, let list = state.cards[query], list.listing != .asking else { return [] }
        state.cards[query]?.listing = .asking
        return [.refreshCards(query)]
    }

    static func list(_ query: CardQuery, _ cards: [ModelCard], _ state: inout State, _ session: inout Session)
        -> [Effect]
    {
        let selected =
            state.models.indices.contains(state.modelList.selected) ? state.models[state.modelList.selected].model : nil
        state.cards[query] = CardList(cards)
        state.cards[query]?.listing = .asked
        if query == state.query {
            let wanted = selected ?? state.card?.model
            state.modelList.selected = state.models.firstIndex { $0.model == wanted } ?? 0
        }
        guard cards.isEmpty, let name = state.providers.first(where: { $0.id == query.provider })?.name else {
            return []
        }
        return session.tell("\(name) lists no model for \(query.modality.rawValue).", .warning)
    }
}

extension StudioScreen.State {
    /// The next modality that something can make, in tab order.
    func possibleModality(steps: Int) -> Modality? {
        let possible = Modality.allCases.filter { isPossible($0) || $0 == modality }
        guard let index = possible.firstIndex(of: modality) else { return nil }
        return possible[((index + steps) % possible.count + possible.count) % possible.count]
    }

    /// Why nothing can make a modality, and what would change it.
    func obstacle(to modality: Modality) -> String {
        let able = providers.filter { $0.modalities.contains(modality) }
        guard let first = able.first else { return "No provider of this build makes \(modality.rawValue)." }
        return first.explanation(first.readiness(for: modality, limit: nil), modality)
    }

    /// The model id that the filter spells, when no model matches it.
    var typedModel: ModelID? {
        guard let text = filter?.text, !text.isEmpty, models.isEmpty else { return nil }
        return ModelReference("x:" + text)?.model
    }
}

extension ProviderRow {
    /// Why a provider cannot be used, and what would change that; for one that can, what it makes.
    func explanation(_ readiness: Readiness, _ modality: Modality) -> String {
        switch readiness {
        case .keyless(let error), .broken(let error): error.message + " " + error.remedy
        case .incapable:
            modalities.isEmpty
                ? "\(name) makes nothing yet."
                : "\(name) makes no \(modality.rawValue); it makes \(modalities.map(\.rawValue).joined(separator: ", "))."
        case .ready, .limited: "\(name): \(modalities.map(\.rawValue).joined(separator: ", ")). \(facts.rateLimits)"
        }
    }
}
