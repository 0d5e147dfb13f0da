import EaselCore
import TerminalUI

/// Values that are found by typing rather than by going through a list: voices, and long lists.
extension StudioScreen {
    /// Lists longer than this are searched.
    static let longList = 12

    /// Opens what fits a list of values.
    static func show(_ choices: ChoiceList, _ session: inout Session) {
        session.show(choices.options.count > longList ? .picker(picker(choices)) : .choices(choices))
    }

    /// The voices of a model; without any that the provider tells more of, the names that its card has.
    static func show(_ voices: [Voice], _ state: inout State, _ session: inout Session) -> [Effect] {
        guard let spec = state.specs.first(where: { $0.key == .voice }) else { return [] }
        let current = state.desk.values[.voice]
        guard !voices.isEmpty else {
            if let choices = ChoiceList(spec, current: current) {
                session.show(.picker(picker(choices)))
            } else {
                state.form.begin(spec, with: current?.plainText ?? "")
            }
            return []
        }
        var items = [
            Picker.Item(title: "default", message: .studio(.valueChosen(.voice, nil)))
        ]
        items += voices.map { voice in
            Picker.Item(
                title: voice.id, note: voice.languages.prefix(6).joined(separator: " "),
                detail: voice.summary.isEmpty ? languages(voice) : "\(voice.summary). \(languages(voice))",
                message: .studio(.valueChosen(.voice, .string(voice.id))))
        }
        var picker = Picker(title: "Voice", placeholder: "name or language, such as de", items: items)
        picker.list.selected = voices.firstIndex { .string($0.id) == current }.map { $0 + 1 } ?? 0
        session.show(.picker(picker))
        return []
    }

    private static func languages(_ voice: Voice) -> String {
        voice.languages.isEmpty ? "Speaks what it is given." : "Speaks \(voice.languages.joined(separator: ", "))."
    }

    private static func picker(_ choices: ChoiceList) -> Picker {
        var picker = Picker(
            title: choices.title, placeholder: "type to search",
            items: choices.options.indices.map { index in
                Picker.Item(
                    title: choices.label(index), message: .studio(.valueChosen(choices.key, choices.options[index])))
            })
        picker.list.selected = choices.list.selected
        return picker
    }

    /// A model of which nothing is known but its name is looked up: some providers publish a schema of each.
    static func describe(_ state: inout State) -> [Effect] {
        guard let card = state.card, let query = state.query, card.parameters.isEmpty, !card.origin.isComplete,
            state.described.insert(ModelReference(provider: card.provider, model: card.model)).inserted
        else { return [] }
        return [.describe(query, card.model)]
    }

    /// Takes a card with what the provider's schema says.
    static func take(_ card: ModelCard, _ query: CardQuery, _ state: inout State) {
        guard var list = state.cards[query] else { return }
        if let index = list.cards.firstIndex(where: { $0.model == card.model }) {
            list.cards[index] = card
        } else {
            list.cards.append(card)
        }
        state.cards[query] = list
    }
}
