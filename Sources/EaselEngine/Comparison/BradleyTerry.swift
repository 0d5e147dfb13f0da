public import EaselCore
import Foundation

/// How good models are, from votes between them: the model of Bradley and Terry, in the form of Luce for more than two.
///
/// Each model has a strength γ; that it is chosen out of a field has the chance γ over the sum of the field's γ. The strengths
/// are those under which the votes are likeliest, found with the MM algorithm (Hunter, "MM algorithms for generalized
/// Bradley-Terry models", 2004) and made exact by Newton's method. A shared win counts in equal parts; "all bad" says nothing
/// about an order and is only counted.
///
/// So that a model that never lost has a finite strength, each has also won and lost half a vote against an opponent of
/// strength 1. Scores are told against the mean of all models; their uncertainty is the standard error from the observed
/// Fisher information of the logarithms of the strengths, taken against that mean too. The same votes give the same figures,
/// in whatever order they come.
public struct BradleyTerry: Hashable, Sendable {
    /// Best first.
    public let ratings: [Rating]
    /// Votes that found all bad.
    public let allBad: Int
    /// Votes that count.
    public let votes: Int

    /// Points of the mean of all models.
    public static let average = 1000.0
    /// Points for a factor of e in strength; a factor of 10 is 400 points, as in chess.
    public static let scale = 400 / log(10.0)

    public init(_ ballots: [RatingBallot]) {
        allBad = ballots.count { $0.best.isEmpty }
        let counted = ballots.filter { !$0.best.isEmpty && $0.field.count >= 2 }
        votes = counted.count
        let names = Set(counted.flatMap(\.field).map(\.description)).sorted()
        guard !names.isEmpty else {
            ratings = []
            return
        }
        let election = Election(counted, names)
        let (logs, errors) = election.solve()
        ratings = names.indices.compactMap { index in
            ModelReference(names[index]).map { model in
                Rating(
                    model: model, score: Self.average + Self.scale * logs[index], error: Self.scale * errors[index],
                    wins: election.wins[index], votes: election.stood[index])
            }
        }.sorted { ($1.score, $0.model.description) < ($0.score, $1.model.description) }
    }

    /// The chance that one is chosen over another; nil when either has no rating.
    public func chance(_ model: ModelReference, over other: ModelReference) -> Double? {
        guard let left = ratings.first(where: { $0.model == model }),
            let right = ratings.first(where: { $0.model == other })
        else { return nil }
        return 1 / (1 + exp((right.score - left.score) / Self.scale))
    }
}

/// One model's place.
public struct Rating: Hashable, Sendable {
    public var model: ModelReference
    /// Points: 1000 is average, and 400 more are chosen ten times out of eleven against it.
    public var score: Double
    /// One standard error, in points.
    public var error: Double
    /// Votes won; a shared one counts in parts.
    public var wins: Double
    /// Votes in which it stood.
    public var votes: Int

    public init(model: ModelReference, score: Double, error: Double, wins: Double, votes: Int) {
        self.model = model
        self.score = score
        self.error = error
        self.wins = wins
        self.votes = votes
    }

    /// Where the true score lies with a probability of about 95 %.
    public var interval: ClosedRange<Double> { (score - 1.96 * error)...(score + 1.96 * error) }
}
