/// Checks a body against an endpoint's schema the way pydantic does in its lax mode: text that reads as a number
/// passes for a number, but a literal is a literal.
struct FalInputCheck {
    let endpoint: FalEndpoint
    private(set) var details: [FalDetail] = []
    private(set) var values: [String: JSON] = [:]
    private(set) var notes: [String] = []

    init(_ body: JSON, against endpoint: FalEndpoint) {
        self.endpoint = endpoint
        guard let members = body.object else {
            details = [
                FalDetail(
                    nil, "model_attributes_type", "Input should be a valid dictionary or object to extract fields from",
                    input: body)
            ]
            return
        }
        for field in endpoint.fields {
            guard let value = members[field.name] else {
                if field.isRequired {
                    details.append(FalDetail(field.name, "missing", "Field required", input: body))
                } else if let usual = field.usual {
                    values[field.name] = usual
                }
                continue
            }
            if value == .null, field.isNullable { continue }
            do {
                values[field.name] = try Self.checked(value, field)
            } catch {
                details += error.details
            }
        }
        let known = Set(endpoint.fields.map(\.name))
        notes = members.keys.filter { !known.contains($0) }.sorted().map { "unknown field \($0) ignored" }
    }

    /// Typed throws need one error type; a union reports one detail per branch.
    private struct Rejection: Error {
        let details: [FalDetail]

        init(_ details: FalDetail...) {
            self.details = details
        }

        init(_ details: [FalDetail]) {
            self.details = details
        }
    }

    private static func checked(_ value: JSON, _ field: FalField) throws(Rejection) -> JSON {
        switch field.kind {
        case .text(let least): return try text(value, field.name, least: least)
        case .choice(let allowed):
            if let text = value.string, allowed.contains(text) { return value }
            throw literal(field.name, allowed.map { "'\($0)'" }, value)
        case .integerChoice(let allowed):
            if case .integer(let number) = value, allowed.contains(Int(number)) { return value }
            throw literal(field.name, allowed.map(String.init), value)
        case .integer(let range): return try integer(value, field.name, range)
        case .number(let range): return try number(value, field.name, range)
        case .flag: return try flag(value, field.name)
        case .imageSize(let presets): return try imageSize(value, field.name, presets)
        case .picture, .recording: return try text(value, field.name, least: 1)
        case .settings(let fields): return try settings(value, field.name, fields)
        case .pictures(let most): return try pictures(value, field.name, most)
        }
    }

    private static func settings(_ value: JSON, _ name: String, _ fields: [FalField]) throws(Rejection) -> JSON {
        guard let members = value.object else {
            let message = "Input should be a valid dictionary or object to extract fields from"
            throw Rejection(FalDetail(name, "model_attributes_type", message, input: value))
        }
        var result: [String: JSON] = [:]
        for field in fields {
            guard let inner = members[field.name] else {
                result[field.name] = field.usual
                continue
            }
            if inner == .null, field.isNullable { continue }
            do {
                result[field.name] = try checked(inner, field)
            } catch {
                throw Rejection(error.details.map { $0.within(name) })
            }
        }
        return .object(result)
    }

    private static func text(_ value: JSON, _ name: String, least: Int) throws(Rejection) -> JSON {
        guard let text = value.string else {
            throw Rejection(FalDetail(name, "string_type", "Input should be a valid string", input: value))
        }
        guard text.count >= least else {
            throw Rejection(
                FalDetail(
                    name, "string_too_short", "String should have at least \(least) character", input: value,
                    ctx: ["min_length": .integer(Int64(least))]))
        }
        return value
    }

    private static func literal(_ name: String, _ allowed: [String], _ value: JSON) -> Rejection {
        let expected =
            allowed.count > 1
            ? "\(allowed.dropLast().joined(separator: ", ")) or \(allowed.last ?? "")" : allowed.joined()
        return Rejection(
            FalDetail(
                name, "literal_error", "Input should be \(expected)", input: value, ctx: ["expected": .string(expected)]
            ))
    }

    private static func integer(_ value: JSON, _ name: String, _ range: ClosedRange<Int>?) throws(Rejection) -> JSON {
        let number: Int
        switch value {
        case .integer, .number:
            guard let whole = value.integer else {
                let message = "Input should be a valid integer, got a number with a fractional part"
                throw Rejection(FalDetail(name, "int_from_float", message, input: value))
            }
            number = whole
        case .string(let text):
            guard let whole = Int(text) else {
                let message = "Input should be a valid integer, unable to parse string as an integer"
                throw Rejection(FalDetail(name, "int_parsing", message, input: value))
            }
            number = whole
        default: throw Rejection(FalDetail(name, "int_type", "Input should be a valid integer", input: value))
        }
        if let range {
            try within(Double(number), Double(range.lowerBound)...Double(range.upperBound), name, value)
        }
        return .integer(Int64(number))
    }

