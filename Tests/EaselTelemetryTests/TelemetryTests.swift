import EaselCore
import EaselEngine
import EaselTelemetry
import Foundation
import Logging
import Testing

@Suite struct TelemetryTests {
    let folder = FileManager.default.temporaryDirectory.appending(path: "easel-telemetry-\(UUID().uuidString)")
    static let prompt = "a secret lighthouse"

    private func record(_ change: (inout GenerationRecord) -> Void = { _ in }) -> GenerationRecord {
        var record = GenerationRecord(
            id: .new(), createdAt: .now, draft: GenerationDraft(modality: .text, prompt: Self.prompt),
            provider: "fal", model: "m", isSandbox: false)
        change(&record)
        return record
    }

    /// Sends events through and ends; returns what was kept.
    private func run(
        _ events: [JobEvent], level: Logger.Level = .debug
    ) async throws -> (telemetry: Telemetry, lines: [[String: JSONValue]], metrics: String) {
        let file = RotatingFile(folder: folder)
        let logger = Logger(label: "t", factory: { _ in JSONLinesHandler(file, level: level) })
        let metrics = MetricsFile(path: folder.appending(path: "m.prom").path)
        let telemetry = Telemetry(logger: logger, parentTrace: nil, file: metrics)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (stream, continuation) = AsyncStream<JobEvent>.makeStream()
        telemetry.listen(to: stream)
        for event in events { continuation.yield(event) }
        continuation.finish()
        try await telemetry.finish()
        let text = (try? String(contentsOfFile: file.path, encoding: .utf8)) ?? ""
        let lines = try text.split(separator: "\n").map { line in
            try JSONDecoder().decode([String: JSONValue].self, from: Data(line.utf8))
        }
        return (telemetry, lines, try String(contentsOfFile: metrics.path, encoding: .utf8))
    }

    private func story() -> (events: [JobEvent], id: JobID) {
        var opened = record()
        let id = opened.id
        let limited = EaselError(.rateLimited, "No: \(Self.prompt)", provider: "fal").with { $0.httpStatus = 429 }
        var moved = opened
        moved.provider = "replicate"
        opened.warnings = [GenerationWarning(.other, Self.prompt)]
        var closed = moved
        closed.status = .succeeded
        closed.text = "an answer that nobody logs"
        closed.usage = Usage(inputTokens: 5, outputTokens: 50, costUSD: 0.25, costIsEstimate: false)
        closed.timing = .init(firstOutputMilliseconds: 100, totalMilliseconds: 1100)
        closed.attempts = (0..<3).map { _ in Attempt(provider: "fal", model: "m", status: .failed, milliseconds: 1) }
        let events: [GenerationEvent] = [
            .opened(opened), .waiting(until: nil), .retrying(because: limited, at: .now),
            .switched(moved, because: limited), .text("an answer that nobody logs"),
            .warning(GenerationWarning(.adjusted, parameter: .size, Self.prompt)),
            .saved(Asset(path: "/secret/path.png", mediaType: .png, bytes: 1234, sha256: "")), .finished(closed),
        ]
        return (events.map { JobEvent(id: id, event: $0) }, id)
    }

