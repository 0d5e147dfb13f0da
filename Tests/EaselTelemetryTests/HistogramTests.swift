import CoreMetrics
import EaselCore
import EaselTelemetry
import Foundation
import Testing

@Suite struct HistogramTests {
    @Test(arguments: 0..<5) func `percentiles are exact to three digits`(_ round: Int) throws {
        let metrics = HistogramMetrics()
        let timer = Timer(label: "gen_ai.client.operation.duration", dimensions: [("a", "b")], factory: metrics)
        var values: [Double] = []
        for _ in 0..<5000 {
            // From a tenth of a millisecond to three hours, most of them short.
            let milliseconds = exp(Double.random(in: -2.3...16.2))
            values.append(milliseconds / 1000)
            timer.recordNanoseconds(Int64(milliseconds * 1e6))
        }
        values.sort()
        guard case .histogram(let histogram)? = metrics.samples().first?.value else {
            return #expect(Bool(false), "no histogram")
        }
        #expect(histogram.count == 5000)
        for rank in [50, 2500, 4750, 4950, 4995, 5000] {
            // A rank computed from a percentage may miss by one; a value may not miss by a thousandth.
            let (low, high) = (values[max(0, rank - 2)], values[min(4999, rank)])
            let told = try #require(histogram.percentile(Double(rank) / 50))
            #expect(told >= low * 0.999 - 1e-5 && told <= high * 1.001 + 1e-5, "rank \(rank): \(told)")
        }
        let sum = values.reduce(0, +)
        #expect(abs(histogram.sum - sum) < sum * 1e-3)
        for bound in [0.01, 0.32, 10.24] {
            let exact = values.count { $0 <= bound }
            #expect(abs(histogram.count(upTo: bound) - exact) <= max(5, exact / 100))
        }
    }

    @Test func `nothing measured is nothing told`() {
        let empty = HistogramSnapshot(stepsPerUnit: 1)
        #expect(empty.percentiles == nil && empty.count(upTo: 5) == 0 && empty.sum == 0)
    }

    @Test func `the same name and dimensions are one series, in any order`() {
        let metrics = HistogramMetrics()
        Counter(label: "c", dimensions: [("x", "1"), ("y", "2")], factory: metrics).increment(by: 2)
        Counter(label: "c", dimensions: [("y", "2"), ("x", "1")], factory: metrics).increment(by: 3)
        let samples = metrics.samples()
        #expect(samples.count == 1)
        guard case .sum(5)? = samples.first?.value else { return #expect(Bool(false), "\(samples)") }
    }

    @Test func `absurd values do no harm`() {
        let metrics = HistogramMetrics()
        let timer = Timer(label: "t", factory: metrics)
        timer.recordNanoseconds(.max)
        timer.recordNanoseconds(-5)
        let recorder = Recorder(label: "r", dimensions: [], aggregate: true, factory: metrics)
        recorder.record(Double.infinity)
        recorder.record(Int64.max)
        #expect(metrics.samples().count == 2)
    }
}
