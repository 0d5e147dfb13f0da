public import EaselCore
public import Foundation
public import Logging
import Synchronization

/// Listens to everything that the engine tells and keeps log, metrics and figures of it. It changes nothing, and what goes
/// wrong here stops nobody.
public final class Telemetry: Sendable {
    private let log: EventLog?
    private let meter: EventMeter
    private let metrics = HistogramMetrics()
    private let file: MetricsFile?
    private let board = Mutex(LaneBoard())
    private let watchers = Mutex<[Int: AsyncStream<[LaneFigures]>.Continuation]>([:])
    private let tasks = Mutex<(listener: Task<Void, Never>?, writer: Task<Void, Never>?)>((nil, nil))

    /// How often the file is written while something runs.
    static let writingInterval = Duration.seconds(5)

    /// - Parameters:
    ///   - logger: where lines go, nil for nowhere.
    ///   - parentTrace: the trace that this process belongs to.
    ///   - file: where measurements go while the process runs and when it ends.
    public init(logger: Logger?, parentTrace: String? = nil, file: MetricsFile? = nil) {
        log = logger.map { EventLog($0, parentTrace: parentTrace) }
        meter = EventMeter(metrics)
        self.file = file
    }

    /// With a log of JSON lines in a folder.
    ///
    /// - Parameter level: a word of swift-log (`info`); any other switches the log off.
    public convenience init(folder: URL, level: String, parentTrace: String?, file: MetricsFile?) {
        let logger = Logger.Level(rawValue: level).map { level in
            Logger(label: "easel", factory: { _ in JSONLinesHandler(RotatingFile(folder: folder), level: level) })
        }
        self.init(logger: logger, parentTrace: parentTrace, file: file)
    }

    /// Begins to listen; until the events end.
    public func listen(to events: AsyncStream<JobEvent>) {
        let listener = Task {
            var observer = EventObserver()
            for await event in events {
                guard let (facts, happening) = observer.observe(event) else { continue }
                note(facts, happening)
            }
        }
        let writer = file.map { _ in
            Task {
                while (try? await Task.sleep(for: Self.writingInterval)) != nil { try? writeFile() }
            }
        }
        tasks.withLock { $0 = (listener, writer) }
    }

    /// Waits until all that was told is kept, and writes the file a last time. The events have to have ended, as they do with
    /// `JobRunner.shutdown`. Throws `.storage` when the file cannot be written.
    public func finish() async throws(EaselError) {
        let (listener, writer) = tasks.withLock { tasks in
            defer { tasks = (nil, nil) }
            return tasks
        }
        writer?.cancel()
        await writer?.value
        await listener?.value
        for watcher in watchers.withLock({ Array($0.values) }) { watcher.finish() }
        if listener != nil { try writeFile() }
    }

    /// How the providers do in this process.
    public var figures: [LaneFigures] { board.withLock { $0.figures } }

    /// The figures now, then at every change, until `finish`; changes that come faster than somebody looks are one.
    public func figureChanges() -> AsyncStream<[LaneFigures]> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: [LaneFigures].self, bufferingPolicy: .bufferingNewest(1))
        let key = watchers.withLock { watchers in
            let key = (watchers.keys.max() ?? 0) + 1
            watchers[key] = continuation
            return key
        }
        continuation.onTermination = { [weak self] _ in
            self?.watchers.withLock { _ = $0.removeValue(forKey: key) }
        }
        continuation.yield(figures)
        return stream
    }

    /// All that was measured in this process.
    public var samples: [MetricSample] { metrics.samples() }

    private func note(_ facts: GenerationFacts, _ happening: Happening) {
        log?.note(facts, happening)
        meter.note(facts, happening)
        let watchers = watchers.withLock { Array($0.values) }
        let figures = board.withLock { board in
            board.note(facts, happening)
            return watchers.isEmpty ? [] : board.figures
        }
        for watcher in watchers { watcher.yield(figures) }
    }

    private func writeFile() throws(EaselError) { try file?.write(PrometheusText.render(samples)) }
}
