/// The `openapi_schema` of a version, as cog writes it (sheet B11): enums by reference, `x-order`, `required` only where
/// something is.
struct ReplicateSchemaDocument {
    let model: ReplicateModel

    init(_ model: ReplicateModel) {
        self.model = model
    }

    var document: JSON {
        var schemas: [String: JSON] = ["Input": input, "Output": output]
        for field in model.fields {
            if case .choice(let values) = field.kind {
                let type: JSON = values.first?.string == nil ? "integer" : "string"
                schemas[field.name] = [
                    "enum": .array(values), "type": type, "title": .string(field.name),
                    "description": "An enumeration.",
                ]
            }
        }
        return [
            "openapi": "3.0.2", "info": ["title": "Cog", "version": "0.1.0"], "paths": [:],
            "components": ["schemas": .object(schemas)],
        ]
    }

    private var input: JSON {
        var properties: [String: JSON] = [:]
        for (place, field) in model.fields.enumerated() { properties[field.name] = property(field, place) }
        var members: [String: JSON] = ["title": "Input", "type": "object", "properties": .object(properties)]
        let required = model.fields.filter(\.isRequired).map { JSON.string($0.name) }
        if !required.isEmpty { members["required"] = .array(required) }
        return .object(members)
    }

    private var output: JSON {
        let address: JSON = ["type": "string", "format": "uri"]
        switch model.output {
        case .picture, .clip, .tune, .voice: return ["type": "string", "title": "Output", "format": "uri"]
        case .pictures: return ["type": "array", "title": "Output", "items": address]
        case .tokens:
            return [
                "type": "array", "title": "Output", "items": ["type": "string"], "x-cog-array-type": "iterator",
                "x-cog-array-display": "concatenate",
            ]
        case .words: return ["type": "string", "title": "Output"]
        case .stems: return ["type": "object", "title": "Output", "properties": ["drums": address, "guitar": address]]
        }
    }

    private func property(_ field: ReplicateField, _ place: Int) -> JSON {
        var members: [String: JSON] = ["x-order": .integer(Int64(place))]
        if !field.summary.isEmpty { members["description"] = .string(field.summary) }
        if let usual = field.usual { members["default"] = usual }
        switch field.kind {
        case .choice: members["allOf"] = [["$ref": .string("#/components/schemas/\(field.name)")]]
        default: members["title"] = .string(title(field.name))
        }
        addType(field.kind, to: &members)
        return .object(members)
    }

    private func addType(_ kind: ReplicateField.Kind, to members: inout [String: JSON]) {
        switch kind {
        case .text(let maximum):
            members["type"] = "string"
            members["maxLength"] = maximum.map { .integer(Int64($0)) }
        case .integer(let low, let high):
            members["type"] = "integer"
            members["minimum"] = low.map { .integer(Int64($0)) }
            members["maximum"] = high.map { .integer(Int64($0)) }
        case .number(let low, let high):
            members["type"] = "number"
            members["minimum"] = .number(low)
            members["maximum"] = .number(high)
        case .flag: members["type"] = "boolean"
        case .choice: break
        case .file:
            members["type"] = "string"
            members["format"] = "uri"
        case .files(let maximum):
            members["type"] = "array"
            members["items"] = ["type": "string", "format": "uri"]
            members["maxItems"] = .integer(Int64(maximum))
        case .messages:
            members["type"] = "array"
            members["items"] = ["type": "object"]
        }
    }

    private func title(_ name: String) -> String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}
