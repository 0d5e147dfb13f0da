import EaselCore
import Foundation

/// Votes as numbers: fields of the same models are one, with their count.
struct Election {
    private let fields: [(members: [Int], count: Double)]
    let wins: [Double]
    let stood: [Int]
    /// Votes against the opponent of strength 1, half of them won.
    private let prior = 1.0

    init(_ ballots: [RatingBallot], _ names: [String]) {
        let number = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        var counts: [[Int]: Double] = [:]
        var stood = Array(repeating: 0, count: names.count)
        // Whole counts of each share, so that the order of the votes leaves no trace in the last bits.
        var shares = Array(repeating: [Int: Int](), count: names.count)
        for ballot in ballots {
            let members = Set(ballot.field.compactMap { number[$0.description] }).sorted()
            counts[members, default: 0] += 1
            for member in members { stood[member] += 1 }
            for winner in ballot.best {
                if let index = number[winner.description] { shares[index][ballot.best.count, default: 0] += 1 }
            }
        }
        fields = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
        wins = shares.map { $0.sorted { $0.key < $1.key }.reduce(0) { $0 + Double($1.value) / Double($1.key) } }
        self.stood = stood
    }

    /// The logarithms of the strengths, less their mean, and the standard errors of those.
    func solve() -> (logs: [Double], errors: [Double]) {
        var logs = roughStrengths().map { log($0) }
        var covariance = Self.inverse(information(logs.map { exp($0) }))
        for _ in 0..<100 {
            let slope = slope(logs.map { exp($0) })
            let step = covariance.map { row in zip(row, slope).reduce(0) { $0 + $1.0 * $1.1 } }
            let largest = step.map { abs($0) }.max() ?? 0
            // The likelihood has one peak; a step that is kept short cannot leap over it.
            let share = largest > 1 ? 1 / largest : 1
            logs = zip(logs, step).map { $0 + share * $1 }
            covariance = Self.inverse(information(logs.map { exp($0) }))
            if largest < 1e-11 { break }
        }
        let mean = logs.reduce(0, +) / Double(logs.count)
        return (logs.map { $0 - mean }, Self.centredErrors(covariance))
    }

    /// Some steps of the MM algorithm, which never lead away from the peak.
    private func roughStrengths() -> [Double] {
        var strengths = Array(repeating: 1.0, count: wins.count)
        for _ in 0..<50 {
            let demand = demand(strengths)
            strengths = wins.indices.map { (wins[$0] + prior / 2) / demand[$0] }
        }
        return strengths
    }

    /// By model, the votes that it would win at strength 1 in the fields where it stood.
    private func demand(_ strengths: [Double]) -> [Double] {
        var demand = strengths.map { prior / ($0 + 1) }
        for field in fields {
            let share = field.count / field.members.reduce(0) { $0 + strengths[$1] }
            for member in field.members { demand[member] += share }
        }
        return demand
    }

    /// Of the logarithm of the likelihood, by the logarithms of the strengths.
    private func slope(_ strengths: [Double]) -> [Double] {
        let demand = demand(strengths)
        return wins.indices.map { wins[$0] + prior / 2 - strengths[$0] * demand[$0] }
    }

    /// The Fisher information of the logarithms of the strengths.
    private func information(_ strengths: [Double]) -> [[Double]] {
        var information = strengths.indices.map { row in
            strengths.indices.map { column in
                row == column ? prior * strengths[row] / ((strengths[row] + 1) * (strengths[row] + 1)) : 0
            }
        }
        for field in fields {
            let sum = field.members.reduce(0) { $0 + strengths[$1] }
            for row in field.members {
                let chance = strengths[row] / sum
                information[row][row] += field.count * chance
                for column in field.members {
                    information[row][column] -= field.count * chance * strengths[column] / sum
                }
            }
        }
        return information
    }

    /// The roots of the variances of each less the mean of all.
    private static func centredErrors(_ covariance: [[Double]]) -> [Double] {
        let size = Double(covariance.count)
        let rows = covariance.map { $0.reduce(0, +) / size }
        let all = rows.reduce(0, +) / size
        return covariance.indices.map { max(covariance[$0][$0] - 2 * rows[$0] + all, 0).squareRoot() }
    }

    /// Gauss and Jordan without pivoting: the matrix is symmetric and positive definite.
    private static func inverse(_ matrix: [[Double]]) -> [[Double]] {
        let size = matrix.count
        var left = matrix
        var right = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0.0 } }
        for pivot in 0..<size {
            let factor = left[pivot][pivot]
            for column in 0..<size {
                left[pivot][column] /= factor
                right[pivot][column] /= factor
            }
            for row in 0..<size where row != pivot && left[row][pivot] != 0 {
                let multiple = left[row][pivot]
                for column in 0..<size {
                    left[row][column] -= multiple * left[pivot][column]
                    right[row][column] -= multiple * right[pivot][column]
                }
            }
        }
        return right
    }
}
