public import EaselCore

/// Further fields of a request, written beside the typed ones in the same JSON object.
public struct FlatFields: Encodable, Sendable, Hashable {
    private let fields: [String: JSONValue]

    public init(_ fields: [String: JSONValue]) { self.fields = fields }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for (name, value) in fields { try container.encode(value, forKey: Name(stringValue: name)) }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
