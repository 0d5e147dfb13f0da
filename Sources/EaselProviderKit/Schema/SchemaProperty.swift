import EaselCore

/// One property of an object's schema.
public struct SchemaProperty: Sendable, Hashable {
    /// As it stands on the wire.
    public var name: String
    public var node: SchemaNode
    public var isRequired: Bool

    public init(name: String, node: SchemaNode, isRequired: Bool) {
        self.name = name
        self.node = node
        self.isRequired = isRequired
    }

    /// The provider refuses a request without it: it is required and has no default.
    var mustBeSet: Bool { isRequired && (node["default"] ?? .null) == .null }

    /// The element's schema of an array, the schema itself of anything else, with whether it is an array.
    func single(_ resolver: SchemaResolver) -> (node: SchemaNode, isList: Bool) {
        let candidates = [node] + node.branches
        guard let list = candidates.first(where: { $0.type == "array" }) else { return (node, false) }
        return (resolver.resolve(list["items"] ?? .null), true)
    }
}
