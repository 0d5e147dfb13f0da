import EaselCore
import TerminalUI

/// The models of all providers, found by typing a few letters.
struct ModelBrowser: Equatable {
    /// What Enter does with a model.
    enum Purpose: Equatable, Sendable {
        /// It is laid out in the studio.
        case use
        /// It takes over when a target fails.
        case fallback(Modality)
    }

    enum Order: Equatable, Sendable, CaseIterable {
        case known, price, context, retirement

        var words: String {
            switch self {
            case .known: "as known"
            case .price: "cheapest first"
            case .context: "most context first"
            case .retirement: "retired first"
            }
        }
    }

    enum Message: Equatable, Sendable {
        case searchOpened
        case searchClosed(keepingWords: Bool)
        case providerCycled, modalityCycled, orderCycled
        case refreshAsked
        /// Enter.
        case picked
    }

    var purpose = Purpose.use
    var search = TextBuffer(isMultiline: false)
    var isSearching = false
    var provider: ProviderID?
    var modality: Modality?
    var order = Order.known
    var list = ListState()
    /// Questions that have no answer yet.
    var asking: Set<CardQuery> = []
    /// What could not be listed, by question.
    var failures: [CardQuery: EaselError] = [:]
    private(set) var cards: [ModelCard] = []
    /// Places in `cards` of what is in the list, best first.
    private(set) var found: [Int] = []
    private var counts: [CardQuery: Int] = [:]

    var count: Int { found.count }

    subscript(row: Int) -> ModelCard { cards[found[row]] }

    var selected: ModelCard? { found.indices.contains(list.selected) ? self[list.selected] : nil }

    /// Models known of a provider for a modality; nil before any were looked at.
    func count(_ provider: ProviderID, _ modality: Modality) -> Int? {
        counts.isEmpty ? nil : counts[CardQuery(provider: provider, modality: modality)] ?? 0
    }

    mutating func load(_ all: [ModelCard]) {
        cards = all
        counts = Dictionary(grouping: all) { CardQuery(provider: $0.provider, modality: $0.modality) }.mapValues(
            \.count)
        find(keepingPlace: true)
    }

    /// The answer to one question, in place of what was known before.
    mutating func take(_ query: CardQuery, _ listed: [ModelCard]) {
        asking.remove(query)
        failures[query] = nil
        let isOther = { (card: ModelCard) in card.provider != query.provider || card.modality != query.modality }
        load(cards.filter(isOther) + listed)
    }

    /// Whether a key was taken as text.
    mutating func type(_ chord: KeyChord) -> Bool {
        let before = search.text
        guard search.apply(chord) else { return false }
        if search.text != before { find() }
        return true
    }

    mutating func paste(_ text: String) {
        search.insert(text)
        find()
    }

    /// Fills the list anew.
    ///
    /// - Parameter keepingPlace: the bar stays on the model it is on.
    mutating func find(keepingPlace: Bool = false) {
        let chosen = keepingPlace ? selected : nil
        let query = search.text
        let words = query.lowercased().split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
        var scored: [(index: Int, score: Int)] = []
        for (index, card) in cards.enumerated() where isWanted(card) {
            guard !words.isEmpty else {
                scored.append((index, 0))
                continue
            }
            let text = Self.text(of: card)
            guard Self.mayMatch(words, text), let match = FuzzyMatch(query, in: text) else { continue }
            scored.append((index, match.score))
        }
        found = sorted(scored)
        list = ListState(selected: chosen.flatMap { card in found.firstIndex { cards[$0] == card } } ?? 0)
    }

    /// What is searched: name, id, provider and kind, so that words may be spread over them.
    static func text(of card: ModelCard) -> String {
        let name = card.name == card.model.rawValue ? "" : card.name + " "
        return "\(name)\(card.model) \(card.provider) \(card.modality.rawValue)"
    }

    /// Cheap, and true for everything that `FuzzyMatch` would find in plain text.
    private static func mayMatch(_ words: [[UInt8]], _ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 < 0x80 }), words.allSatisfy({ $0.allSatisfy { $0 < 0x80 } }) else { return true }
        return words.allSatisfy { word in
            var wanted = word[...]
            for byte in bytes where byte == wanted.first || (65...90).contains(byte) && byte + 32 == wanted.first {
                wanted = wanted.dropFirst()
                if wanted.isEmpty { return true }
            }
            return wanted.isEmpty
        }
    }

    private func isWanted(_ card: ModelCard) -> Bool {
        (provider == nil || card.provider == provider) && (modality == nil || card.modality == modality)
    }

    private func sorted(_ scored: [(index: Int, score: Int)]) -> [Int] {
        let best = scored.sorted { ($0.score, $1.index) > ($1.score, $0.index) }.map(\.index)
        switch order {
        case .known: return best
        case .price: return stable(best) { cards[$0].price?.comparable }
        case .context: return stable(best) { cards[$0].limits.contextTokens.map { -Double($0) } }
        case .retirement: return stable(best) { cards[$0].retirement.map { Double($0.date.filter(\.isNumber)) ?? 0 } }
        }
    }

    /// The smallest first, those without a value last, equals as they were.
    private func stable(_ indices: [Int], _ value: (Int) -> Double?) -> [Int] {
        indices.enumerated().map { (place: $0.offset, index: $0.element, value: value($0.element) ?? .infinity) }
            .sorted { ($0.value, $0.place) < ($1.value, $1.place) }.map(\.index)
    }
}

extension Price {
    /// One number to order by: dollars of a usual unit.
    fileprivate var comparable: Double {
        if let output = rates[.outputMegatoken] { return output }
        return rates.values.min() ?? .infinity
    }

    /// For a column: `$0.15/$0.60 M`, `$0.025 image`.
    var short: String {
        if let input = rates[.inputMegatoken], let output = rates[.outputMegatoken] {
            return "\(Figures.money(input))/\(Figures.money(output)) M"
        }
        let units: [Price.Unit: String] = [
            .inputMegatoken: "M in", .outputMegatoken: "M out", .thousandCharacters: "k chars", .megapixel: "MP",
            .second: "s",
        ]
        return rates.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\(Figures.money($0.value)) \(units[$0.key] ?? $0.key.rawValue)" }.joined(separator: " + ")
    }
}
