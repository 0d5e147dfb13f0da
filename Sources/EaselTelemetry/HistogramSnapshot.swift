public import EaselCore
import Histogram

/// A distribution of values, exact to three significant digits.
public struct HistogramSnapshot: Sendable {
    private var histogram = Histogram<UInt64>(numberOfSignificantValueDigits: .three)
    /// What one step of the histogram stands for: 1e-6 where microseconds are counted and seconds told.
    private let unit: Double
    /// Of the values as they came.
    public private(set) var sum = 0.0

    public init(unit: Double) { self.unit = unit }

    public var count: Int { Int(histogram.totalCount) }

    public mutating func record(steps: UInt64) {
        // More than thirty years in microseconds; beyond it the library has no place.
        let steps = min(steps, 1 << 50)
        if histogram.record(steps) { sum += Double(steps) * unit }
    }

    /// How many values are not above a bound.
    public func count(upTo bound: Double) -> Int {
        let steps = (bound / unit).rounded(.down)
        guard steps >= 0, count > 0 else { return 0 }
        return Int(histogram.count(within: 0...UInt64(min(steps, 1e15))))
    }

    /// Nil without values.
    public func percentile(_ percent: Double) -> Double? {
        count == 0 ? nil : Double(histogram.valueAtPercentile(percent)) * unit
    }

    /// Nil without values.
    public var percentiles: Percentiles? {
        guard let p50 = percentile(50), let p95 = percentile(95), let p99 = percentile(99) else { return nil }
        return Percentiles(p50: p50, p95: p95, p99: p99)
    }
}
