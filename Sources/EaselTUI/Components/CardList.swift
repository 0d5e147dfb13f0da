import EaselCore

/// The models of one provider for one modality, and whether the provider was asked for more.
struct CardList: Equatable, Sendable {
    enum Listing: Equatable, Sendable {
        case notAsked, asking, asked
        case failed(EaselError)
    }

    var cards: [ModelCard]
    var listing = Listing.notAsked

    init(_ cards: [ModelCard]) { self.cards = cards }

    /// The cards whose id or name holds all the words, in the order of the list.
    func matching(_ filter: String) -> [ModelCard] {
        let words = filter.lowercased().split(separator: " ")
        guard !words.isEmpty else { return cards }
        return cards.filter { card in
            let text = (card.model.rawValue + " " + card.name).lowercased()
            return words.allSatisfy { text.contains($0) }
        }
    }
}
