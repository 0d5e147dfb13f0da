/// What protobuf's JSON reader does with a field that it does not know: it refuses the whole request.
enum GoogleFields {
    static func check(_ reader: FieldReader, known: Set<String>) throws(GoogleFailure) {
        if let unknown = reader.fields.keys.sorted().first(where: { !known.contains($0) }) {
            throw .unknownField(unknown, at: reader.path)
        }
    }
}

extension JSON {
    /// Protobuf's JSON reader takes a field by either of its names, `thinkingConfig` or `thinking_config`, and Google's own
    /// SDK mixes them. What a caller named himself (labels, schemas, arguments of tools) stays.
    var withCamelCaseNames: JSON {
        switch self {
        case .array(let items): .array(items.map(\.withCamelCaseNames))
        case .object(let members):
            .object(
                Dictionary(
                    members.map { name, value in
                        let camel = Self.camelCase(name)
                        return (camel, Self.free.contains(camel) ? value : value.withCamelCaseNames)
                    }, uniquingKeysWith: { first, _ in first }))
        default: self
        }
    }

    private static let free: Set<String> = [
        "labels", "responseSchema", "responseJsonSchema", "tools", "args", "response",
    ]

    private static func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_", omittingEmptySubsequences: true)
        guard words.count > 1, let first = words.first else { return name }
        return first + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
