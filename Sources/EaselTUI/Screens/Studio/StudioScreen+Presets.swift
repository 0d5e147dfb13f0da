import EaselCore
import TerminalUI

/// Choices kept under a name: provider, model and parameters of one modality.
extension StudioScreen {
    enum PresetMessage: Equatable, Sendable {
        /// The list of presets, to choose from.
        case asked
        case listed([Preset], problems: [String], forgets: Bool)
        case chosen(Preset)
        /// A name for what is laid out.
        case namingAsked
        case named(String)
        case forgettingAsked
        case forgotten(Preset)
    }

    static func presets(_ message: PresetMessage, _ state: inout State, _ session: inout Session) -> [Effect] {
        switch message {
        case .asked: return [.presets(.list(forgets: false))]
        case .forgettingAsked: return [.presets(.list(forgets: true))]
        case .listed(let presets, let problems, let forgets):
            let fitting = presets.filter { $0.modality == state.modality }
            session.show(.picker(picker(fitting, forgets: forgets, state.modality)))
            return problems.prefix(1).flatMap { session.tell($0, .warning) }
        case .chosen(let preset): return lay(preset, &state, &session)
        case .namingAsked:
            session.show(
                .entry(
                    TextEntry(
                        title: "Keep as a preset",
                        summary:
                            "Provider, model and parameters for \(state.modality.rawValue), under a name; not the prompt.",
                        text: "", placeholder: "name"
                    ) { .studio(.preset(.named($0))) }))
            return []
        case .named(let name):
            guard name.contains(where: { !$0.isWhitespace }) else {
                return session.tell("A preset needs a name.", .warning)
            }
            return [.presets(.save(preset(name, state)))]
        case .forgotten(let preset): return [.presets(.delete(preset))]
        }
    }

    private static func picker(_ presets: [Preset], forgets: Bool, _ modality: Modality) -> Picker {
        Picker(
            title: forgets ? "Forget a preset" : "Presets for \(modality.rawValue)", placeholder: "name",
            items: presets.map { preset in
                let values = preset.values.sorted { $0.key.rawValue < $1.key.rawValue }
                return Picker.Item(
                    title: preset.name, note: preset.target.map { "\($0)" } ?? "",
                    detail: values.map { "\($0.key) \($0.value)" }.joined(separator: ", "),
                    message: .studio(.preset(forgets ? .forgotten(preset) : .chosen(preset))))
            }, emptyWords: "None yet: the palette's \"Keep these choices as a preset\" makes one.")
    }

    private static func preset(_ name: String, _ state: State) -> Preset {
        let card = state.card
        let values = card.map { state.desk.values(for: $0) } ?? state.desk.values
        return Preset(
            name: name, modality: state.modality,
            target: state.provider.map { ModelReference(provider: $0.id, model: card?.model) },
            values: values.mapValues(\.plainText))
    }

    /// Puts a preset on the desk; says what of it the model does not take.
    private static func lay(_ preset: Preset, _ state: inout State, _ session: inout Session) -> [Effect] {
        if let target = preset.target {
            let row = state.providers.first { $0.id == target.provider }
            let readiness = row?.readiness(for: preset.modality, limit: nil) ?? .incapable
            guard let row, readiness.isUsable else {
                let why = row?.explanation(readiness, preset.modality) ?? "There is no provider \(target.provider)."
                return session.tell(why, .warning)
            }
            state.desk.provider = row.id
            state.desk.models[row.id] = target.model
        }
        settleLists(&state)
        state.desk.values = [:]
        var dropped: [String] = []
        for (key, text) in preset.values {
            let spec = state.specs.first { $0.key == key }
            if let value = spec?.parse(text) { state.desk.values[key] = value } else { dropped.append(key.rawValue) }
        }
        let asked = askIfUnknown(&state)
        guard !dropped.isEmpty else { return asked }
        let words = "Not taken by \(state.card?.name ?? "this model"): \(dropped.sorted().joined(separator: ", "))."
        return asked + session.tell(words, .warning)
    }
}

/// What is done with the file of presets.
enum PresetWork: Equatable, Sendable {
    case list(forgets: Bool)
    case save(Preset)
    case delete(Preset)
}
