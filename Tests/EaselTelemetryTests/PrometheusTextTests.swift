import CoreMetrics
import EaselCore
import EaselTelemetry
import Foundation
import Testing

@Suite struct PrometheusTextTests {
    private func text() -> String {
        let metrics = HistogramMetrics()
        let dimensions = [("gen_ai.provider.name", "fal"), ("gen_ai.request.model", "a\"b\\c\nd")]
        for milliseconds in [5, 15, 700, 700, 200_000] {
            Timer(label: "gen_ai.client.operation.duration", dimensions: dimensions, factory: metrics)
                .recordMilliseconds(milliseconds)
        }
        Counter(label: "easel.client.operation.retries", dimensions: dimensions, factory: metrics).increment(by: 3)
        FloatingPointCounter(label: "easel.client.cost", factory: metrics).increment(by: 0.25)
        Recorder(label: "gen_ai.client.token.usage", dimensions: dimensions, aggregate: true, factory: metrics)
            .record(Int64(17))
        return PrometheusText.render(metrics.samples())
    }

    @Test func `buckets are those of the conventions, cumulative, in seconds`() {
        let text = text()
        #expect(text.contains("# TYPE gen_ai_client_operation_duration_seconds histogram\n"))
        let labels = #"gen_ai_provider_name="fal",gen_ai_request_model="a\"b\\c\nd""#
        let name = "gen_ai_client_operation_duration_seconds"
        for (bound, count) in [("0.01", 1), ("0.02", 2), ("0.64", 2), ("1.28", 4), ("81.92", 4), ("+Inf", 5)] {
            #expect(text.contains("\(name)_bucket{\(labels),le=\"\(bound)\"} \(count)\n"), "\(bound)")
        }
        #expect(text.contains("\(name)_count{\(labels)} 5\n"))
        #expect(text.contains("easel_client_operation_retries_total{\(labels)} 3\n"))
        #expect(text.contains("easel_client_cost_usd_total 0.25\n"))
        #expect(text.contains("gen_ai_client_token_usage_bucket{\(labels),le=\"64\"} 1\n"))
    }

    @Test func `every line follows the grammar of the format, and each family is told of once`() throws {
        try PrometheusGrammar.check(text())
    }

    @Test func `the file is replaced whole, and nothing is left beside it`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "easel-metrics-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = MetricsFile(path: folder.appending(path: "m.prom").path)
        try file.write("first\n")
        try file.write("second\n")
        #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "second\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["m.prom"])
        #expect(throws: EaselError.self) { try MetricsFile(path: "/nowhere/at/all/m.prom").write("") }
    }
}

/// A strict reader of Prometheus' text format 0.0.4: names, labels, numbers, one TYPE before a family's lines, cumulative
/// buckets that end with +Inf and equal the count.
enum PrometheusGrammar {
    struct Broken: Error, CustomStringConvertible { var description: String }

    static func check(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Broken(description: "the last line does not end") }
        let sample = #/([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(.*)\})? (\S+)/#
        let pairs =
            #/(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*")(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*")*/#
        var types: [String: String] = [:]
        var seen: Set<String> = []
        var buckets: [String: [(bound: Double, count: Double)]] = [:]
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            if line.hasPrefix("# HELP ") { continue }
            if line.hasPrefix("# TYPE ") {
                let words = line.split(separator: " ")
                guard words.count == 4, types.updateValue(String(words[3]), forKey: String(words[2])) == nil else {
                    throw Broken(description: "a second type: \(line)")
                }
                continue
            }
            guard let match = line.wholeMatch(of: sample), let number = value(match.4) else {
                throw Broken(description: "no sample: \(line)")
            }
            guard seen.insert("\(match.1)\(match.2 ?? "")").inserted else {
                throw Broken(description: "twice: \(line)")
            }
            if let labels = match.3, labels.wholeMatch(of: pairs) == nil {
                throw Broken(description: "labels: \(line)")
            }
            let name = String(match.1)
            guard let family = family(of: name, types) else { throw Broken(description: "no type for \(line)") }
            if types[family] == "counter" && (!name.hasSuffix("_total") || number < 0) {
                throw Broken(description: "a counter: \(line)")
            }
            guard name == family + "_bucket", let labels = match.3 else { continue }
            let parts = labels.split(separator: "le=\"")
            guard parts.count == 2, let bound = value(parts[1].prefix { $0 != "\"" }) else {
                throw Broken(description: "no bound: \(line)")
            }
            buckets[family + parts[0], default: []].append((bound, number))
        }
        for (series, list) in buckets {
            guard list.last?.bound == .infinity, list.map(\.bound) == list.map(\.bound).sorted(),
                list.map(\.count) == list.map(\.count).sorted()
            else { throw Broken(description: "buckets of \(series): \(list)") }
        }
    }

    private static func family(of name: String, _ types: [String: String]) -> String? {
        if types[name] != nil { return name }
        for ending in ["_bucket", "_sum", "_count"] where name.hasSuffix(ending) {
            let base = String(name.dropLast(ending.count))
            if types[base] == "histogram" { return base }
        }
        return nil
    }

    private static func value(_ text: Substring) -> Double? { text == "+Inf" ? .infinity : Double(text) }
}
