public import EaselCore

/// One schema with its references followed and its parts merged: what holds for one value.
public struct SchemaNode: Sendable, Hashable {
    /// The keywords that say something of the value, by name.
    public internal(set) var keywords: [String: JSONValue]
    /// The value may be null.
    public internal(set) var isNullable: Bool
    /// What the value may be instead, where it may be several things.
    public internal(set) var branches: [SchemaNode]

    /// Says nothing: any value will do.
    public init() {
        keywords = [:]
        isNullable = false
        branches = []
    }

    public subscript(_ keyword: String) -> JSONValue? { keywords[keyword] }

    /// The JSON type, where it is a single one: `string`, `integer`, `array`.
    public var type: String? { keywords["type"]?.string }

    /// The keywords that are read; a schema may hold anything beside them.
    static let known: Set<String> = [
        "type", "title", "description", "default", "enum", "const", "format", "items", "properties", "required",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
        "minItems", "maxItems", "ui", "x-order", "x-fal-order-properties",
    ]

    init(_ members: [String: JSONValue]) {
        self.init()
        for name in Self.known { keywords[name] = members[name] }
        isNullable = members["nullable"]?.bool == true
        let types = members["type"]?.elements.compactMap(\.string) ?? []
        if types.contains("null") { isNullable = true }
        let real = types.filter { $0 != "null" }
        if !types.isEmpty { keywords["type"] = nil }
        if real.count == 1 { keywords["type"] = .string(real[0]) }
        if real.count > 1 { branches = real.prefix(8).map { SchemaNode(["type": .string($0)]) } }
    }

    /// Takes over what another schema says and this one does not; an object gets the properties of both.
    mutating func adopt(_ other: SchemaNode) {
        for (name, value) in other.keywords {
            switch (name, keywords[name]) {
            case (_, nil): keywords[name] = value
            case ("properties", .object(let mine)?):
                keywords[name] = .object(mine.merging(value.members) { mine, _ in mine })
            case ("required", .array(let mine)?): keywords[name] = .array(mine + value.elements)
            default: break
            }
        }
        isNullable = isNullable || other.isNullable
        if branches.isEmpty { branches = other.branches }
    }
}
