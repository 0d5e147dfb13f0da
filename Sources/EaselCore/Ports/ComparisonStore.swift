/// Where comparisons are remembered. Each write is one transaction and durable when it returns.
public protocol ComparisonStore: Sendable {
    /// Keeps a comparison with its members, before anything is sent.
    func keep(_ comparison: Comparison) async throws(EaselError)
    /// Puts a generation into a seat, before its row is opened; an earlier one stays on record.
    func assign(_ generation: JobID, to seat: ComparisonSeat, of id: ComparisonID) async throws(EaselError)
    /// Keeps why the generation of a seat was not sent; nil when it is sent after all.
    func note(_ refusal: EaselError?, of generation: JobID, in id: ComparisonID) async throws(EaselError)
    /// Keeps who won a race. The first to win stays.
    func settle(_ id: ComparisonID, winner: JobID) async throws(EaselError)
    /// Gives a comparison a name, nil for none.
    func rename(_ id: ComparisonID, to name: String?) async throws(EaselError)

    func comparison(_ id: ComparisonID) async throws(EaselError) -> Comparison?
    /// Comparisons whose id begins or ends with the text, or whose name it is; newest first, at most `limit`.
    func comparisons(matching text: String, limit: Int) async throws(EaselError) -> [Comparison]
    func page(_ query: ComparisonQuery) async throws(EaselError) -> ComparisonPage
    /// The comparison that a generation is part of, nil for none.
    func comparison(of generation: JobID) async throws(EaselError) -> Comparison?
    /// Comparisons with a member that is unfinished, or that was assigned and never sent; oldest first.
    func unfinishedComparisons() async throws(EaselError) -> [Comparison]

    /// Adds a vote; none is ever changed.
    func add(_ vote: ComparisonVote) async throws(EaselError)
    /// Oldest first; the last one counts.
    func votes(of id: ComparisonID) async throws(EaselError) -> [ComparisonVote]
    func add(_ judgement: Judgement) async throws(EaselError)
    /// Oldest first.
    func judgements(of id: ComparisonID) async throws(EaselError) -> [Judgement]
    /// The last vote of each comparison as the rating counts it, oldest first. Those of the sandbox do not count among the
    /// real ones, nor the other way round.
    func ballots(_ query: BallotQuery) async throws(EaselError) -> [RatingBallot]

    /// Keeps a set of targets; one of the same name is replaced.
    func keep(_ set: TargetSet) async throws(EaselError)
    /// By name.
    func targetSets() async throws(EaselError) -> [TargetSet]
    /// False when there is none of that name.
    func removeTargetSet(_ name: String) async throws(EaselError) -> Bool
}

/// Which comparisons are wanted, newest first.
public struct ComparisonQuery: Hashable, Sendable {
    public var modality: Modality?
    public var kind: Comparison.Kind?
    /// Comparisons older than this one, for the next page.
    public var before: ComparisonID?
    public var limit: Int

    public init(
        modality: Modality? = nil, kind: Comparison.Kind? = nil, before: ComparisonID? = nil, limit: Int = 50
    ) {
        self.modality = modality
        self.kind = kind
        self.before = before
        self.limit = limit
    }
}

/// A page of comparisons.
public struct ComparisonPage: Hashable, Sendable {
    public var comparisons: [Comparison]
    /// Where the next page begins, nil when this is the last.
    public var next: ComparisonID?

    public init(_ comparisons: [Comparison], next: ComparisonID?) {
        self.comparisons = comparisons
        self.next = next
    }
}

/// Which votes a rating is made of.
public struct BallotQuery: Hashable, Sendable {
    public var modality: Modality
    public var isSandbox: Bool
    /// The judgements of models in place of the votes of people.
    public var ofJudges: Bool

    public init(_ modality: Modality, isSandbox: Bool = false, ofJudges: Bool = false) {
        self.modality = modality
        self.isSandbox = isSandbox
        self.ofJudges = ofJudges
    }
}
