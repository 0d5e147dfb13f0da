extension SweepPlan {
    /// Reads a plan as it stands in a file, after TOML or JSON were taken off:
    /// `modality`, `prompt` or `prompts`, `on`, `seeds`, `set`, `vary`, `attach`, `budget`. What is missing comes from the defaults.
    ///
    /// Throws `.invalidRequest` that names the key which is wrong.
    public init(_ value: JSONValue, defaults: SweepDefaults = SweepDefaults()) throws(EaselError) {
        guard case .object(let members) = value else { throw Self.wrong("it is no table of keys") }
        if let key = members.keys.sorted().first(where: { !Self.keys.contains($0) }) {
            throw Self.wrong("\"\(TerminalSafeText.line(String(key.prefix(40))))\" is no key of a sweep")
        }
        let word = try Self.text(members["modality"], "modality")
        guard let modality = try word.map(Self.modality) ?? defaults.modality else {
            throw Self.wrong("\"modality\" is missing")
        }
        var prompts = try Self.texts(members["prompts"], "prompts")
        if let prompt = try Self.text(members["prompt"], "prompt") { prompts.insert(prompt, at: 0) }
        var targets: [ModelReference] = []
        for text in try Self.texts(members["on"], "on") {
            guard let target = ModelReference(text) else {
                throw Self.wrong("\"\(TerminalSafeText.line(text))\" is not PROVIDER:MODEL")
            }
            targets.append(target)
        }
        self.init(
            modality: modality, prompts: prompts.isEmpty ? defaults.prompts : prompts,
            targets: targets.isEmpty ? defaults.targets : targets,
            parameters: defaults.parameters.merging(try Self.parameters(members["set"])) { $1 },
            axes: try Self.axes(members, defaults.axes), attachments: try Self.texts(members["attach"], "attach"),
            capUSD: try Self.number(members["budget"], "budget"))
        try check()
    }

    private static let keys: Set<String> = [
        "modality", "prompt", "prompts", "on", "seeds", "set", "vary", "attach", "budget",
    ]

    private static func modality(_ word: String) throws(EaselError) -> Modality {
        guard let modality = Modality(rawValue: word) else {
            throw wrong("\"modality\" has to be one of \(Modality.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return modality
    }

    private static func axes(
        _ members: [String: JSONValue], _ defaults: [Axis]
    ) throws(EaselError) -> [Axis] {
        var axes: [Axis] = []
        switch members["seeds"] {
        case nil: break
        case .array(let seeds)? where seeds.allSatisfy({ $0.integer != nil }): axes.append(Axis(.seed, seeds))
        default: throw wrong("\"seeds\" has to be a list of whole numbers")
        }
        switch members["vary"] {
        case nil: break
        case .object(let varied)?:
            for (key, value) in varied.sorted(by: { $0.key < $1.key }) {
                guard case .array(let values) = value else { throw wrong("\"vary.\(key)\" has to be a list") }
                axes.append(Axis(ParameterKey(rawValue: key), values))
            }
        default: throw wrong("\"vary\" has to be a table of lists")
        }
        let own = Set(axes.map(\.key))
        return axes + defaults.filter { !own.contains($0.key) }
    }

    private static func parameters(_ value: JSONValue?) throws(EaselError) -> ParameterValues {
        switch value {
        case nil: return [:]
        case .object(let values)?:
            return Dictionary(
                values.map { (ParameterKey(rawValue: $0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        default: throw wrong("\"set\" has to be a table")
        }
    }

    private static func text(_ value: JSONValue?, _ key: String) throws(EaselError) -> String? {
        guard let value else { return nil }
        guard let text = value.string else { throw wrong("\"\(key)\" has to be a text") }
        return text
    }

    private static func number(_ value: JSONValue?, _ key: String) throws(EaselError) -> Double? {
        guard let value else { return nil }
        guard let number = value.double else { throw wrong("\"\(key)\" has to be a number") }
        return number
    }

    private static func texts(_ value: JSONValue?, _ key: String) throws(EaselError) -> [String] {
        switch value {
        case nil: return []
        case .string(let text)?: return [text]
        case .array(let values)?:
            let texts = values.compactMap(\.string)
            guard texts.count == values.count else { throw wrong("\"\(key)\" has to be a list of texts") }
            return texts
        default: throw wrong("\"\(key)\" has to be a list of texts")
        }
    }
}

/// What a sweep takes from the command line where its file does not say otherwise.
public struct SweepDefaults: Hashable, Sendable {
    public var modality: Modality?
    public var prompts: [String] = []
    public var targets: [ModelReference] = []
    public var parameters: ParameterValues = [:]
    public var axes: [SweepPlan.Axis] = []

    public init() {}
}
