import Foundation

/// The times of many runs of one piece of work.
struct Sampling {
    /// Seconds, ascending.
    private var times: [Double]
    private var failures: Int
    private var total: Double
    /// Seconds of processor time, of this process.
    private var work = 0.0

    /// Runs the work `count` times, at most `width` at once; the work says whether it went well.
    static func run(
        _ count: Int, _ width: Int, _ work: @escaping @Sendable (Int) async -> Bool
    ) async -> Sampling {
        let start = ContinuousClock.now
        let began = processorTime
        var sampling = Sampling(times: [], failures: 0, total: 0)
        await withTaskGroup(of: (Double, Bool).self) { group in
            for number in 0..<count {
                if number >= width, let sample = await group.next() { sampling.add(sample) }
                group.addTask {
                    let start = ContinuousClock.now
                    let isGood = await work(number)
                    return ((ContinuousClock.now - start) / .seconds(1), isGood)
                }
            }
            for await sample in group { sampling.add(sample) }
        }
        sampling.total = (ContinuousClock.now - start) / .seconds(1)
        sampling.work = processorTime - began
        sampling.times.sort()
        return sampling
    }

    static func heading(requests: Int, concurrency: Int) {
        print("\(requests) requests, \(concurrency) at once; milliseconds")
        print(columns(["", "p50", "p95", "p99", "max", "per s", "failed", "CPU", "RSS MB"]))
    }

    func show(_ name: String) {
        defer { fflush(nil) }
        let cells = [0.5, 0.95, 0.99, 1].map { String(format: "%.1f", percentile($0) * 1000) }
        print(
            Self.columns(
                [name] + cells + [
                    String(format: "%.0f", Double(times.count) / total), "\(failures)",
                    String(format: "%.2f", work * 1000 / Double(times.count)),
                    String(format: "%.0f", Self.residentMegabytes),
                ]))
    }

    /// A JSON object on a line, for scripts.
    func report(_ name: String) {
        defer { fflush(nil) }
        let figures = Figures(
            name: name, median: percentile(0.5) * 1000, p99: percentile(0.99) * 1000, most: percentile(1) * 1000,
            failed: failures, megabytes: Self.residentMegabytes)
        if let line = try? JSONEncoder().encode(figures) { print(String(decoding: line, as: UTF8.self)) }
    }

    /// Times in milliseconds.
    private struct Figures: Encodable {
        var name: String
        var median: Double
        var p99: Double
        var most: Double
        var failed: Int
        var megabytes: Double
    }

    private mutating func add(_ sample: (Double, Bool)) {
        times.append(sample.0)
        if !sample.1 { failures += 1 }
    }

    private func percentile(_ fraction: Double) -> Double {
        guard !times.isEmpty else { return 0 }
        return times[min(times.count - 1, Int((Double(times.count) * fraction).rounded(.up)) - 1)]
    }

    private static var processorTime: Double {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    }

    /// `VmRSS` of proc(5).
    private static var residentMegabytes: Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1024
    }

    private static func columns(_ cells: [String]) -> String {
        cells.enumerated().map { column, cell in
            let gap = String(repeating: " ", count: max(0, (column == 0 ? 14 : 9) - cell.count))
            return column == 0 ? cell + gap : gap + cell
        }
        .joined()
    }
}
