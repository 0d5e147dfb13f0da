import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// Prompt, watch, keep: the screen where generations are made.
enum StudioScreen {
    struct State: Equatable {
        var providers: [ProviderRow]
        var modality: Modality
        var focus = StudioPane.prompt
        var desks: [Modality: Desk] = [:]
        var cards: [CardQuery: CardList] = [:]
        var prompt = PromptEditor()
        var providerList = ListState()
        var modelList = ListState()
        /// What narrows the models, while it is open.
        var filter: TextBuffer?
        var form = ParameterForm()
        /// Models whose schema was asked for.
        var described: Set<ModelReference> = []
        /// Who rewrote a prompt last.
        var writer: ModelReference?
        var results: [Modality: ResultPane] = [:]
        /// Enter goes on with the conversation that is shown.
        var isConversing = false
        /// Turns of earlier sessions that were read from history, and what was asked for.
        var earlierTurns: [JobID: GenerationRecord] = [:]
        var askedTurns: Set<JobID> = []

        /// - Parameter targets: what a person configured for each modality; elsewhere the first provider that is ready.
        init(_ entries: [ProviderEntry], targets: [Modality: ModelReference] = [:]) {
            providers = entries.map(ProviderRow.init)
            modality = .text
            for modality in Modality.allCases {
                let able = providers.filter { $0.readiness(for: modality, limit: nil).isUsable }.map(\.id)
                let wanted = targets[modality].flatMap { able.contains($0.provider) ? $0 : nil }
                var desk = Desk(provider: wanted?.provider ?? able.first)
                if let wanted, let model = wanted.model { desk.models[wanted.provider] = model }
                desks[modality] = desk
            }
            modality = Modality.allCases.first { desks[$0]?.provider != nil } ?? .text
            for row in providers {
                for modality in row.modalities {
                    let query = CardQuery(provider: row.id, modality: modality)
                    cards[query] = CardList(row.curated.filter { $0.modality == modality })
                }
            }
            providerList.selected = providers.firstIndex { $0.id == desk.provider } ?? 0
        }
    }

    enum Message: Equatable, Sendable {
        case focusMoved(by: Int)
        case focused(StudioPane)
        case modalityMoved(by: Int)
        case modalityChosen(Modality)
        /// Up or down: a row of a list, a line of the prompt, a line of the result.
        case moved(by: Int)
        case paged(by: Int)
        /// To the first or the last row.
        case jumped(toEnd: Bool)
        /// Enter on a provider or a model.
        case picked
        case cardOpened
        case filterOpened, filterClosed
        case cardsAsked
        case cardsListed(CardQuery, [ModelCard])
        case cardsRefused(CardQuery, EaselError)
        case form(ParameterForm.Message)
        case valueChosen(ParameterKey, JSONValue?)
        case preset(PresetMessage)
        case voicesLoaded([Voice])
        /// What a provider's schema says of a model.
        case cardDescribed(CardQuery, ModelCard)
        case submitted
        /// The same to another target that would take it at once.
        case submittedElsewhere
        case lineBroken
        case editorAsked
        case editorReturned(String)
        case promptsLoaded([String])
        case attachAsked
        case attached(Attachment)
        case attachmentRemoved
        case result(ResultPane.Message)
        /// Through the result while the focus is elsewhere.
        case resultPaged(by: Int)
        case cancelled
        case conversationToggled, conversationBegun
        case turnsLoaded([GenerationRecord])
        /// The model under the bar goes into a pane of the comparison.
        case comparisonAsked
        /// What can be made from the result that is shown.
        case stepAsked
        /// The command line that does what Enter does.
        case commandAsked
        case prompt(PromptMessage)
    }
}

extension StudioScreen.State {
    var desk: Desk {
        get { desks[modality] ?? Desk() }
        set { desks[modality] = newValue }
    }

    var result: ResultPane {
        get { results[modality] ?? ResultPane() }
        set { results[modality] = newValue }
    }

    /// The provider that is chosen for this modality.
    var provider: ProviderRow? { providers.first { $0.id == desk.provider } }

    var query: CardQuery? { desk.provider.map { CardQuery(provider: $0, modality: modality) } }

    var cardList: CardList? { query.flatMap { cards[$0] } }

    /// The models in sight: those that the filter leaves.
    var models: [ModelCard] { cardList?.matching(filter?.text ?? "") ?? [] }

    /// The model that would be used; a made-up card for an id that nobody listed.
    var card: ModelCard? {
        guard let provider, let cardList else { return nil }
        guard let id = desk.models[provider.id] ?? provider.defaults[modality] ?? cardList.cards.first?.model else {
            return nil
        }
        return cardList.cards.first { $0.model == id }
            ?? ModelCard(provider: provider.id, model: id, modality: modality, name: id.rawValue, origin: .unknown)
    }

    var specs: [ParameterSpec] { card?.parameters ?? [] }

    /// Providers that can make this now.
    func isPossible(_ modality: Modality) -> Bool {
        providers.contains { $0.readiness(for: modality, limit: nil).isUsable }
    }

    /// Whether plain characters are text at the moment.
    var isTyping: Bool {
        switch focus {
        case .prompt: true
        case .model: filter != nil
        case .parameters: form.edit != nil
        case .provider, .result: false
        }
    }

    func layout(in session: Session) -> StudioLayout {
        StudioLayout(in: FrameLayout(session.size).body, focus: focus, providers: providers.count)
    }
}
