public import CoreMetrics
import Histogram
import Synchronization

/// The backend of swift-metrics: counters, and histograms that keep every value to three significant digits (HdrHistogram), so
/// percentiles are those of the values and not of a few buckets.
public final class HistogramMetrics: MetricsFactory {
    private let cells = Mutex<[MetricKey: any MetricCell]>([:])

    public init() {}

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        cell(label, dimensions) { SumCell() }
    }

    public func makeFloatingPointCounter(label: String, dimensions: [(String, String)])
        -> any FloatingPointCounterHandler
    {
        cell(label, dimensions) { SumCell() }
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        cell(label, dimensions) { GaugeCell() }
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        cell(label, dimensions) { HistogramCell(stepsPerUnit: 1) }
    }

    /// Kept in microseconds, told in seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        cell(label, dimensions) { HistogramCell(stepsPerUnit: 1e6) }
    }

    /// Handlers are kept: what was counted stays counted.
    public func destroyCounter(_ handler: any CounterHandler) {}
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    public func destroyMeter(_ handler: any MeterHandler) {}
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    public func destroyTimer(_ handler: any TimerHandler) {}

    /// All that was measured, in a stable order.
    public func samples() -> [MetricSample] {
        cells.withLock { Array($0) }.map { MetricSample(key: $0.key, value: $0.value.value) }.sorted { $0.key < $1.key }
    }

    private func cell<Cell: MetricCell>(_ label: String, _ dimensions: [(String, String)], _ make: () -> Cell) -> Cell {
        let key = MetricKey(label: label, dimensions: dimensions.map(MetricKey.Dimension.init))
        return cells.withLock { cells in
            if let cell = cells[key] as? Cell { return cell }
            let cell = make()
            cells[key] = cell
            return cell
        }
    }
}

/// Which series a value belongs to.
public struct MetricKey: Hashable, Sendable, Comparable {
    public struct Dimension: Hashable, Sendable {
        public var name: String
        public var value: String

        init(_ pair: (String, String)) { (name, value) = pair }
    }

    public var label: String
    /// In the order of their names.
    public var dimensions: [Dimension]

    init(label: String, dimensions: [Dimension]) {
        self.label = label
        self.dimensions = dimensions.sorted { $0.name < $1.name }
    }

    public static func < (left: MetricKey, right: MetricKey) -> Bool {
        let text = { (key: MetricKey) in key.dimensions.map { "\($0.name)=\($0.value)" }.joined(separator: ",") }
        return (left.label, text(left)) < (right.label, text(right))
    }
}

/// A series and what it holds.
public struct MetricSample: Sendable {
    public enum Value: Sendable {
        case sum(Double)
        case gauge(Double)
        case histogram(HistogramSnapshot)
    }

    public var key: MetricKey
    public var value: Value
}
