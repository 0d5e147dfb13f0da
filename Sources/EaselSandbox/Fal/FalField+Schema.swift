extension FalField {
    /// This field as a JSON Schema property.
    var schema: JSON {
        var members: [String: JSON]
        switch kind {
        case .text(let least):
            members = least > 0 ? ["type": "string", "minLength": .integer(Int64(least))] : ["type": "string"]
        case .choice(let values): members = ["type": "string", "enum": .array(values.map(JSON.string))]
        case .integer(let range):
            members = ["type": "integer"]
            if let range {
                members["minimum"] = .integer(Int64(range.lowerBound))
                members["maximum"] = .integer(Int64(range.upperBound))
            }
        case .integerChoice(let values):
            members = ["type": "integer", "enum": .array(values.map { .integer(Int64($0)) })]
        case .number(let range):
            members = ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
        case .flag: members = ["type": "boolean"]
        case .imageSize(let presets):
            members = [
                "anyOf": [
                    ["$ref": "#/components/schemas/ImageSize"],
                    ["type": "string", "enum": .array(presets.map(JSON.string))],
                ]
            ]
        case .picture: members = ["type": "string", "format": "uri", "ui": ["field": "image"]]
        case .recording: members = ["type": "string", "ui": ["field": "audio"]]
        case .settings(let fields):
            members = [
                "type": "object",
                "properties": .object(Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.schema) })),
            ]
        case .pictures(let most):
            members = ["type": "array", "items": ["type": "string"], "maxItems": .integer(Int64(most))]
        }
        members["title"] = .string(
            name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " "))
        if isNullable { members = ["anyOf": [.object(members), ["type": "null"]], "title": members["title"] ?? nil] }
        if let usual { members["default"] = usual }
        if !about.isEmpty { members["description"] = .string(about) }
        return .object(members)
    }
}
