/// Divides a length among constraints; the same input always gives the same parts.
///
/// Order of service: `fixed` and `minimum` from first to last, then `fraction`, then what is left goes to `fill` and
/// `minimum` by weight. Whoever comes too late gets nothing; no part is negative and the sum never exceeds the length.
public enum Split {
    /// The lengths of the parts of `length` cells, with `spacing` cells between neighbours.
    public static func lengths(of length: Int, _ constraints: [Constraint], spacing: Int = 0) -> [Int] {
        if constraints.isEmpty { return [] }
        let gaps = max(0, spacing) * (constraints.count - 1)
        let usable = max(0, length - gaps)
        var lengths = [Int](repeating: 0, count: constraints.count)
        var left = usable
        for (index, constraint) in constraints.enumerated() {
            let wanted: Int
            switch constraint {
            case .fixed(let cells), .minimum(let cells): wanted = cells
            case .fraction, .fill: wanted = 0
            }
            lengths[index] = min(max(0, wanted), left)
            left -= lengths[index]
        }
        for (index, constraint) in constraints.enumerated() {
            guard case .fraction(let part) = constraint else { continue }
            lengths[index] = min(cells(for: part, of: usable), left)
            left -= lengths[index]
        }
        share(left, among: constraints, in: &lengths)
        return lengths
    }

    private static func cells(for part: Double, of usable: Int) -> Int {
        part.isNaN ? 0 : Int((min(max(part, 0), 1) * Double(usable)).rounded())
    }

    /// Cumulative rounding: the parts differ by at most one cell and add up exactly.
    private static func share(_ left: Int, among constraints: [Constraint], in lengths: inout [Int]) {
        let weights = constraints.map { constraint in
            switch constraint {
            case .minimum: 1
            case .fill(let weight): min(max(0, weight), 1_000_000)
            case .fixed, .fraction: 0
            }
        }
        let total = weights.reduce(0, +)
        if total == 0 || left <= 0 { return }
        var weightBefore = 0
        var given = 0
        for (index, weight) in weights.enumerated() where weight > 0 {
            weightBefore += weight
            let target = left * weightBefore / total
            lengths[index] += target - given
            given = target
        }
    }
}
