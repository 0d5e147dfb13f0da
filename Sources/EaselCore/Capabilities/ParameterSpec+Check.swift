extension ParameterSpec {
    /// Reads what a person typed for this parameter into the type that the parameter has.
    ///
    /// Returns nil when the text cannot be read so; `allowed` then says what can.
    public func parse(_ text: String) -> JSONValue? {
        let candidate: JSONValue? =
            switch kind {
            case .choice(let choices), .choiceOrPixels(let choices, _, _):
                choices.first { $0.value.plainText.lowercased() == text.lowercased() }?.value ?? .string(text)
            case .integer, .seed: Int64(text).map(JSONValue.integer)
            case .number: Double(text).map(JSONValue.number)
            case .boolean: Self.booleans[text.lowercased()].map(JSONValue.bool)
            case .text, .pixels: .string(text)
            case .json: JSONText.decode(text) ?? .string(text)
            }
        guard let candidate else { return nil }
        return accepts(candidate) ? candidate : nil
    }

    /// Whether the model takes this value.
    public func accepts(_ value: JSONValue) -> Bool {
        switch kind {
        case .choice(let choices): choices.contains { $0.value == value }
        case .integer(let minimum, let maximum, _): Self.isWithin(value.integer, minimum, maximum)
        case .number(let minimum, let maximum, _):
            value.double.map { $0.isFinite } == true && Self.isWithin(value.double, minimum, maximum)
        case .boolean: value.bool != nil
        case .text(let limit): value.string.map { $0.count <= limit ?? .max } ?? false
        case .seed(let maximum): Self.isWithin(value.integer, 0, maximum)
        case .pixels(let minimum, let maximum, let step):
            Self.pixels(value, minimum, maximum).map { $0.width.isMultiple(of: step) && $0.height.isMultiple(of: step) }
                ?? false
        case .choiceOrPixels(let choices, let minimum, let maximum):
            choices.contains { $0.value == value } || Self.pixels(value, minimum, maximum) != nil
        case .json: true
        }
    }

    private static let booleans = [
        "true": true, "yes": true, "on": true, "1": true, "false": false, "no": false, "off": false, "0": false,
    ]

    private static func isWithin<Number: Comparable>(_ number: Number?, _ minimum: Number?, _ maximum: Number?) -> Bool
    {
        guard let number else { return false }
        if let minimum, number < minimum { return false }
        if let maximum, number > maximum { return false }
        return true
    }

    private static func pixels(_ value: JSONValue, _ minimum: Int, _ maximum: Int) -> PixelSize? {
        guard let size = value.string.flatMap(PixelSize.init), (minimum...maximum).contains(size.width),
            (minimum...maximum).contains(size.height)
        else { return nil }
        return size
    }
}
