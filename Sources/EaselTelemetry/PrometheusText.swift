import Foundation

/// Measurements in Prometheus' text format, version 0.0.4.
public enum PrometheusText {
    public static func render(_ samples: [MetricSample]) -> String {
        var text = ""
        var family = ""
        for sample in samples {
            let instrument = Instrument(rawValue: sample.key.label)
            let name = instrument?.prometheusName ?? Self.name(sample.key.label)
            if sample.key.label != family {
                family = sample.key.label
                if let instrument { text += "# HELP \(name) \(instrument.help)\n" }
                text += "# TYPE \(name) \(type(of: sample.value))\n"
            }
            text += lines(name, sample, bounds: instrument?.bounds ?? [])
        }
        return text
    }

    private static func type(of value: MetricSample.Value) -> String {
        switch value {
        case .sum: "counter"
        case .gauge: "gauge"
        case .histogram: "histogram"
        }
    }

    private static func lines(_ name: String, _ sample: MetricSample, bounds: [Double]) -> String {
        let labels = sample.key.dimensions.map { "\(Self.name($0.name))=\"\(escaped($0.value))\"" }
        let all = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
        switch sample.value {
        case .sum(let number), .gauge(let number): return "\(name)\(all) \(text(number))\n"
        case .histogram(let histogram):
            var lines = ""
            for bound in bounds + [.infinity] {
                let count = bound.isFinite ? histogram.count(upTo: bound) : histogram.count
                let bucket = labels + ["le=\"\(bound.isFinite ? text(bound) : "+Inf")\""]
                lines += "\(name)_bucket{\(bucket.joined(separator: ","))} \(count)\n"
            }
            return lines + "\(name)_sum\(all) \(text(histogram.sum))\n\(name)_count\(all) \(histogram.count)\n"
        }
    }

    /// Letters, digits and underscores, no digit first.
    private static func name(_ label: String) -> String {
        let name = String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        return name.first?.isNumber == true ? "_" + name : name
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    private static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}