    @Test func `a generation leaves a line per event, with names and numbers and nothing of what was said`()
        async throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (events, id) = story()
        let (_, lines, _) = try await run(events)
        #expect(
            lines.map { $0["event"]?.string } == [
                "generation.opened", "generation.waiting", "generation.retrying", "generation.switched",
                "generation.warned", "generation.saved", "generation.finished",
            ])
        for line in lines {
            #expect(line["generation"] == .string(id.rawValue))
            #expect(line["trace"]?.string?.count == 32 && line["span"]?.string?.count == 16)
        }
        #expect(lines[2]["errorKind"] == "rateLimited" && lines[2]["httpStatus"] == 429 && lines[2]["attempt"] == 2)
        #expect(lines[3]["from"] == "fal:m" && lines[3]["provider"] == "replicate")
        let end = try #require(lines.last)
        #expect(end["durationMilliseconds"] == 1100 && end["firstOutputMilliseconds"] == 100 && end["attempt"] == 3)
        #expect(end["costUSD"] == 0.25 && end["status"] == "succeeded")
        let all = "\(lines)"
        #expect(!all.contains("secret") && !all.contains("nobody logs"))
    }

    @Test func `metrics bear the names of the conventions`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (_, _, text) = try await run(story().events)
        try PrometheusGrammar.check(text)
        let labels =
            #"gen_ai_operation_name="chat",gen_ai_output_type="text",gen_ai_provider_name="replicate",gen_ai_request_model="m""#
        #expect(text.contains("gen_ai_client_operation_duration_seconds_count{\(labels)} 1\n"))
        #expect(text.contains("gen_ai_client_operation_time_to_first_chunk_seconds_sum{\(labels)} 0.1\n"))
        #expect(text.contains("gen_ai_client_token_usage_sum{\(labels),gen_ai_token_type=\"output\"} 50\n"))
        #expect(text.contains("easel_client_received_bytes_total{\(labels)} 1234\n"))
        #expect(text.contains("easel_client_cost_usd_total{\(labels)} 0.25\n"))
        #expect(text.contains("easel_client_operation_retries_total{error_type=\"rateLimited\""))
        #expect(text.contains("easel_client_operation_fallbacks_total{"))
        #expect(!text.contains("secret"))
    }

    @Test func `a level leaves out what is below it`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (_, lines, _) = try await run(story().events, level: .warning)
        #expect(lines.map { $0["event"]?.string } == ["generation.retrying", "generation.switched"])
    }

    @Test func `figures of a lane keep the newest times and count what went wrong`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var events: [JobEvent] = []
        for number in 0..<70 {
            let opened = record()
            var closed = opened
            closed.status = number % 10 == 9 ? .failed : .succeeded
            closed.timing.totalMilliseconds = number
            if closed.status == .failed { closed.error = EaselError(.timeout, "").with { $0.httpStatus = 504 } }
            events += [.init(id: opened.id, event: .opened(opened)), .init(id: opened.id, event: .finished(closed))]
        }
        let (telemetry, _, _) = try await run(events)
        let lane = try #require(telemetry.figures.first)
        #expect(telemetry.figures.count == 1)
        #expect(lane.succeeded == 63 && lane.failed == 7)
        #expect(lane.errors == [.timeout: 7] && lane.statuses == [504: 7])
        #expect(lane.recent.count == LaneFigures.recentLimit && lane.recent.last == 68)
        #expect(lane.spending == Spending(knownUSD: 0, unknownCount: 63))
    }

    @Test func `whoever watches the figures is told them at once, at each change, and of the end`() async throws {
        let telemetry = Telemetry(logger: nil)
        let (events, feed) = AsyncStream<JobEvent>.makeStream()
        telemetry.listen(to: events)
        var watcher = telemetry.figureChanges().makeAsyncIterator()
        #expect(await watcher.next() == [])
        let opened = record()
        var closed = opened
        closed.status = .succeeded
        closed.timing.totalMilliseconds = 12
        feed.yield(JobEvent(id: opened.id, event: .opened(opened)))
        feed.yield(JobEvent(id: opened.id, event: .finished(closed)))
        var seen = await watcher.next()
        while let lanes = seen, lanes.first?.succeeded != 1 { seen = await watcher.next() }
        #expect(seen?.first?.recent == [12])
        feed.finish()
        try await telemetry.finish()
        #expect(await watcher.next() == nil)
    }

    @Test func `a generation that goes on elsewhere is not counted as done`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let opened = record()
        var left = opened
        left.status = .accepted
        left.timing.totalMilliseconds = 5
        let (telemetry, _, _) = try await run([
            .init(id: opened.id, event: .opened(opened)), .init(id: opened.id, event: .finished(left)),
        ])
        #expect(telemetry.samples.isEmpty)
    }
}
