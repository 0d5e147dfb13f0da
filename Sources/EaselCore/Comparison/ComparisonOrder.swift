/// One prompt for several targets, and the choices that concern this run only.
public struct ComparisonOrder: Hashable, Sendable {
    /// How many targets a comparison may have.
    public static let targetCounts = 2...6
    /// How often each target may be asked.
    public static let repeatCounts = 1...20

    public var id: ComparisonID
    /// What all targets are asked; `targets` may override its parameters.
    public var draft: GenerationDraft
    public var targets: [ComparisonTarget]
    /// How often each target is asked, at least 1.
    public var repeats: Int
    public var kind: Comparison.Kind
    /// Names are hidden and panes shuffled until the vote.
    public var isBlind: Bool
    /// Start of the shuffle.
    public var seed: UInt64
    /// US dollars that the whole must not pass, nil for no cap.
    public var capUSD: Double?
    /// Send to models that no card describes.
    public var allowsUnknownModel: Bool
    /// A person agreed to pass the soft limit of the budget, or to costs that are not known.
    public var isConfirmed: Bool

    public init(
        id: ComparisonID = .new(), draft: GenerationDraft, targets: [ComparisonTarget], repeats: Int = 1,
        kind: Comparison.Kind = .sideBySide, isBlind: Bool = false, seed: UInt64 = .random(in: .min ... .max)
    ) {
        self.id = id
        self.draft = draft
        self.targets = targets
        self.repeats = repeats
        self.kind = kind
        self.isBlind = isBlind
        self.seed = seed
        self.allowsUnknownModel = false
        self.isConfirmed = false
    }

    /// Throws `.invalidRequest` for numbers out of range.
    public func check() throws(EaselError) {
        guard Self.targetCounts.contains(targets.count) else {
            throw EaselError(
                .invalidRequest, "A comparison has 2 to 6 targets, not \(targets.count).",
                remedy: "Name each with --on PROVIDER:MODEL.")
        }
        guard Self.repeatCounts.contains(repeats) else {
            throw EaselError(
                .invalidRequest, "Each target can be asked 1 to 20 times, not \(repeats).",
                remedy: "Give --repeat a number from 1 to 20.")
        }
        guard kind == .sideBySide || repeats == 1 else {
            throw EaselError(.invalidRequest, "A race is run once.", remedy: "Leave --repeat out.")
        }
    }

    /// What is sent to one of the targets.
    public func generation(_ id: JobID, at slot: Int) -> GenerationOrder {
        var draft = draft
        draft.parameters.merge(targets[slot].overrides) { $1 }
        var order = GenerationOrder(
            id: id, draft: draft, target: targets[slot].reference, allowsUnknownModel: allowsUnknownModel)
        order.isConfirmed = isConfirmed
        return order
    }
}
