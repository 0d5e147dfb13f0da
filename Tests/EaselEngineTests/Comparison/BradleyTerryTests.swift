import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

/// The rating against populations whose strengths are known.
@Suite struct BradleyTerryTests {
    private let models = (0..<6).map { ModelReference(provider: "p", model: ModelID(rawValue: "m\($0)")) }
    /// Natural logarithms; their mean is zero.
    private let truth = [1.2, 0.7, 0.1, -0.2, -0.6, -1.2]

    /// Votes as people of that population would cast them: fields of two to four, some ties, some all bad.
    private func ballots(_ count: Int, seed: UInt64, ties: Double = 0, bad: Double = 0) -> [RatingBallot] {
        var generator = SeededGenerator(state: seed)
        return (0..<count).map { _ in
            let field = Array(
                models.indices.shuffled(using: &generator).prefix(Int.random(in: 2...4, using: &generator)))
            let names = field.map { models[$0] }
            if Double.random(in: 0..<1, using: &generator) < bad { return RatingBallot(field: names, best: []) }
            let first = choose(field, &generator)
            var best = [models[first]]
            if Double.random(in: 0..<1, using: &generator) < ties {
                best.append(models[choose(field.filter { $0 != first }, &generator)])
            }
            return RatingBallot(field: names, best: best)
        }
    }

    private func choose(_ field: [Int], _ generator: inout SeededGenerator) -> Int {
        let strengths = field.map { exp(truth[$0]) }
        var point = Double.random(in: 0..<strengths.reduce(0, +), using: &generator)
        for (index, strength) in zip(field, strengths) {
            if point < strength { return index }
            point -= strength
        }
        return field[0]
    }

    private func points(_ index: Int) -> Double { BradleyTerry.average + BradleyTerry.scale * truth[index] }

    @Test(arguments: [1, 2, 3] as [UInt64]) func `many votes find the strengths`(seed: UInt64) throws {
        let rating = BradleyTerry(ballots(20_000, seed: seed))
        #expect(rating.ratings.map(\.model) == models)
        for (index, model) in models.enumerated() {
            let found = try #require(rating.ratings.first { $0.model == model })
            #expect(abs(found.score - points(index)) < 25, "\(model): \(found.score), not \(points(index))")
            #expect(found.error < 10)
        }
        let chance = try #require(rating.chance(models[0], over: models[5]))
        #expect(abs(chance - 1 / (1 + exp(truth[5] - truth[0]))) < 0.02)
    }

    @Test func `the interval holds the true value as often as it says`() throws {
        var (inside, all) = (0, 0)
        for seed in 0..<200 {
            let rating = BradleyTerry(ballots(300, seed: UInt64(seed) &* 7919))
            for (index, model) in models.enumerated() {
                let found = try #require(rating.ratings.first { $0.model == model })
                all += 1
                if found.interval.contains(points(index)) { inside += 1 }
            }
        }
        let share = Double(inside) / Double(all)
        #expect((0.93...0.98).contains(share), "\(share) of 95 % intervals hold the true value")
    }

    @Test func `uncertainty shrinks as the root of the votes`() throws {
        let few = try #require(BradleyTerry(ballots(500, seed: 5)).ratings.first)
        let many = try #require(BradleyTerry(ballots(8_000, seed: 5)).ratings.first)
        #expect((3.3...4.7).contains(few.error / many.error), "16 times the votes, a quarter of the error")
    }

    @Test func `ties and all bad leave the order as it is`() {
        let rating = BradleyTerry(ballots(20_000, seed: 9, ties: 0.2, bad: 0.1))
        #expect(rating.ratings.map(\.model) == models)
        #expect((1_800...2_200).contains(rating.allBad) && rating.votes + rating.allBad == 20_000)
    }

    @Test func `the same votes in any order give the same figures to the last bit`() {
        let votes = ballots(700, seed: 3, ties: 0.3)
        var generator = SeededGenerator(state: 4)
        let first = BradleyTerry(votes)
        for _ in 0..<5 { #expect(BradleyTerry(votes.shuffled(using: &generator)) == first) }
    }

    @Test func `two models agree with the closed form`() throws {
        // 30 of 40 votes, and half a vote each way against an average opponent.
        let pair = Array(models.prefix(2))
        let votes = (0..<40).map { RatingBallot(field: pair, best: [pair[$0 < 30 ? 0 : 1]]) }
        let rating = BradleyTerry(votes)
        let chance = try #require(rating.chance(pair[0], over: pair[1]))
        #expect((0.73...0.75).contains(chance), "3 to 1, drawn a little to the middle")
        let sum = rating.ratings.map { $0.score - BradleyTerry.average }.reduce(0, +)
        #expect(
            abs(sum) < 1e-6 && rating.ratings.map(\.wins) == [30, 10] && rating.ratings.allSatisfy { $0.votes == 40 })
    }

    @Test func `who never lost has a finite rating, and few votes say little`() throws {
        let pair = Array(models.prefix(2))
        let one = BradleyTerry([RatingBallot(field: pair, best: [pair[0]])])
        let best = try #require(one.ratings.first)
        #expect(best.model == pair[0] && best.score.isFinite && best.interval.contains(BradleyTerry.average))
        let ties = BradleyTerry(Array(repeating: RatingBallot(field: pair, best: pair), count: 9))
        #expect(ties.ratings.allSatisfy { abs($0.score - BradleyTerry.average) < 1e-6 && $0.wins == 4.5 })
        #expect(BradleyTerry([]).ratings.isEmpty && BradleyTerry([RatingBallot(field: pair, best: [])]).allBad == 1)
    }
}
