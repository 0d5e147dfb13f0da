public import EaselCore
import Histogram

/// A distribution of values, exact to three significant digits.
public struct HistogramSnapshot: Sendable {
    private var histogram = Histogram<UInt64>(numberOfSignificantValueDigits: .three)
    /// How many steps of the histogram are one of what is told: a million where microseconds are counted and seconds told.
    private let stepsPerUnit: Double
    private var steps = 0.0

    public init(stepsPerUnit: Double) { self.stepsPerUnit = stepsPerUnit }

    /// Of the values as they came.
    public var sum: Double { steps / stepsPerUnit }

    public var count: Int { Int(histogram.totalCount) }

    public mutating func record(steps: UInt64) {
        // More than thirty years in microseconds; beyond it the library has no place.
        let steps = min(steps, 1 << 50)
        if histogram.record(steps) { self.steps += Double(steps) }
    }

    /// How many values are not above a bound.
    public func count(upTo bound: Double) -> Int {
        let steps = (bound * stepsPerUnit).rounded(.down)
        guard steps >= 0, count > 0 else { return 0 }
        return Int(histogram.count(within: 0...UInt64(min(steps, 1e15))))
    }

    /// Nil without values.
    public func percentile(_ percent: Double) -> Double? {
        count == 0 ? nil : Double(histogram.valueAtPercentile(percent)) / stepsPerUnit
    }

    /// Nil without values.
    public var percentiles: Percentiles? {
        guard let p50 = percentile(50), let p95 = percentile(95), let p99 = percentile(99) else { return nil }
        return Percentiles(p50: p50, p95: p95, p99: p99)
    }
}
