public import EaselCore

/// What the published schema of a model's input says, as a card holds it.
public struct InputSchema: Sendable, Hashable {
    /// The property that the prompt goes into.
    public struct Prompt: Sendable, Hashable {
        public var wireName: String
        public var isRequired: Bool
        /// In characters.
        public var maximumLength: Int?
    }

    /// In the order meant for people; keys are unique, and every default passes its own spec.
    public private(set) var parameters: [ParameterSpec] = []
    /// One for each role; further files of a role are parameters that take an address.
    public private(set) var inputs: [InputSpec] = []
    /// Nil where the model takes no text.
    public private(set) var prompt: Prompt?

    /// Reads the schema of an object. Nil if it is none, or has no properties.
    ///
    /// - Parameters:
    ///   - node: the input, as `resolver` resolved it.
    ///   - modality: what the model makes: a picture given to a video model is its first frame.
    public init?(_ node: SchemaNode, _ resolver: SchemaResolver, modality: Modality, dialect: SchemaDialect) {
        let properties = resolver.properties(of: node).filter { !dialect.omitted.contains($0.name) }
        guard !properties.isEmpty else { return nil }
        let promptName = dialect.prompts.first { name in
            properties.contains { $0.name == name && SchemaKind.isText($0.node) }
        }
        var dialect = dialect
        if modality == .image, !properties.contains(where: { dialect.keys[$0.name] == .size }) {
            // Picture models call the tiers `1K` and `2K` a resolution.
            dialect.keys["resolution"] = .size
        }
        let files = SchemaFiles(resolver: resolver, modality: modality, dialect: dialect)
        inputs = files.inputs(among: properties)
        let written = Set(inputs.compactMap(\.wireName))
        var keys: Set<ParameterKey> = []
        for property in properties where !written.contains(property.name) {
            if property.name == promptName {
                prompt = Self.prompt(property)
            } else if property.node["format"]?.string != "password" {
                // A secret would end up in history; fields for one are left out.
                let key = Self.key(property.name, dialect, taken: keys)
                keys.insert(key)
                parameters.append(SchemaKind.parameter(property, key: key, resolver: resolver))
            }
        }
    }

    private static func prompt(_ property: SchemaProperty) -> Prompt {
        let limit = property.node["maxLength"]?.integer.map { Int(clamping: $0) }
        return Prompt(wireName: property.name, isRequired: property.mustBeSet, maximumLength: limit)
    }

    /// The common key for a name, unless another property has it; a name that looks like a common key and is none of it is
    /// set apart.
    private static func key(_ name: String, _ dialect: SchemaDialect, taken: Set<ParameterKey>) -> ParameterKey {
        if let common = dialect.keys[name], !taken.contains(common) { return common }
        let own = ParameterKey(rawValue: name)
        guard taken.contains(own) || ParameterKey.common.contains(own) else { return own }
        var other = "own_\(name)"
        while taken.contains(ParameterKey(rawValue: other)) { other += "_" }
        return ParameterKey(rawValue: other)
    }
}
