public import EaselCore

extension FlatFields {
    /// Fields whose dotted names stand for objects inside objects: `reasoning.effort` and `reasoning.max_tokens` become one
    /// object `reasoning`. A value that stands where an object is needed is replaced by the object.
    public init(nesting fields: [String: JSONValue]) {
        var nested: [String: JSONValue] = [:]
        // A plain name sorts before the dotted names under it.
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            Self.put(value, at: name.split(separator: ".", omittingEmptySubsequences: false)[...], into: &nested)
        }
        self.init(nested)
    }

    private static func put(
        _ value: JSONValue, at path: ArraySlice<Substring>, into members: inout [String: JSONValue]
    ) {
        guard let first = path.first else { return }
        let name = String(first)
        guard path.count > 1 else {
            members[name] = value
            return
        }
        var inner: [String: JSONValue] = [:]
        if case .object(let earlier)? = members[name] { inner = earlier }
        put(value, at: path.dropFirst(), into: &inner)
        members[name] = .object(inner)
    }
}
