import EaselCore

extension ParameterSpec {
    /// Values that a card claims to be legal: every choice, both bounds, both truths.
    var trials: [JSONValue] {
        let values: [JSONValue] =
            switch kind {
            case .choice(let choices): choices.map(\.value)
            case .integer(let minimum, let maximum, _):
                [minimum, maximum].compactMap { $0.map(JSONValue.integer) }
                    + (minimum == nil && maximum == nil ? [3] : [])
            case .number(let minimum, let maximum, _):
                [minimum, maximum].compactMap { $0.map(JSONValue.number) }
                    + (minimum == nil && maximum == nil ? [0.5] : [])
            case .boolean: [true, false]
            case .text(let limit): ["words", .string(String(repeating: "w", count: limit ?? 8))]
            case .seed(let maximum): [0, .integer(maximum ?? 2_147_483_647)]
            case .pixels(let minimum, let maximum, let step): Self.sizes(minimum, maximum, step)
            case .choiceOrPixels(let choices, let minimum, let maximum):
                choices.map(\.value) + Self.sizes(minimum, maximum, 16)
            case .json: []
            }
        return (defaultValue.map { [$0] } ?? []) + values.filter { $0 != defaultValue }
    }

    /// The smallest and the largest frame that the step allows.
    private static func sizes(_ minimum: Int, _ maximum: Int, _ step: Int) -> [JSONValue] {
        let low = (minimum + step - 1) / step * step
        let high = maximum / step * step
        return [.string("\(low)x\(low)"), .string("\(high)x\(low)")]
    }
}
