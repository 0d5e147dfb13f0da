import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// Who is asked, and how.
extension CompareScreen {
    static func setUp(
        _ message: CompareSetUpMessage, _ state: inout State, _ studio: StudioScreen.State, _ session: inout Session
    ) -> [Effect] {
        switch message {
        case .addAsked:
            guard state.chosen.count < ComparisonOrder.targetCounts.upperBound else {
                return session.tell("Six targets are the most: - takes one out.", .warning)
            }
            session.show(
                .picker(models(state.modality, studio, "Compare with") { .compare(.setUp(.added($0))) }))
        case .added(let reference): add(reference, &state)
        case .removed:
            guard state.sheet?.isRevealed != false else {
                return session.tell("Names are hidden until the vote; then - takes one out.", .warning)
            }
            let place = min(state.selected, state.chosen.count - 1)
            guard place >= 0 else { return session.tell("There is no target to take out.") }
            let slot = state.sheet?.comparison.shownOrder[place] ?? place
            restart(&state)
            if state.chosen.indices.contains(slot) { state.chosen.remove(at: slot) }
            clear(&state)
        case .blindToggled:
            state.isBlind.toggle()
            return session.tell(
                state.isBlind ? "Blind: names are hidden and panes shuffled until the vote." : "Names are shown.")
        case .raceToggled:
            state.isRace.toggle()
            return session.tell(
                state.isRace ? "A race: the first result ends the others." : "All are seen to their end.")
        case .repeatsCycled:
            let steps = [1, 2, 3, 5, 10, 20]
            state.repeats = steps.first { $0 > state.repeats } ?? 1
            return session.tell(state.repeats == 1 ? "Each is asked once." : "Each is asked \(state.repeats) times.")
        case .valuesAsked(let ofAll): return askForValues(ofAll, state, studio, &session)
        case .valueAsked(let key, let ofAll): return askForValue(key, ofAll, state, studio, &session)
        case .valueTyped(let text, let key, let ofAll): return type(text, key, ofAll, &state, studio, &session)
        case .valueChosen(let key, let value, let ofAll): set(value, for: key, ofAll, &state)
        case .setsAsked: return [.compare(.loadSets)]
        case .setsListed(let sets): session.show(.picker(picker(of: sets, state)))
        case .setTaken(let set):
            if let modality = set.modality { state.modality = modality }
            state.chosen = Array(set.targets.prefix(ComparisonOrder.targetCounts.upperBound))
            clear(&state)
        case .setNamingAsked:
            session.show(
                .entry(
                    TextEntry(
                        title: "Keep these targets", summary: "A name to compare them again by.", text: "",
                        placeholder: "name", message: { .compare(.setUp(.setNamed($0))) })))
        case .setNamed(let name):
            let name = name.trimmingCharacters(in: .whitespaces)
            guard !name.isEmpty else { return session.tell("A set needs a name.", .warning) }
            return [.compare(.keepSet(TargetSet(name: name, modality: state.modality, targets: state.chosen)))]
        case .attachAsked, .attached, .attachmentRemoved, .filesAsked, .filesLoaded:
            return files(message, &state, studio, &session)
        }
        return []
    }

    /// From a comparison that was sent back to choosing, with its targets in the order in which they were named.
    static func restart(_ state: inout State) {
        if let comparison = state.sheet?.comparison { state.chosen = comparison.targets }
    }

    /// Puts a model into one more pane.
    static func add(_ reference: ModelReference, _ state: inout State) {
        restart(&state)
        guard state.chosen.count < ComparisonOrder.targetCounts.upperBound else { return }
        state.chosen.append(ComparisonTarget(reference))
        clear(&state)
        state.selected = state.chosen.count - 1
    }

    /// Every model of every provider that can make this now; a provider alone stands for the model that it takes by itself.
    static func models(
        _ modality: Modality, _ studio: StudioScreen.State, _ title: String,
        _ message: (ModelReference) -> App.Message
    ) -> Picker {
        let rows = studio.providers.filter { $0.readiness(for: modality, limit: nil).isUsable }
        let items = rows.flatMap { row in
            let cards = studio.cards[CardQuery(provider: row.id, modality: modality)]?.cards ?? []
            guard !cards.isEmpty else {
                let reference = ModelReference(provider: row.id, model: row.defaults[modality])
                return [
                    Picker.Item(
                        title: row.name, note: "\(reference)", detail: "The model that it takes by itself.",
                        message: message(reference))
                ]
            }
            return cards.map { card in
                Picker.Item(
                    title: "\(card.name)", note: "\(row.name)  \(card.model)",
                    detail: "\(card.summary) \(card.price?.words ?? "price not known")",
                    message: message(card.reference))
            }
        }
        return Picker(
            title: title, placeholder: "model or provider", items: items,
            emptyWords: "No provider that is set up makes \(modality.rawValue).")
    }

    /// The model whose parameters are set: of the selected pane, or the first for what all get.
    static func cards(_ ofAll: Bool, _ state: State, _ studio: StudioScreen.State) -> [ModelCard] {
        let targets =
            ofAll ? state.chosen : state.chosen.indices.contains(state.selected) ? [state.chosen[state.selected]] : []
        return targets.compactMap { target in
            studio.cards[CardQuery(provider: target.reference.provider, modality: state.modality)]?.cards.first {
                $0.model == target.reference.model
            }
        }
    }

    private static func current(_ ofAll: Bool, _ state: State) -> ParameterValues {
        if ofAll { return state.shared }
        return state.chosen.indices.contains(state.selected) ? state.chosen[state.selected].overrides : [:]
    }

