/// Prompts by targets by values: one request for every combination.
public struct SweepPlan: Hashable, Sendable {
    /// A parameter and the values that it takes in turn.
    public struct Axis: Hashable, Sendable {
        public var key: ParameterKey
        public var values: [JSONValue]

        public init(_ key: ParameterKey, _ values: [JSONValue]) {
            self.key = key
            self.values = values
        }
    }

    /// The most requests that a sweep may have.
    public static let mostCells = 100_000

    public var modality: Modality
    public var prompts: [String]
    public var targets: [ModelReference]
    /// The same for all.
    public var parameters: ParameterValues
    public var axes: [Axis]
    /// As they are written: `[role=]file`.
    public var attachments: [String]
    /// US dollars that all runs of it together must not pass; nil for no cap.
    public var capUSD: Double?

    public init(
        modality: Modality, prompts: [String], targets: [ModelReference], parameters: ParameterValues = [:],
        axes: [Axis] = [], attachments: [String] = [], capUSD: Double? = nil
    ) {
        self.modality = modality
        self.prompts = prompts
        self.targets = targets
        self.parameters = parameters
        self.axes = axes
        self.attachments = attachments
        self.capUSD = capUSD
    }

    /// How many requests it makes; nil when it is more than anybody can count.
    public var count: Int? {
        var product = prompts.count
        for factor in [targets.count] + axes.map(\.values.count) {
            let (value, overflow) = product.multipliedReportingOverflow(by: factor)
            if overflow { return nil }
            product = value
        }
        return product
    }

    /// Throws `.invalidRequest` when there is nothing to send, or too much.
    public func check() throws(EaselError) {
        guard !prompts.isEmpty else { throw Self.wrong("it has no prompts") }
        guard !targets.isEmpty else { throw Self.wrong("it names no targets") }
        if let capUSD, !(capUSD.isFinite && capUSD > 0) { throw Self.wrong("\"budget\" has to be more than 0") }
        for axis in axes where axis.values.isEmpty { throw Self.wrong("\(axis.key) has no values") }
        if let axis = axes.first(where: { parameters[$0.key] != nil }) {
            throw Self.wrong("\(axis.key) is both fixed and varied")
        }
        guard Set(axes.map(\.key)).count == axes.count else { throw Self.wrong("a parameter is varied twice") }
        guard let count, count <= Self.mostCells else { throw Self.wrong("it makes more than 100,000 requests") }
    }

    /// The request at an index below `count`: target by target, so that one provider's limit holds the others up least.
    public func cell(_ index: Int) -> SweepCell {
        var rest = index
        func take(_ count: Int) -> Int {
            defer { rest /= count }
            return rest % count
        }
        let target = targets[take(targets.count)]
        var varied: [(ParameterKey, JSONValue)] = []
        for axis in axes.reversed() { varied.insert((axis.key, axis.values[take(axis.values.count)]), at: 0) }
        return SweepCell(prompt: prompts[take(prompts.count)], target: target, varied: varied, plan: self)
    }

    /// FNV-1a of 64 bits in hexadecimal: fixed for ever, because ids are stored.
    public static func digest(_ text: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    static func wrong(_ what: String) -> EaselError {
        EaselError(
            .invalidRequest, "The sweep cannot be run: \(what).",
            remedy: "Write prompts, on, seeds, [set] and [vary]; `easel sweep --help` shows an example.")
    }
}

/// One combination of a sweep.
public struct SweepCell: Hashable, Sendable {
    public var prompt: String
    public var target: ModelReference
    /// The varied parameters with their values, in the order of the plan.
    public var varied: [(key: ParameterKey, value: JSONValue)]
    /// All parameters.
    public var parameters: ParameterValues
    public var modality: Modality
    public var attachments: [String]

    init(prompt: String, target: ModelReference, varied: [(ParameterKey, JSONValue)], plan: SweepPlan) {
        self.prompt = prompt
        self.target = target
        self.varied = varied.map { (key: $0.0, value: $0.1) }
        self.parameters = plan.parameters.merging(varied) { $1 }
        self.modality = plan.modality
        self.attachments = plan.attachments
    }

    /// `seed=7 steps=20`; empty when nothing is varied.
    public var words: String { varied.map { "\($0.key)=\($0.value.plainText)" }.joined(separator: " ") }

    /// Names the combination whatever else is in the sweep, so that one that grows goes on with what it has.
    public var id: String {
        ([SweepPlan.digest(prompt), target.description] + varied.map { "\($0.key)=\($0.value.plainText)" })
            .joined(separator: " ")
    }

    public static func == (left: SweepCell, right: SweepCell) -> Bool {
        left.id == right.id && left.prompt == right.prompt
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
