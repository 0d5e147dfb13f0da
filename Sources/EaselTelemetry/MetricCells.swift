import CoreMetrics
import Synchronization

/// What holds one series.
protocol MetricCell: AnyObject, Sendable {
    var value: MetricSample.Value { get }
}

/// A number that only grows.
final class SumCell: MetricCell, CounterHandler, FloatingPointCounterHandler {
    private let sum = Mutex(0.0)

    var value: MetricSample.Value { .sum(sum.withLock { $0 }) }

    func increment(by amount: Int64) { sum.withLock { $0 += Double(amount) } }
    func increment(by amount: Double) { sum.withLock { $0 += amount } }
    func reset() { sum.withLock { $0 = 0 } }
}

/// A number that goes up and down.
final class GaugeCell: MetricCell, MeterHandler {
    private let level = Mutex(0.0)

    var value: MetricSample.Value { .gauge(level.withLock { $0 }) }

    func set(_ value: Int64) { level.withLock { $0 = Double(value) } }
    func set(_ value: Double) { level.withLock { $0 = value } }
    func increment(by amount: Double) { level.withLock { $0 += amount } }
    func decrement(by amount: Double) { level.withLock { $0 -= amount } }
}

/// Values with all their distribution.
final class HistogramCell: MetricCell, TimerHandler, RecorderHandler {
    private let state: Mutex<HistogramSnapshot>

    init(stepsPerUnit: Double) { state = Mutex(HistogramSnapshot(stepsPerUnit: stepsPerUnit)) }

    var value: MetricSample.Value { .histogram(state.withLock { $0 }) }

    func recordNanoseconds(_ duration: Int64) { state.withLock { $0.record(steps: UInt64(max(0, duration)) / 1000) } }
    func record(_ value: Int64) { state.withLock { $0.record(steps: UInt64(max(0, value))) } }
    func record(_ value: Double) {
        guard value.isFinite else { return }
        state.withLock { $0.record(steps: UInt64(min(max(0, value.rounded()), 1e15))) }
    }
}
