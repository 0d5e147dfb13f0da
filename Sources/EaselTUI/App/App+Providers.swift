import EaselCore
import TerminalUI

/// What the screen of providers changes in the studio beside it.
extension App {
    static func providers(_ message: ProvidersScreen.Message, _ state: inout State) -> [Effect] {
        switch message {
        case .browser(.picked): return pick(&state)
        case .cardOpened where state.providers.page == .health:
            guard let row = state.providers.selected else { return [] }
            state.session.show(.card(CardOverlay(provider: row, in: state.studio, state.session)))
            return []
        case .switched(_, _, let rows):
            state.studio.take(rows)
            return ProvidersScreen.update(&state.providers, message, in: &state.session)
        case .listed(let query, let cards):
            state.studio.cards[query] = CardList(cards)
            state.studio.cards[query]?.listing = .asked
            return ProvidersScreen.update(&state.providers, message, in: &state.session)
        case .workflow:
            let before = state.session.priorities
            let effects = ProvidersScreen.update(&state.providers, message, in: &state.session)
            for modality in Modality.allCases where state.session.priorities[modality] != before[modality] {
                state.studio.prefer(
                    Workflows.order(modality, state.providers.rows, state.session), for: modality)
            }
            return effects
        default: return ProvidersScreen.update(&state.providers, message, in: &state.session)
        }
    }

    /// Enter on a model: it is laid out in the studio, or takes over for a kind of result from now on.
    private static func pick(_ state: inout State) -> [Effect] {
        guard let card = state.providers.browser.selected else { return [] }
        if case .fallback(let modality) = state.providers.browser.purpose {
            guard card.modality == modality else {
                return state.session.tell(
                    "\(card.name) makes \(card.modality.rawValue), not \(modality.rawValue).", .warning)
            }
            let added = state.providers.workflows.update(
                .added(card.reference, modality), state.providers.rows, &state.session)
            return added + ProvidersScreen.update(&state.providers, .pageOpened(.workflows), in: &state.session)
        }
        let row = state.studio.providers.first { $0.id == card.provider }
        let readiness = row?.readiness(for: card.modality, limit: nil) ?? .incapable
        guard let row, readiness.isUsable else {
            let why = row?.explanation(readiness, card.modality) ?? "There is no provider called \(card.provider)."
            return state.session.tell(why, .warning)
        }
        state.providers.browser.isSearching = false
        state.studio.use(card, of: row)
        return go(to: .studio, &state)
            + state.session.tell("\(card.name) at \(row.name) makes \(card.modality.rawValue) now.", .success)
    }
}

extension StudioScreen.State {
    /// The providers as they are now, after one was switched on or off.
    mutating func take(_ rows: [ProviderRow]) {
        providers = rows
        for row in rows {
            for modality in row.modalities {
                let query = CardQuery(provider: row.id, modality: modality)
                if cards[query] == nil { cards[query] = CardList(row.curated.filter { $0.modality == modality }) }
            }
        }
        for modality in Modality.allCases {
            let able = rows.filter { $0.readiness(for: modality, limit: nil).isUsable }.map(\.id)
            let isUsable = desks[modality]?.provider.map { able.contains($0) } ?? false
            if !isUsable { desks[modality, default: Desk()].provider = able.first }
        }
        StudioScreen.settleLists(&self)
    }

    /// Lays out a model.
    mutating func use(_ card: ModelCard, of row: ProviderRow) {
        let query = CardQuery(provider: row.id, modality: card.modality)
        if cards[query]?.cards.contains(where: { $0.model == card.model }) != true {
            cards[query, default: CardList([])].cards.append(card)
        }
        modality = card.modality
        filter = nil
        form = ParameterForm()
        desk.provider = row.id
        desk.models[row.id] = card.model
        focus = .prompt
        StudioScreen.settleLists(&self)
    }

    /// Goes to the first provider of an order that can be used.
    mutating func prefer(_ order: [ProviderID], for modality: Modality) {
        let usable = order.first { id in
            providers.first { $0.id == id }?.readiness(for: modality, limit: nil).isUsable == true
        }
        guard let usable else { return }
        desks[modality, default: Desk()].provider = usable
        if modality == self.modality { StudioScreen.settleLists(&self) }
    }
}
