public import EaselCore

/// Follows the references of JSON schemas inside one document: `$ref`, `allOf`, and `anyOf` or `oneOf` with null.
///
/// Schemas come from outside: references may go in circles or nowhere, and a small document may unfold into a huge one.
/// What lies beyond a fixed depth and a fixed amount of work says nothing.
public struct SchemaResolver: Sendable {
    private let document: JSONValue

    private static let depth = 16
    private static let work = 600
    /// More parts, branches or properties than any real schema has are not looked at.
    private static let breadth = 24
    static let mostProperties = 250

    /// - Parameter document: what references point into; the schema itself where it stands alone.
    public init(document: JSONValue) { self.document = document }

    /// The schema with everything that it refers to.
    public func resolve(_ schema: JSONValue) -> SchemaNode {
        var work = Self.work
        return resolve(schema, depth: 0, work: &work)
    }

    /// The schema at a place of the document, by the names on the way; references on the way are followed. Nil where the
    /// document has no such place.
    public func node(at path: [String]) -> SchemaNode? { value(at: path).map(resolve) }

    /// Whatever stands at a place of the document.
    public func value(at path: [String]) -> JSONValue? {
        var value = document
        for name in path {
            value = followed(value)
            guard let next = value.members[name] else { return nil }
            value = next
        }
        return value
    }

    /// The properties of an object in the order meant for people: by `x-order` (Replicate), by `x-fal-order-properties`
    /// (fal.ai), else required ones first and by name.
    public func properties(of node: SchemaNode) -> [SchemaProperty] {
        let all = node["properties"]?.members ?? [:]
        let required = Set((node["required"]?.elements ?? []).compactMap(\.string))
        let listed = (node["x-fal-order-properties"]?.elements ?? []).compactMap(\.string)
        let places = Dictionary(listed.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        func rank(_ name: String) -> (Int, Int, String) {
            let place = places[name] ?? all[name]?.members["x-order"]?.integer.map { Int(clamping: $0) } ?? .max
            return (place, required.contains(name) ? 0 : 1, name)
        }
        let names = all.keys.map { (rank($0), $0) }.sorted { $0.0 < $1.0 }.prefix(Self.mostProperties).map(\.1)
        return names.map {
            SchemaProperty(name: $0, node: resolve(all[$0] ?? .null), isRequired: required.contains($0))
        }
    }

    private func resolve(_ schema: JSONValue, depth: Int, work: inout Int) -> SchemaNode {
        guard work > 0, depth < Self.depth, case .object(let members) = schema else { return SchemaNode() }
        work -= 1
        var node = SchemaNode(members)
        if let target = members["$ref"]?.string.flatMap(target) {
            node.adopt(resolve(target, depth: depth + 1, work: &work))
        }
        for part in members["allOf"]?.elements.prefix(Self.breadth) ?? [] {
            node.adopt(resolve(part, depth: depth + 1, work: &work))
        }
        guard let union = members["anyOf"] ?? members["oneOf"] else { return node }
        var branches: [SchemaNode] = []
        for branch in union.elements.prefix(Self.breadth) {
            let branch = resolve(branch, depth: depth + 1, work: &work)
            if branch.type == "null" {
                node.isNullable = true
            } else {
                branches.append(branch)
            }
        }
        if branches.count == 1 {
            node.adopt(branches[0])
        } else if !branches.isEmpty {
            node.branches = branches
        }
        return node
    }

    /// A place of the document that a reference is, or the value itself.
    private func followed(_ value: JSONValue) -> JSONValue {
        var value = value
        for _ in 0..<Self.depth {
            guard let next = value.members["$ref"]?.string.flatMap(target) else { return value }
            value = next
        }
        return .null
    }

    /// What `#/components/schemas/ImageSize` points at; nil for an address elsewhere or a place that is not there.
    private func target(of reference: String) -> JSONValue? {
        guard reference.hasPrefix("#/"), reference.utf8.count < 500 else { return nil }
        var value = document
        for step in reference.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false) {
            let name = step.replacing("~1", with: "/").replacing("~0", with: "~")
            guard let next = value.members[String(name)] else { return nil }
            value = next
        }
        return value
    }
}

extension SchemaResolver {
    /// The names of what stands at a place of the document, in order; empty where there is no object.
    public func names(at path: [String]) -> [String] {
        (value(at: path)?.members.keys).map { $0.sorted() } ?? []
    }
}
