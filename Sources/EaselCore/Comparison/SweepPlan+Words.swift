/// A plan as people write it, and as it is kept.
extension SweepPlan {
    /// What a run is called in history where no file names it: the same plan is the same run.
    public var name: String {
        let varied = axes.filter { $0.key != .seed }.map { "\($0.key)=\($0.values.map(\.plainText))" }
        let fixed = parameters.map { "\($0.key)=\($0.value.plainText)" }.sorted()
        let words =
            [modality.rawValue] + prompts + targets.map(\.description) + seeds.map(\.plainText) + varied + fixed
        return "/sweep/" + words.joined(separator: " ")
    }

    /// The seeds that it varies, empty for none.
    public var seeds: [JSONValue] { axes.first { $0.key == .seed }?.values ?? [] }

    /// With the keys of a sweep's file; what `init(_:defaults:)` reads.
    public var value: JSONValue {
        var members: [String: JSONValue] = [
            "modality": .string(modality.rawValue), "prompts": .array(prompts.map(JSONValue.string)),
            "on": .array(targets.map { .string($0.description) }),
        ]
        if !seeds.isEmpty { members["seeds"] = .array(seeds) }
        let varied = axes.filter { $0.key != .seed }.map { ($0.key.rawValue, JSONValue.array($0.values)) }
        if !varied.isEmpty { members["vary"] = .object(Dictionary(varied) { first, _ in first }) }
        if !parameters.isEmpty {
            members["set"] = .object(Dictionary(uniqueKeysWithValues: parameters.map { ($0.key.rawValue, $0.value) }))
        }
        if !attachments.isEmpty { members["attach"] = .array(attachments.map(JSONValue.string)) }
        if let capUSD { members["budget"] = .number(capUSD) }
        return .object(members)
    }
}

extension SweepPlan.Axis {
    /// Seeds as they are typed: `1,2,7` or `1-8`. Nil for anything else, and for more than 10,000 in a row.
    public init?(seeds text: String) {
        var seeds: [JSONValue] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let part = part.filter { !$0.isWhitespace }
            let ends = part.split(separator: "-").compactMap { Int64($0) }
            if let seed = Int64(part), seed >= 0 {
                seeds.append(.integer(seed))
            } else if ends.count == 2, ends[0] <= ends[1], ends[1] - ends[0] < 10_000 {
                seeds += (ends[0]...ends[1]).map(JSONValue.integer)
            } else {
                return nil
            }
        }
        self.init(.seed, seeds)
    }

    /// A parameter with its values: `steps=20,40`. Values stay texts; the capability gate reads them as the parameter's type.
    public init?(_ text: String) {
        let halves = text.split(separator: "=", maxSplits: 1)
        guard halves.count == 2 else { return nil }
        let key = halves[0].filter { !$0.isWhitespace }
        let values = halves[1].split(separator: ",").map { JSONValue.string(Self.trimmed($0)) }
        guard !key.isEmpty, !values.isEmpty else { return nil }
        self.init(ParameterKey(rawValue: String(key)), values)
    }

    private static func trimmed(_ text: Substring) -> String {
        let head = text.drop(while: \.isWhitespace)
        return String(head.prefix(head.count - head.reversed().prefix(while: \.isWhitespace).count))
    }
}
