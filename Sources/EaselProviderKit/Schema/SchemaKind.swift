import EaselCore

/// Turns the schema of a property that is no file into a parameter.
enum SchemaKind {
    private static let mostChoices = 500
    private static let longestTitle = 40
    private static let longestSummary = 240

    /// Text goes in, and no closed list says which.
    static func isText(_ node: SchemaNode) -> Bool {
        guard node["enum"] == nil, node["const"] == nil else { return false }
        return node.branches.isEmpty ? node.type == "string" : node.branches.allSatisfy { isText($0) }
    }

    static func parameter(_ property: SchemaProperty, key: ParameterKey, resolver: SchemaResolver) -> ParameterSpec {
        let node = property.node
        var spec = ParameterSpec(
            key, title(of: property), kind: kind(node, key: key, resolver: resolver), wire: property.name)
        spec.summary = sentence(node["description"]?.string ?? "")
        spec.isRequired = property.mustBeSet
        if let usual = node["default"] { spec.defaultValue = common(usual, spec) }
        return spec
    }

    /// The default in the common vocabulary, nil where it does not pass: schemas contradict themselves.
    private static func common(_ usual: JSONValue, _ spec: ParameterSpec) -> JSONValue? {
        guard usual != .null else { return nil }
        if case .choice(let choices) = spec.kind, let match = choices.first(where: { $0.wireValue == usual }) {
            return match.value
        }
        if case .object(let sides) = usual, let width = sides["width"]?.integer, let height = sides["height"]?.integer {
            let text = JSONValue.string("\(width)x\(height)")
            if spec.accepts(text) { return spec.kind == .json ? usual : text }
        }
        return spec.accepts(usual) ? usual : nil
    }

    private static func kind(_ node: SchemaNode, key: ParameterKey, resolver: SchemaResolver) -> ParameterKind {
        if let values = node["enum"] { return choice(values.elements, key) }
        if let value = node["const"] { return choice([value], key) }
        guard node.branches.isEmpty else { return union(node, key: key, resolver: resolver) }
        switch node.type {
        case "boolean": return .boolean
        case "integer": return integer(node, key)
        case "number":
            let (minimum, maximum) = bounds(node)
            return .number(minimum: minimum, maximum: maximum, unit: unit(key))
        case "string":
            return .text(maximumLength: node["maxLength"]?.integer.flatMap { $0 > 0 ? Int(clamping: $0) : nil })
        default: return .json
        }
    }

    private static func integer(_ node: SchemaNode, _ key: ParameterKey) -> ParameterKind {
        let (low, high) = bounds(node)
        var minimum = low.flatMap { Int64(exactly: $0.rounded(.up)) }
        var maximum = high.flatMap { Int64(exactly: $0.rounded(.down)) }
        if let bound = exclusive(node, "exclusiveMinimum", "minimum") {
            minimum = Int64(exactly: bound.rounded(.down)).map { $0 == .max ? $0 : $0 + 1 }
        }
        if let bound = exclusive(node, "exclusiveMaximum", "maximum") {
            maximum = Int64(exactly: bound.rounded(.up)).map { $0 == .min ? $0 : $0 - 1 }
        }
        if let low = minimum, let high = maximum, low > high { (minimum, maximum) = (nil, nil) }
        // A seed below zero asks some models for chance; leaving it away does the same.
        if key == .seed { return .seed(maximum: maximum.flatMap { $0 > 0 ? $0 : nil }) }
        return .integer(minimum: minimum, maximum: maximum, unit: unit(key))
    }

    /// An open bound counts as a closed one: a spec has no word for it, and the provider still refuses the bound itself.
    private static func bounds(_ node: SchemaNode) -> (Double?, Double?) {
        let minimum = node["minimum"]?.double ?? node["exclusiveMinimum"]?.double
        let maximum = node["maximum"]?.double ?? node["exclusiveMaximum"]?.double
        if let minimum, let maximum, minimum > maximum { return (nil, nil) }
        return (minimum, maximum)
    }

    /// The open bound, written as a number (OpenAPI 3.1) or as a flag beside the bound (3.0).
    private static func exclusive(_ node: SchemaNode, _ flag: String, _ bound: String) -> Double? {
        node[flag]?.bool == true ? node[bound]?.double : node[flag]?.double
    }

    private static func unit(_ key: ParameterKey) -> String? { key == .durationSeconds ? "seconds" : nil }

