extension ParameterSpec {
    /// What the parameter accepts, in words: `16:9, 1:1 or 9:16`; `1 to 4`; `true or false`.
    public var allowed: String {
        switch kind {
        case .choice(let choices): Self.list(choices.map(\.value.plainText))
        case .integer(let minimum, let maximum, let unit):
            Self.range(minimum.map { String($0) }, maximum.map { String($0) }, unit: unit, noun: "a whole number")
        case .number(let minimum, let maximum, let unit):
            Self.range(
                minimum.map { JSONValue.number($0).plainText }, maximum.map { JSONValue.number($0).plainText },
                unit: unit,
                noun: "a number")
        case .boolean: "true or false"
        case .text(let limit): limit.map { "text of at most \($0) characters" } ?? "text"
        case .seed(let maximum): Self.range("0", maximum.map { String($0) }, unit: nil, noun: "a whole number")
        case .pixels(let minimum, let maximum, let step):
            "WIDTHxHEIGHT, each side \(minimum) to \(maximum)" + (step > 1 ? " in steps of \(step)" : "")
        case .choiceOrPixels(let choices, let minimum, let maximum):
            choices.map(\.value.plainText).joined(separator: ", ")
                + " or WIDTHxHEIGHT, each side \(minimum) to \(maximum)"
        case .json: "any JSON"
        }
    }

    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    private static func range(_ minimum: String?, _ maximum: String?, unit: String?, noun: String) -> String {
        let bounds =
            switch (minimum, maximum) {
            case (let low?, let high?): "\(low) to \(high)"
            case (let low?, nil): "\(noun), at least \(low)"
            case (nil, let high?): "\(noun), at most \(high)"
            case (nil, nil): noun
            }
        return unit.map { "\(bounds) \($0)" } ?? bounds
    }
}
