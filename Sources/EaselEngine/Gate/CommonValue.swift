import EaselCore

/// Reads values of the common parameters for models whose card does not list them: the adapters expect one type for each,
/// and would not see a value of another.
enum CommonValue {
    /// The value in the key's own type. Throws `.invalidRequest` saying what it takes.
    static func read(_ key: ParameterKey, _ value: JSONValue, _ card: ModelCard) throws(EaselError) -> JSONValue {
        let spec = ParameterSpec(key, key.rawValue, kind: kind(key))
        let typed: JSONValue? =
            switch value {
            case .null, .array, .object: nil
            case .string(let text): spec.parse(text)
            case .bool, .integer, .number: spec.accepts(value) ? value : isText(key) ? .string(value.plainText) : nil
            }
        if let typed { return typed }
        throw CapabilityGate(card: card).refusal(
            .invalidRequest, "\(key) cannot be \"\(value.plainText)\".", "It takes \(spec.allowed).")
    }

    private static func isText(_ key: ParameterKey) -> Bool { kind(key) == .text(maximumLength: nil) }

    private static func kind(_ key: ParameterKey) -> ParameterKind {
        switch key {
        case .count: .integer(minimum: 1, maximum: nil, unit: nil)
        case .seed, .steps, .maxOutputTokens: .integer(minimum: nil, maximum: nil, unit: nil)
        case .durationSeconds, .guidanceScale, .speed, .temperature, .topP:
            .number(minimum: nil, maximum: nil, unit: nil)
        case .generateAudio: .boolean
        default: .text(maximumLength: nil)
        }
    }
}

extension JSONValue {
    /// A fraction without a remainder as the whole number that it is: `8.0` is `8`.
    var wholeIfWhole: JSONValue {
        if case .number = self, let whole = integer { .integer(whole) } else { self }
    }
}
