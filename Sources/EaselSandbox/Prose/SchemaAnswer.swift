import Foundation

/// What the sandbox says to a chat that asks for an answer in the form of a JSON schema: the smallest value that fits.
///
/// Choices are taken by the prompt, so that the same prompt gets the same answer.
struct SchemaAnswer: Sendable {
    /// JSON on one line.
    let text: String

    /// Nil where `response_format` asks for no schema.
    init?(_ fields: FieldReader, prompt: String) throws {
        guard let format = try fields.object("response_format"), try format.string("type") == "json_schema",
            let schema = try format.object("json_schema")?.value("schema")
        else { return nil }
        var dice = StableRandom(text: prompt)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        text = String(decoding: try encoder.encode(Self.value(schema, &dice, depth: 0)), as: UTF8.self)
    }

    private static func value(_ schema: JSON, _ dice: inout StableRandom, depth: Int) -> JSON {
        guard depth < 16, let rules = schema.object else { return .null }
        if let choices = rules["enum"]?.array, !choices.isEmpty { return dice.pick(choices, or: .null) }
        switch rules["type"]?.string {
        case "object":
            let properties = (rules["properties"]?.object ?? [:]).sorted { $0.key < $1.key }
            var members: [String: JSON] = [:]
            for (name, form) in properties { members[name] = value(form, &dice, depth: depth + 1) }
            return .object(members)
        case "array":
            // One where it may be empty: an empty list says little.
            let most = rules["maxItems"]?.integer ?? 1
            let count = max(rules["minItems"]?.integer ?? 0, min(1, most))
            let form = rules["items"] ?? .null
            return .array((0..<min(count, 100)).map { _ in value(form, &dice, depth: depth + 1) })
        case "string": return .string("The sandbox says so; no real model judged.")
        case "integer": return .integer(Int64(dice.next() % 10))
        case "number": return .number(Double(dice.next() % 10))
        case "boolean": return .bool(dice.next() % 2 == 0)
        default: return .null
        }
    }
}
