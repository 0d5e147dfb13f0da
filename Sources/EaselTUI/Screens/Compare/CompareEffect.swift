import EaselCore

/// Work for the screen of comparisons.
enum CompareEffect: Equatable, Sendable {
    /// What an order costs and what it leaves out.
    case foresee(ComparisonOrder, serial: Int)
    /// Sends, unless a person has to agree first.
    case start(ComparisonOrder)
    case retry(ComparisonSeat, ComparisonID)
    case vote(ComparisonVote)
    case loadList(Modality)
    case load(ComparisonID)
    case loadRating(Modality, isSandbox: Bool)
    case loadSets
    case keepSet(TargetSet)
    /// Comparisons whose names are to stay hidden.
    case loadVeiled
}
