public import Foundation

/// What was decided of a comparison.
public enum Verdict: Hashable, Sendable {
    /// The target at a slot is the best.
    case winner(Int)
    /// These are equally good, and better than those that are not named; at least two slots.
    case tie([Int])
    /// None is worth keeping.
    case allBad

    /// The slots that share the win.
    public var best: [Int] {
        switch self {
        case .winner(let slot): [slot]
        case .tie(let slots): slots
        case .allBad: []
        }
    }
}

/// A person's vote. Votes are only ever added: a later one takes the place of an earlier one, which stays on record.
public struct ComparisonVote: Hashable, Sendable {
    public var comparison: ComparisonID
    public var at: Date
    public var verdict: Verdict
    /// Slots that had a result when it was given, in order: a target that failed did not stand. Kept with the vote, so that
    /// the rating hangs on nothing that can be tried again or purged.
    public var field: [Int]
    public var note: String
    public var tags: [String]
    /// Names were hidden when it was given.
    public var isBlind: Bool
    /// The results are of a sandbox.
    public var isSandbox: Bool

    public init(
        _ verdict: Verdict, of comparison: ComparisonID, at date: Date, field: [Int], note: String = "",
        tags: [String] = [], isBlind: Bool = false, isSandbox: Bool = false
    ) {
        self.comparison = comparison
        self.at = date
        self.verdict = verdict
        self.field = field
        self.isSandbox = isSandbox
        self.note = note
        self.tags = tags
        self.isBlind = isBlind
    }
}

/// What a text model decided by a rubric. Kept apart from the votes of people, and never counted among them.
public struct Judgement: Hashable, Sendable {
    public var comparison: ComparisonID
    public var at: Date
    /// Who judged.
    public var judge: ModelReference
    /// The generation that holds the judge's whole answer.
    public var generation: JobID
    /// Questions that are answered with yes or no.
    public var rubric: [String]
    /// By slot, the answers in the order of the rubric.
    public var answers: [Int: [Bool]]
    public var verdict: Verdict
    public var reason: String
    /// The results are of a sandbox.
    public var isSandbox: Bool

    public init(
        _ verdict: Verdict, of comparison: ComparisonID, at date: Date, by judge: ModelReference, in generation: JobID,
        rubric: [String], answers: [Int: [Bool]], reason: String, isSandbox: Bool = false
    ) {
        self.isSandbox = isSandbox
        self.comparison = comparison
        self.at = date
        self.judge = judge
        self.generation = generation
        self.rubric = rubric
        self.answers = answers
        self.verdict = verdict
        self.reason = reason
    }
}

/// A vote as the rating counts it: who stood to choose from, and who was chosen.
public struct RatingBallot: Hashable, Sendable {
    /// The models that stood against each other, each once.
    public var field: [ModelReference]
    /// Those of the field that share the win; empty when all were bad.
    public var best: [ModelReference]

    public init(field: [ModelReference], best: [ModelReference]) {
        self.field = field
        self.best = best
    }

    /// The ballot of a vote; nil where fewer than two different models had an answer to choose from.
    ///
    /// - Parameter field: slots that had a result. A target that failed did not stand for election.
    public init?(_ comparison: Comparison, _ verdict: Verdict, field slots: [Int]) {
        let standing = Set(slots).union(verdict.best)
        let slots = comparison.targets.indices.filter(standing.contains)
        var field: [ModelReference] = []
        for slot in slots where !field.contains(comparison.targets[slot].reference) {
            field.append(comparison.targets[slot].reference)
        }
        guard field.count >= 2 else { return nil }
        let winners = verdict.best.compactMap {
            comparison.targets.indices.contains($0) ? comparison.targets[$0].reference : nil
        }
        self.init(field: field, best: field.filter(winners.contains))
    }
}
