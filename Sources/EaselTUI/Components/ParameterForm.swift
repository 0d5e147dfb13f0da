import EaselCore
import TerminalUI

/// The form of a model's parameters: which row is chosen, and what is being typed into it.
struct ParameterForm: Equatable {
    /// A value while it is being typed.
    struct Edit: Equatable {
        var key: ParameterKey
        var buffer: TextBuffer
        /// Why what stands there cannot be taken; told when it is committed.
        var problem: String?
    }

    enum Message: Equatable, Sendable {
        /// To the neighbouring value.
        case stepped(by: Int)
        /// Enter: opens a list, begins or ends typing, flips a switch.
        case pressed
        case flipped
        case reset
        /// Every parameter of the model back to its default.
        case allReset
        /// A random seed.
        case rolled
        case abandoned
    }

    var list = ListState()
    var edit: Edit?

    /// The row that is chosen.
    func spec(in specs: [ParameterSpec]) -> ParameterSpec? {
        specs.indices.contains(list.selected) ? specs[list.selected] : nil
    }

    /// Whether digits go into a text here.
    func takesDigits(_ specs: [ParameterSpec]) -> Bool { edit != nil || spec(in: specs)?.begins(with: "0") == true }

    /// Does what a key means. Returns a list to choose from when one is to be opened.
    mutating func apply(
        _ message: Message, to values: inout ParameterValues, of specs: [ParameterSpec], dice: inout SplitMix64
    ) -> ChoiceList? {
        guard let spec = spec(in: specs) else { return nil }
        switch message {
        case .abandoned: edit = nil
        case .reset: values[spec.key] = nil
        case .allReset: for spec in specs { values[spec.key] = nil }
        case .stepped(let steps): values[spec.key] = spec.value(steps, from: values[spec.key]) ?? values[spec.key]
        case .flipped: if case .boolean = spec.kind { values[spec.key] = spec.value(1, from: values[spec.key]) }
        case .rolled:
            if case .seed(let maximum) = spec.kind {
                values[spec.key] = .integer(
                    Int64.random(in: 0...max(0, min(maximum ?? .max, 0x7FFF_FFFF)), using: &dice))
            }
        case .pressed: return press(spec, &values)
        }
        return nil
    }

    private mutating func press(_ spec: ParameterSpec, _ values: inout ParameterValues) -> ChoiceList? {
        if edit != nil {
            commit(&values, spec)
        } else if case .boolean = spec.kind {
            values[spec.key] = spec.value(1, from: values[spec.key])
        } else if let choices = ChoiceList(spec, current: values[spec.key]) {
            return choices
        } else {
            begin(spec, with: values[spec.key]?.plainText ?? "")
        }
        return nil
    }

    /// Types into the chosen row; false when it takes no text or the key means nothing in one.
    mutating func type(_ chord: KeyChord, specs: [ParameterSpec]) -> Bool {
        guard let spec = spec(in: specs) else { return false }
        if edit == nil {
            guard let character = chord.text, spec.isTyped, spec.begins(with: character) else { return false }
            begin(spec, with: "")
        }
        edit?.problem = nil
        return edit?.buffer.apply(chord) ?? false
    }

    mutating func paste(_ text: String, specs: [ParameterSpec]) {
        guard let spec = spec(in: specs), edit != nil || spec.isTyped else { return }
        if edit == nil { begin(spec, with: "") }
        edit?.problem = nil
        edit?.buffer.insert(text)
    }

    /// Ends typing; an empty text resets, a wrong one stays with its problem.
    mutating func commit(_ values: inout ParameterValues, _ spec: ParameterSpec) {
        guard let text = edit?.buffer.text else { return }
        if text.isEmpty {
            values[spec.key] = nil
        } else if let value = spec.parse(text) {
            values[spec.key] = value
        } else {
            edit?.problem = "\(spec.title) takes \(spec.allowed)."
            return
        }
        edit = nil
    }

    /// Begins to type into the chosen row.
    mutating func begin(_ spec: ParameterSpec, with text: String) {
        edit = Edit(key: spec.key, buffer: TextBuffer(text, isMultiline: false))
    }
}

extension ParameterSpec {
    /// Its value is typed rather than chosen.
    var isTyped: Bool {
        switch kind {
        case .integer, .number, .text, .seed, .pixels, .choiceOrPixels, .json: true
        case .choice, .boolean: false
        }
    }

    /// Whether a character typed on the row begins a value. Numbers only by what a number begins with, so that letters
    /// stay keys; texts begin with Enter.
    func begins(with character: Character) -> Bool {
        switch kind {
        case .integer, .seed, .pixels, .choiceOrPixels: character.isASCII && (character.isNumber || character == "-")
        case .number: character.isASCII && (character.isNumber || "-.".contains(character))
        case .choice, .boolean, .text, .json: false
        }
    }

    /// The value so many steps away from the present one or from the default; nil where there are no steps.
    func value(_ steps: Int, from current: JSONValue?) -> JSONValue? {
        let start = current ?? defaultValue
        switch kind {
        case .choice(let choices), .choiceOrPixels(let choices, _, _):
            guard !choices.isEmpty else { return nil }
            guard let index = choices.firstIndex(where: { $0.value == start }) else {
                return choices[steps > 0 ? 0 : choices.count - 1].value
            }
            return choices[((index + steps) % choices.count + choices.count) % choices.count].value
        case .boolean: return .bool(!(start?.bool ?? false))
        case .integer(let minimum, let maximum, _):
            let (sum, overflow) = (start?.integer ?? minimum ?? 0).addingReportingOverflow(Int64(steps))
            return overflow ? nil : .integer(min(max(sum, minimum ?? .min), maximum ?? .max))
        case .number(let minimum, let maximum, _):
            let sum = (((start?.double ?? minimum ?? 0) + Double(steps) * 0.1) * 1000).rounded() / 1000
            return .number(min(max(sum, minimum ?? -.infinity), maximum ?? .infinity))
        case .seed, .text, .pixels, .json: return nil
        }
    }
}
