import EaselCore

extension JSONValue {
    /// The members of an object, empty for anything else.
    var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }

    /// The elements of an array, empty for anything else.
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
}
