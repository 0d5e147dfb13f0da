import EaselCore
import EaselEngine

/// Work for the screen of comparisons.
enum CompareEffect: Equatable, Sendable {
    /// What an order costs and what it leaves out.
    case foresee(ComparisonOrder, serial: Int)
    /// Sends, unless a person has to agree first.
    case start(ComparisonOrder)
    case retry(ComparisonSeat, ComparisonID, isConfirmed: Bool = false)
    /// Follows what was sent of a comparison, and sends what never was.
    case goOn(ComparisonID, isConfirmed: Bool = false)
    /// Decides the races that an earlier start left open, and finds the newest comparison that is unfinished.
    case takeUp
    /// Has a model judge, unless a person has to agree first.
    case judge(JudgeOrder)
    case rename(ComparisonID, String?)
    case export(ComparisonExportOrder)
    case sweep(CompareSweepEffect)
    case vote(ComparisonVote)
    case loadList(Modality)
    case load(ComparisonID)
    case loadRating(Modality, isSandbox: Bool)
    case loadSets
    case keepSet(TargetSet)
    /// Plays a take from a second on, turned down by so many decibels.
    case play(String, isFilm: Bool, from: Double, gain: Double)
    /// Measures how loud these files are against each other.
    case matchLoudness([String])
    /// Comparisons whose names are to stay hidden.
    case loadVeiled
}
