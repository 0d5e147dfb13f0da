import EaselCore

/// A plain walk through JSON, so that what is expected is read independently of the adapters' decoders.
extension JSONValue {
    subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self, let value = members[key], value != .null else { return nil }
        return value
    }

    subscript(_ index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

    var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }
}
