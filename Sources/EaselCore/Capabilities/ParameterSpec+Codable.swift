/// The form of a parameter in a catalog file: its kind is a word under `type`, with the bounds and the values beside it.
///
/// ```json
/// {"key": "durationSeconds", "title": "Duration", "type": "choice", "values": [4, {"value": 8, "wire": "8s"}], "wire": "duration"}
/// ```
extension ParameterSpec: Codable {
    private enum CodingKeys: String, CodingKey {
        case key, title, summary
        case defaultValue = "default"
        case wireName = "wire"
        case isRequired = "required"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let key = try container.decode(ParameterKey.self, forKey: .key)
        self.init(
            key, try container.decodeIfPresent(String.self, forKey: .title) ?? key.rawValue,
            kind: try ParameterKind(from: decoder),
            default: try container.decodeIfPresent(JSONValue.self, forKey: .defaultValue),
            wire: try container.decodeIfPresent(String.self, forKey: .wireName))
        summary = try container.decodeIfPresent(String.self, forKey: .summary) ?? ""
        isRequired = try container.decodeIfPresent(Bool.self, forKey: .isRequired) ?? false
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(key, forKey: .key)
        try container.encode(title, forKey: .title)
        try container.encode(summary, forKey: .summary)
        try kind.encode(to: encoder)
        try container.encodeIfPresent(defaultValue, forKey: .defaultValue)
        try container.encodeIfPresent(wireName, forKey: .wireName)
        try container.encode(isRequired, forKey: .isRequired)
    }
}

extension ParameterKind: Codable {
    private enum CodingKeys: String, CodingKey { case type, values, minimum, maximum, unit, maximumLength, multipleOf }

    private enum Word: String, Codable {
        case choice, integer, number, boolean, text, seed, pixels, choiceOrPixels, json
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let unit = try container.decodeIfPresent(String.self, forKey: .unit)
        switch try container.decode(Word.self, forKey: .type) {
        case .choice: self = .choice(try Self.values(container))
        case .integer:
            let (minimum, maximum) = try Self.bounds(Int64.self, container)
            self = .integer(minimum: minimum, maximum: maximum, unit: unit)
        case .number:
            let (minimum, maximum) = try Self.bounds(Double.self, container)
            self = .number(minimum: minimum, maximum: maximum, unit: unit)
        case .boolean: self = .boolean
        case .text: self = .text(maximumLength: try container.decodeIfPresent(Int.self, forKey: .maximumLength))
        case .seed: self = .seed(maximum: try container.decodeIfPresent(Int64.self, forKey: .maximum))
        case .pixels:
            let (minimum, maximum) = try Self.sides(container)
            let step = try container.decodeIfPresent(Int.self, forKey: .multipleOf) ?? 1
            guard step >= 1 else { throw Self.bad(.multipleOf, container, "multipleOf has to be at least 1") }
            self = .pixels(minimum: minimum, maximum: maximum, multipleOf: step)
        case .choiceOrPixels:
            let (minimum, maximum) = try Self.sides(container)
            self = .choiceOrPixels(try Self.values(container), minimum: minimum, maximum: maximum)
        case .json: self = .json
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .choice(let values):
            try container.encode(Word.choice, forKey: .type)
            try container.encode(values, forKey: .values)
        case .integer(let minimum, let maximum, let unit):
            try Self.encode(.integer, minimum, maximum, unit, into: &container)
        case .number(let minimum, let maximum, let unit):
            try Self.encode(.number, minimum, maximum, unit, into: &container)
        case .boolean: try container.encode(Word.boolean, forKey: .type)
        case .text(let limit):
            try container.encode(Word.text, forKey: .type)
            try container.encodeIfPresent(limit, forKey: .maximumLength)
        case .seed(let maximum): try Self.encode(.seed, Int64?.none, maximum, nil, into: &container)
        case .pixels(let minimum, let maximum, let step):
            try Self.encode(.pixels, minimum, maximum, nil, into: &container)
            try container.encode(step, forKey: .multipleOf)
        case .choiceOrPixels(let values, let minimum, let maximum):
            try Self.encode(.choiceOrPixels, minimum, maximum, nil, into: &container)
            try container.encode(values, forKey: .values)
        case .json: try container.encode(Word.json, forKey: .type)
        }
    }

    private static func encode<Number: Encodable>(
        _ word: Word, _ minimum: Number?, _ maximum: Number?, _ unit: String?,
        into container: inout KeyedEncodingContainer<CodingKeys>
    ) throws {
        try container.encode(word, forKey: .type)
        try container.encodeIfPresent(minimum, forKey: .minimum)
        try container.encodeIfPresent(maximum, forKey: .maximum)
        try container.encodeIfPresent(unit, forKey: .unit)
    }

    private static func values(_ container: KeyedDecodingContainer<CodingKeys>) throws -> [ParameterChoice] {
        let values = try container.decode([ParameterChoice].self, forKey: .values)
        guard !values.isEmpty else { throw bad(.values, container, "a choice needs values") }
        return values
    }

    private static func bounds<Number: Comparable & Decodable>(
        _ type: Number.Type, _ container: KeyedDecodingContainer<CodingKeys>
    ) throws -> (Number?, Number?) {
        let minimum = try container.decodeIfPresent(type, forKey: .minimum)
        let maximum = try container.decodeIfPresent(type, forKey: .maximum)
        if let minimum, let maximum, minimum > maximum { throw bad(.minimum, container, "minimum exceeds maximum") }
        return (minimum, maximum)
    }

    private static func sides(_ container: KeyedDecodingContainer<CodingKeys>) throws -> (Int, Int) {
        let minimum = try container.decode(Int.self, forKey: .minimum)
        let maximum = try container.decode(Int.self, forKey: .maximum)
        guard minimum >= 1, minimum <= maximum else { throw bad(.minimum, container, "minimum exceeds maximum") }
        return (minimum, maximum)
    }

    private static func bad(
        _ key: CodingKeys, _ container: KeyedDecodingContainer<CodingKeys>, _ words: String
    ) -> DecodingError {
        .dataCorruptedError(forKey: key, in: container, debugDescription: words)
    }
}

/// A value alone stands for a choice that is written the same on the wire.
extension ParameterChoice: Codable {
    private enum CodingKeys: String, CodingKey { case value, wire }

    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: CodingKeys.self), container.contains(.value) {
            self.init(
                try container.decode(JSONValue.self, forKey: .value),
                wire: try container.decodeIfPresent(JSONValue.self, forKey: .wire))
        } else {
            self.init(try JSONValue(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        guard let wire else { return try value.encode(to: encoder) }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(value, forKey: .value)
        try container.encode(wire, forKey: .wire)
    }
}
