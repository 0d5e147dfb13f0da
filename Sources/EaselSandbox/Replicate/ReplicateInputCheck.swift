/// Checks an input against a model's schema, as strictly as Replicate does: nothing is converted, nothing unknown passes.
struct ReplicateInputCheck {
    private(set) var values: [String: JSON] = [:]
    private(set) var complaints: [ReplicateComplaint] = []

    init(_ input: JSON, against model: ReplicateModel) {
        guard let members = input.object else {
            complaints = [
                ReplicateComplaint("invalid_type", "input", "Invalid type. Expected: object, given: \(input.kind)")
            ]
            return
        }
        for field in model.fields {
            guard let value = members[field.name], value != .null else {
                if field.isRequired {
                    complaints.append(ReplicateComplaint("required", "input", "\(field.name) is required"))
                } else if let usual = field.usual {
                    values[field.name] = usual
                }
                continue
            }
            do {
                try Self.check(value, field)
                values[field.name] = value
            } catch {
                complaints.append(error)
            }
        }
        for name in members.keys.sorted() where model.field(name) == nil {
            complaints.append(
                ReplicateComplaint(
                    "additional_property_not_allowed", "input", "Additional property \(name) is not allowed"))
        }
    }

    private static func check(_ value: JSON, _ field: ReplicateField) throws(ReplicateComplaint) {
        let place = "input.\(field.name)"
        switch field.kind {
        case .text(let maximum): try text(value, place, maximum)
        case .integer(let low, let high):
            guard value.double != nil, let number = value.integer else { throw wrongType(place, "integer", value) }
            try bounds(Double(number), place, low.map(Double.init), high.map(Double.init))
        case .number(let low, let high):
            guard let number = value.double else { throw wrongType(place, "number", value) }
            try bounds(number, place, low, high)
        case .flag: guard value.bool != nil else { throw wrongType(place, "boolean", value) }
        case .choice(let allowed): try choice(value, place, allowed)
        case .file: try file(value, place)
        case .files(let maximum):
            guard let files = value.array else { throw wrongType(place, "array", value) }
            guard files.count <= maximum else {
                throw ReplicateComplaint("array_max_items", place, "Array must have at most \(maximum) items")
            }
            for (index, value) in files.enumerated() { try file(value, "\(place).\(index)") }
        case .messages: try messages(value, place)
        }
    }

    private static func text(_ value: JSON, _ place: String, _ maximum: Int?) throws(ReplicateComplaint) {
        guard let text = value.string else { throw wrongType(place, "string", value) }
        if let maximum, text.count > maximum {
            throw ReplicateComplaint(
                "string_lte", place, "String length must be less than or equal to \(maximum)")
        }
    }

    private static func bounds(
        _ number: Double, _ place: String, _ low: Double?, _ high: Double?
    ) throws(ReplicateComplaint) {
        if let low, number < low {
            throw ReplicateComplaint("number_gte", place, "Must be greater than or equal to \(plain(low))")
        }
        if let high, number > high {
            throw ReplicateComplaint("number_lte", place, "Must be less than or equal to \(plain(high))")
        }
    }

    private static func plain(_ number: Double) -> String {
        Int(exactly: number).map { String($0) } ?? String(number)
    }

    private static func choice(_ value: JSON, _ place: String, _ allowed: [JSON]) throws(ReplicateComplaint) {
        // The type is checked first: "5" is no whole number.
        if let first = allowed.first, first.kind != value.kind {
            throw wrongType(place, first.string == nil ? "integer" : "string", value)
        }
        guard allowed.contains(value) else {
            let words = allowed.map { $0.string.map { "\"\($0)\"" } ?? "\($0.integer ?? 0)" }
            throw ReplicateComplaint(
                "enum", place, "\(place.dropFirst(6)) must be one of the following: \(words.joined(separator: ", "))")
        }
    }

    private static func file(_ value: JSON, _ place: String) throws(ReplicateComplaint) {
        guard let text = value.string else { throw wrongType(place, "string", value) }
        guard text.hasPrefix("https://") || text.hasPrefix("http://") || DataURI(text) != nil else {
            throw ReplicateComplaint("format", place, "Does not match format 'uri'")
        }
    }

    private static func messages(_ value: JSON, _ place: String) throws(ReplicateComplaint) {
        guard let turns = value.array else { throw wrongType(place, "array", value) }
        for (index, turn) in turns.enumerated() {
            guard turn["content"]?.string != nil,
                ["system", "user", "assistant", "developer"].contains(turn["role"]?.string)
            else { throw ReplicateComplaint("invalid_type", "\(place).\(index)", "A message has a role and a content") }
        }
    }

    private static func wrongType(_ place: String, _ expected: String, _ value: JSON) -> ReplicateComplaint {
        let given = value.integer != nil ? "integer" : value.kind
        return ReplicateComplaint("invalid_type", place, "Invalid type. Expected: \(expected), given: \(given)")
    }
}