    private static func askForValues(
        _ ofAll: Bool, _ state: State, _ studio: StudioScreen.State, _ session: inout Session
    ) -> [Effect] {
        guard state.sheet?.isRevealed != false else {
            return session.tell("Names are hidden until the vote; parameters are set before sending.", .warning)
        }
        guard state.chosen.indices.contains(state.selected) || ofAll else { return session.tell("Add a target first.") }
        let values = current(ofAll, state)
        var seen: Set<ParameterKey> = []
        var items = cards(ofAll, state, studio).flatMap(\.parameters).filter { seen.insert($0.key).inserted }.map {
            spec in
            Picker.Item(
                title: spec.title,
                note: values[spec.key].map(\.plainText)
                    ?? (ofAll ? "default" : state.shared[spec.key]?.plainText ?? "as all"),
                detail: "\(spec.key): takes \(spec.allowed). \(spec.summary)",
                message: .compare(.setUp(.valueAsked(spec.key, ofAll: ofAll))))
        }
        items += values.keys.filter { !seen.contains($0) }.sorted { $0.rawValue < $1.rawValue }.map { key in
            Picker.Item(
                title: key.rawValue, note: values[key]?.plainText ?? "",
                message: .compare(.setUp(.valueAsked(key, ofAll: ofAll))))
        }
        items.append(
            Picker.Item(
                title: "key=value", note: "any parameter", detail: "Type the key and the value; key= takes it back.",
                message: .compare(.setUp(.valueAsked("", ofAll: ofAll)))))
        let whose = ofAll ? "all" : "\(state.chosen[state.selected].reference)"
        session.show(
            .picker(
                Picker(
                    title: "Parameters of \(TextSanitizer.singleLine(whose))", placeholder: "parameter", items: items)))
        return []
    }

    private static func askForValue(
        _ key: ParameterKey, _ ofAll: Bool, _ state: State, _ studio: StudioScreen.State, _ session: inout Session
    ) -> [Effect] {
        let spec = cards(ofAll, state, studio).flatMap(\.parameters).first { $0.key == key }
        let value = current(ofAll, state)[key]
        if let spec, let choices = ChoiceList(spec, current: value) {
            session.show(
                .picker(
                    Picker(
                        title: spec.title, placeholder: "type to search",
                        items: choices.options.indices.map { index in
                            Picker.Item(
                                title: choices.label(index),
                                message: .compare(.setUp(.valueChosen(key, choices.options[index], ofAll: ofAll))))
                        })))
            return []
        }
        let known: ParameterKey? = key.rawValue.isEmpty ? nil : key
        session.show(
            .entry(
                TextEntry(
                    title: spec?.title ?? (known.map(\.rawValue) ?? "Parameter"),
                    summary: spec.map { "Takes \($0.allowed). Nothing takes it back." }
                        ?? "key=value; key= takes it back.",
                    text: value?.plainText ?? "", placeholder: known == nil ? "key=value" : "value",
                    message: { .compare(.setUp(.valueTyped($0, known, ofAll: ofAll))) })))
        return []
    }

    private static func type(
        _ text: String, _ key: ParameterKey?, _ ofAll: Bool, _ state: inout State, _ studio: StudioScreen.State,
        _ session: inout Session
    ) -> [Effect] {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard key != nil || halves.count == 2 else { return session.tell("Type key=value.", .warning) }
        let name = key ?? ParameterKey(rawValue: halves[0].trimmingCharacters(in: .whitespaces))
        let words = key == nil ? halves[1].trimmingCharacters(in: .whitespaces) : text
        guard !name.rawValue.isEmpty else { return session.tell("Type key=value.", .warning) }
        guard !words.isEmpty else {
            set(nil, for: name, ofAll, &state)
            return []
        }
        let spec = cards(ofAll, state, studio).flatMap(\.parameters).first { $0.key == name }
        guard let spec else {
            set(JSONValue(guessing: words), for: name, ofAll, &state)
            return []
        }
        guard let value = spec.parse(words) else {
            return session.tell("\(spec.title) takes \(spec.allowed).", .warning)
        }
        set(value, for: name, ofAll, &state)
        return []
    }

    private static func set(_ value: JSONValue?, for key: ParameterKey, _ ofAll: Bool, _ state: inout State) {
        restart(&state)
        if ofAll {
            state.shared[key] = value
        } else if state.chosen.indices.contains(state.selected) {
            state.chosen[state.selected].overrides[key] = value
        }
        clear(&state)
    }

    private static func picker(of sets: [TargetSet], _ state: State) -> Picker {
        var items = sets.filter { $0.modality == nil || $0.modality == state.modality }.map { set in
            Picker.Item(
                title: set.name, note: "\(set.targets.count) targets",
                detail: set.targets.map { "\($0.reference)" }.joined(separator: ", "),
                message: .compare(.setUp(.setTaken(set))))
        }
        items.append(
            Picker.Item(
                title: "Keep these targets under a name", note: "\(state.chosen.count) targets",
                message: .compare(.setUp(.setNamingAsked))))
        return Picker(title: "Sets of targets", placeholder: "name", items: items)
    }
}

extension JSONValue {
    /// What a value without a description most likely is: a number, a switch, else text.
    fileprivate init(guessing text: String) {
        if let integer = Int64(text) {
            self = .integer(integer)
        } else if let number = Double(text), number.isFinite {
            self = .number(number)
        } else if text == "true" || text == "false" {
            self = .bool(text == "true")
        } else {
            self = .string(text)
        }
    }
}
