import Foundation
import Testing

/// Two studios, a batch and readers on one history at once, each a process of its own.
@Suite(.serialized) struct HistoryCrowdJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private static let lines = 200
    private static let prompts = 8

    /// Every third one a text, the others pictures.
    private func batch() throws -> String {
        let lines = (0..<Self.lines).map { number in
            number % 3 == 0
                ? #"{"id":"r\#(number)","modality":"text","prompt":"crowd \#(number)","on":"openrouter"}"#
                : #"{"id":"r\#(number)","modality":"image","prompt":"crowd \#(number)","on":"fal:fal-ai/flux/schnell"}"#
        }
        let file = scratch.file("crowd.jsonl")
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        return file.path
    }

    /// Sends prompts from a studio, each as soon as the one before has reached its provider.
    private func work(_ terminal: TerminalSession, _ name: String, _ sandbox: SandboxProcess) async throws {
        for number in 0..<Self.prompts {
            let prompt = "\(name)\(number)"
            try terminal.type(prompt)
            try terminal.press("Enter")
            _ = try await eventually("\(prompt) is sent") {
                try await sandbox.requests("POST", "openrouter").contains { $0.body?.contains(prompt) == true }
                    ? true : nil
            } else: {
                terminal.screen
            }
        }
    }

    /// Searches again and again until the batch has ended. Returns how long each took, in milliseconds.
    private func read(while isBusy: () -> Bool) async throws -> [Double] {
        var times: [Double] = []
        var last = 0
        while isBusy() {
            let start = ContinuousClock.now
            let run = try scratch.easel("history", "search", "crowd", "--limit", "1000", "--json")
            times.append((ContinuousClock.now - start) / .milliseconds(1))
            #expect(run.status == 0, "\(run.errors)")
            let found = try GenerationResult.list(run.output).count
            #expect(found >= last)
            last = found
            try await Task.sleep(for: .milliseconds(50))
        }
        return times
    }

    @Test func `nothing is lost, nobody waits for a lock, and the open list shows it all`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let first = try TerminalSession(scratch, columns: 120, rows: 36)
        try await first.openStudio(with: sandbox.environment)
        try await first.see("sandbox")
        let started = try scratch.easel(
            "generate", "text", "the first", "--on", "openrouter", with: sandbox.environment)
        #expect(started.status == 0)
        let second = try TerminalSession(scratch, columns: 120, rows: 36)
        try await second.openStudio(with: sandbox.environment)
        try await second.see("sandbox")
        // A third only looks: what it shows comes from the others.
        let watching = try TerminalSession(scratch, columns: 120, rows: 36)
        try await watching.openStudio(with: sandbox.environment)
        try await watching.see("sandbox")
        try watching.press("F4")
        try await watching.see("History 1")

        let results = scratch.file("results.jsonl")
        let batch = try scratch.start(
            ["batch", try batch(), "--results", results.path, "--concurrency", "4"], with: sandbox.environment)
        try await work(first, "alpha", sandbox)
        try await work(second, "beta", sandbox)
        let times = try await read { batch.endedBy == nil }.sorted()
        let end = batch.finish()
        #expect(end.status == 0, "\(end.errors.suffix(2000))")
        print(
            "searches of other processes meanwhile: \(times.count), median \(Int(times.isEmpty ? 0 : times[times.count / 2])) ms,",
            "slowest \(Int(times.last ?? 0)) ms")

        let total = Self.lines + 2 * Self.prompts + 1
        _ = try await eventually("everything has ended") {
            let open = try scratch.easel("history", "list", "--status", "accepted", "--status", "submitted", "--json")
            return try GenerationResult.list(open.output).isEmpty ? true : nil
        }
        let all = try GenerationResult.list(scratch.easel("history", "list", "--limit", "1000", "--json").output)
        #expect(all.count == total)
        #expect(Set(all.map(\.id)).count == total)
        #expect(all.allSatisfy { $0.status == "succeeded" && $0.attempts.count == 1 })
        let expected =
            (0..<Self.lines).map { "crowd \($0)" } + ["the first"]
            + ["alpha", "beta"].flatMap { name in (0..<Self.prompts).map { "\(name)\($0)" } }
        #expect(Set(all.map(\.prompt)) == Set(expected))
        let pictures = all.flatMap(\.assets)
        #expect(pictures.count == (0..<Self.lines).count { $0 % 3 != 0 })
        #expect(Set(pictures.map(\.path)).count == pictures.count)
        for asset in pictures { #expect(FileManager.default.fileExists(atPath: asset.path)) }
        try await watching.see("History \(total)")
        #expect(watching.screen.contains("the first"), "the bar stays on its row")
        let lines = try String(contentsOf: results, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == Self.lines)
        #expect(try scratch.easel("history", "check").status == 0)
        let said = [end.errors, first.screen, second.screen, watching.screen].joined() + logs()
        #expect(!said.contains("locked") && !said.contains("SQLITE_BUSY"))
        for terminal in [first, second, watching] {
            try terminal.press("C-q")
            try await terminal.see("status=0")
        }
    }

    /// What every process wrote into its log.
    private func logs() -> String {
        scratch.files(below: scratch.home).filter { $0.pathExtension == "log" || $0.path.contains("/logs/") }
            .compactMap { try? String(contentsOf: $0, encoding: .utf8) }.joined()
    }
}