    /// Several kinds: named sizes or pixels, words or free text, numbers; anything else is typed as JSON.
    private static func union(_ node: SchemaNode, key: ParameterKey, resolver: SchemaResolver) -> ParameterKind {
        let branches = node.branches
        let named = branches.flatMap { $0["enum"]?.elements ?? [] }
        if key == .size, let pixels = branches.first(where: isPixels), !named.isEmpty,
            branches.allSatisfy({ $0["enum"] != nil || isPixels($0) })
        {
            let (minimum, maximum) = sides(pixels, resolver)
            return .choiceOrPixels(choices(named, key) ?? [], minimum: minimum, maximum: maximum)
        }
        if branches.allSatisfy({ $0["enum"] != nil }) { return choice(named, key) }
        if branches.allSatisfy({ $0.type == "string" && $0.branches.isEmpty }) { return .text(maximumLength: nil) }
        if branches.allSatisfy({ ["integer", "number"].contains($0.type) && $0["enum"] == nil }) {
            return branches.allSatisfy { $0.type == "integer" }
                ? .integer(minimum: nil, maximum: nil, unit: unit(key))
                : .number(minimum: nil, maximum: nil, unit: unit(key))
        }
        return .json
    }

    private static func isPixels(_ node: SchemaNode) -> Bool {
        let names = node["properties"]?.members ?? [:]
        return names["width"] != nil && names["height"] != nil
    }

    private static func sides(_ node: SchemaNode, _ resolver: SchemaResolver) -> (Int, Int) {
        let sides = resolver.properties(of: node).filter { ["width", "height"].contains($0.name) }.map {
            integer($0.node, "side")
        }
        var (minimum, maximum): (Int64, Int64) = (1, 65_535)
        for case .integer(let low, let high, _) in sides {
            minimum = max(minimum, low ?? 1)
            maximum = min(maximum, high ?? 65_535)
        }
        return minimum <= maximum ? (Int(minimum), Int(maximum)) : (1, 65_535)
    }

    private static func choice(_ values: [JSONValue], _ key: ParameterKey) -> ParameterKind {
        guard let choices = choices(values, key), !choices.isEmpty else { return .json }
        let values = choices.map(\.value)
        return values.allSatisfy { $0.bool != nil } ? .boolean : .choice(choices)
    }

    /// Nil where a value is neither text, nor a number, nor a flag.
    private static func choices(_ values: [JSONValue], _ key: ParameterKey) -> [ParameterChoice]? {
        var seen: Set<JSONValue> = []
        var choices: [ParameterChoice] = []
        for wire in values.prefix(mostChoices) where wire != .null {
            switch wire {
            case .array, .object, .null: return nil
            case .bool, .integer, .number, .string: break
            }
            let value = common(wire, key)
            if seen.insert(value).inserted { choices.append(ParameterChoice(value, wire: value == wire ? nil : wire)) }
        }
        return choices
    }

    /// `"8s"` and `"8"` are 8 in the common vocabulary, for parameters that are numbers there.
    private static func common(_ wire: JSONValue, _ key: ParameterKey) -> JSONValue {
        guard numeric.contains(key), var text = wire.string else { return wire }
        if key == .durationSeconds, text.hasSuffix("s") { text.removeLast() }
        if let whole = Int64(text) { return .integer(whole) }
        if let number = Double(text), number.isFinite { return .number(number) }
        return wire
    }

    private static let numeric: Set<ParameterKey> = [
        .durationSeconds, .count, .seed, .steps, .guidanceScale, .speed, .temperature, .topP, .maxOutputTokens,
    ]

    /// `num_inference_steps` reads “Num inference steps” where the title says nothing better.
    private static func title(of property: SchemaProperty) -> String {
        let given = ControlText.oneLine(String((property.node["title"]?.string ?? "").prefix(200)))
        let words = given.isEmpty || given.contains("_") || given == property.name ? property.name : given
        let spaced = ControlText.oneLine(String(words.prefix(200))).replacing("_", with: " ")
        return String((spaced.prefix(1).uppercased() + spaced.dropFirst()).prefix(longestTitle))
    }

    private static func sentence(_ text: String) -> String {
        let line = ControlText.oneLine(String(text.prefix(2000)))
        guard line.count > longestSummary else { return line }
        return line.prefix(longestSummary - 1) + "…"
    }
}