    private static func number(_ value: JSON, _ name: String, _ range: ClosedRange<Double>) throws(Rejection) -> JSON {
        let parsed: Double?
        if case .string(let text) = value { parsed = Double(text) } else { parsed = value.double }
        guard let parsed else {
            let isText = value.string != nil
            throw Rejection(
                FalDetail(
                    name, isText ? "float_parsing" : "float_type",
                    "Input should be a valid number" + (isText ? ", unable to parse string as a number" : ""),
                    input: value))
        }
        try within(parsed, range, name, value)
        return .number(parsed)
    }

    private static func within(
        _ number: Double, _ range: ClosedRange<Double>, _ name: String, _ value: JSON
    ) throws(Rejection) {
        if number < range.lowerBound {
            let bound = bound(range.lowerBound)
            throw Rejection(
                FalDetail(
                    name, "greater_than_equal", "Input should be greater than or equal to \(bound.text)", input: value,
                    ctx: ["ge": bound.json]))
        }
        if number > range.upperBound {
            let bound = bound(range.upperBound)
            throw Rejection(
                FalDetail(
                    name, "less_than_equal", "Input should be less than or equal to \(bound.text)", input: value,
                    ctx: ["le": bound.json]))
        }
    }

    private static func bound(_ number: Double) -> (text: String, json: JSON) {
        guard let whole = Int64(exactly: number) else { return (String(number), .number(number)) }
        return (String(whole), .integer(whole))
    }

    private static func flag(_ value: JSON, _ name: String) throws(Rejection) -> JSON {
        switch value {
        case .bool: return value
        case .integer(0), .string("false"), .string("0"): return false
        case .integer(1), .string("true"), .string("1"): return true
        case .string, .integer, .number:
            let message = "Input should be a valid boolean, unable to interpret input"
            throw Rejection(FalDetail(name, "bool_parsing", message, input: value))
        default: throw Rejection(FalDetail(name, "bool_type", "Input should be a valid boolean", input: value))
        }
    }

    private static func imageSize(_ value: JSON, _ name: String, _ presets: [String]) throws(Rejection) -> JSON {
        if let text = value.string, presets.contains(text) { return value }
        guard value.object != nil else {
            let expected = presets.map { "'\($0)'" }.joined(separator: ", ")
            let union: [JSON] = [.string(name), "ImageSize"]
            let choice: [JSON] = [.string(name), .string("literal[\(expected)]")]
            throw Rejection(
                FalDetail(
                    at: union, "model_attributes_type",
                    "Input should be a valid dictionary or object to extract fields from", input: value),
                FalDetail(
                    at: choice, "literal_error", "Input should be \(expected)", input: value,
                    ctx: ["expected": .string(expected)]))
        }
        for side in ["width", "height"] {
            guard let length = value[side] else { continue }
            guard let pixels = length.integer, (1...14142).contains(pixels) else {
                throw Rejection(
                    FalDetail(
                        at: [.string(name), "ImageSize", .string(side)], "int_type", "Input should be a valid integer",
                        input: length))
            }
        }
        return value
    }

    private static func pictures(_ value: JSON, _ name: String, _ most: Int) throws(Rejection) -> JSON {
        guard let items = value.array else {
            throw Rejection(FalDetail(name, "list_type", "Input should be a valid list", input: value))
        }
        guard !items.isEmpty, items.count <= most else {
            let type = items.isEmpty ? "sequence_too_short" : "sequence_too_long"
            let bound = items.isEmpty ? 1 : most
            throw Rejection(
                FalDetail(
                    name, type, "The sequence should have at \(items.isEmpty ? "least" : "most") \(bound) items",
                    input: value,
                    ctx: .object([items.isEmpty ? "min_length" : "max_length": .integer(Int64(bound))])
                ).linked())
        }
        for (index, item) in items.enumerated() where item.string == nil {
            throw Rejection(
                FalDetail(
                    at: [.string(name), .integer(Int64(index))], "string_type", "Input should be a valid string",
                    input: item))
        }
        return value
    }
}
