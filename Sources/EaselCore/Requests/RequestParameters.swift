/// The parameters of a checked request, with the specs that say how each goes on the wire.
public struct RequestParameters: Hashable, Sendable {
    /// Common and provider-specific values by key; only what the caller set.
    public var values: ParameterValues
    private var specs: [ParameterKey: ParameterSpec]

    public init(values: ParameterValues = [:], specs: [ParameterSpec] = []) {
        self.values = values
        self.specs = Dictionary(specs.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public subscript(key: ParameterKey) -> JSONValue? { values[key] }

    /// The value in the type and spelling that the provider wants (`8` may be `"8s"` on the wire), nil if unset.
    public func wireValue(_ key: ParameterKey) -> JSONValue? {
        guard let value = values[key] else { return nil }
        return specs[key]?.wireValue(for: value) ?? value
    }

    /// The name that the card gives the parameter on the wire, nil where it gives none.
    public func wireName(_ key: ParameterKey) -> String? { specs[key]?.wireName }

    /// Wire names and values of all that is set, without the keys that the adapter has written itself.
    public func wireFields(except handled: Set<ParameterKey> = []) -> [String: JSONValue] {
        var fields: [String: JSONValue] = [:]
        for key in values.keys where !handled.contains(key) {
            fields[specs[key]?.wireName ?? key.rawValue] = wireValue(key)
        }
        return fields
    }
}
