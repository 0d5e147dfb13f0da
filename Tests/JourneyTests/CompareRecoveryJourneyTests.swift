import Foundation
import Testing

/// What is cut off, cancelled or raced in the real program: nothing is lost, and nothing is sent twice.
@Suite(.serialized) struct CompareRecoveryJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private let pictures = ["fal:fal-ai/flux/schnell", "replicate:black-forest-labs/flux-schnell"]

    /// The screen of comparisons, ready to send pictures to two targets.
    private func screen(on sandbox: SandboxProcess) async throws -> TerminalSession {
        let named = pictures.flatMap { ["--on", $0] }
        let kept = try scratch.start(
            ["compare", "image", "x"] + named + ["--save-targets", "mine", "--dry-run"], with: sandbox.environment
        ).finish()
        #expect(kept.status == 0, "\(kept.errors)")
        let terminal = try TerminalSession(scratch, columns: 140, rows: 42)
        try terminal.open(with: sandbox.environment)
        try await terminal.see("Welcome to Easel")
        try terminal.press("Escape")
        try await terminal.lose("Welcome to Easel")
        try terminal.press("F3")
        try await terminal.see("Before sending")
        try terminal.press("M-2", "M-s")
        try await terminal.see("Sets of targets")
        try terminal.press("Enter")
        try await terminal.see(pictures[1])
        return terminal
    }

    private func send(_ prompt: String, _ terminal: TerminalSession) throws {
        try terminal.type(prompt)
        try terminal.press("Enter")
    }

    /// How often a prompt went out to a provider's queue.
    private func submits(_ prompt: String, _ sandbox: SandboxProcess) async throws -> Int {
        try await sandbox.requests("POST", "").count { $0.body?.contains("\"\(prompt)\"") == true }
    }

    /// The job of a held target is at its provider.
    private func untilHeld(_ sandbox: SandboxProcess) async throws {
        _ = try await eventually("the held job is polled") {
            try await sandbox.requests("GET", "/status").isEmpty ? nil : true
        }
    }

    @Test func `one pane is cancelled and tried again, the other is left alone`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast", "--fault", "fal:hold=running"])
        let terminal = try await screen(on: sandbox)
        try send("a green kite", terminal)
        try await terminal.see("done ·")
        try await untilHeld(sandbox)
        try terminal.press("x")
        try await terminal.see("cancelled")
        try terminal.press("r")
        _ = try await eventually("both are done") {
            try await sandbox.release()
            return terminal.screen.components(separatedBy: "done ·").count > 2 ? true : nil
        } else: {
            terminal.screen
        }
        #expect(try await submits("a green kite", sandbox) == 3)
        let rows = try GenerationResult.list(scratch.easel("history", "list", "--json").output)
        #expect(rows.count { $0.status == "succeeded" } == 2 && rows.count { $0.status == "cancelled" } == 1)
    }

    @Test func `a studio that is killed goes on with its comparison, one submit for each target`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast", "--fault", "fal:hold=running"])
        let first = try await screen(on: sandbox)
        try send("a grey kite", first)
        try await first.see("done ·")
        try await untilHeld(sandbox)
        let program = try #require(try first.program())
        kill(program, SIGKILL)
        try await first.see("status=137")
        let terminal = try TerminalSession(scratch, columns: 140, rows: 42)
        try terminal.open(with: sandbox.environment)
        try await terminal.see("goes on")
        try terminal.press("F3")
        // The comparison is laid out as it stands.
        let screen = try await terminal.see("a grey kite")
        #expect(screen.contains(pictures[0]) && screen.contains(pictures[1]))
        try await sandbox.release()
        _ = try await eventually("both are done") {
            terminal.screen.components(separatedBy: "done ·").count > 2 ? true : nil
        } else: {
            terminal.screen
        }
        #expect(try await submits("a grey kite", sandbox) == 2)
    }

    @Test func `a race is won by the first, and decided after a kill too`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast", "--fault", "fal:hold=running"])
        let terminal = try await screen(on: sandbox)
        try terminal.press("M-r")
        try await terminal.see("race")
        try send("a fast kite", terminal)
        try await terminal.see("won the race")
        try await terminal.see("cancelled")
        // The next one is cut: both are held, the studio is killed, and only then one of them is done.
        let both = try await SandboxProcess(
            scratch, ["--fast", "--fault", "fal:hold=running", "--fault", "replicate:hold=running"])
        let cut = try TerminalSession(scratch, columns: 140, rows: 42)
        try cut.open(with: both.environment)
        try await cut.see("sandbox")
        try cut.press("F3")
        try await cut.see("Before sending")
        try cut.press("M-2", "M-s")
        try await cut.see("Sets of targets")
        try cut.press("Enter")
        try await cut.see(pictures[1])
        try cut.press("M-r")
        try send("a cut kite", cut)
        _ = try await eventually("both are accepted") { try await both.jobs().count == 2 ? true : nil }
        try await untilHeld(both)
        let program = try #require(try cut.program())
        kill(program, SIGKILL)
        try await cut.see("status=137")
        let again = try TerminalSession(scratch, columns: 140, rows: 42)
        try again.open(with: both.environment)
        try await again.see("go on")
        try await both.release()
        try again.press("F3")
        try await again.see("won the race")
        #expect(try await submits("a cut kite", both) == 2)
        let shown = try scratch.easel("compare", "show", "last", "--json", with: both.environment).output
        #expect(shown.contains("\"raceWinner\":\"A\"") || shown.contains("\"raceWinner\":\"B\""), "\(shown)")
    }

    @Test func `a sweep is described, killed, gone on with, and ends in a contact sheet`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast", "--fault", "fal:hold=running"])
        let first = try await screen(on: sandbox)
        func ask(_ terminal: TerminalSession) async throws {
            try terminal.press("M-m")
            try await terminal.see("Sweep: every prompt at every target")
            try terminal.type("a blue kite")
            try terminal.press("M-Enter")
            try terminal.type("an owl")
            try terminal.press("Tab")
            try terminal.type("1-3")
            try terminal.press("Enter")
        }
        try await ask(first)
        try await first.see("12 requests")
        try first.press("Left", "Enter")
        // Four are under way at once: those of one provider are held, the others are done.
        try await first.see("3/12")
        let program = try #require(try first.program())
        kill(program, SIGKILL)
        try await first.see("status=137")
        let terminal = try TerminalSession(scratch, columns: 140, rows: 42)
        try terminal.open(with: sandbox.environment)
        try await terminal.see("sandbox")
        try terminal.press("F3")
        try await terminal.see("Compare]")
        try terminal.press("M-l")
        try await terminal.see("Earlier sweeps")
        try terminal.press("Enter")
        try await terminal.see("Sweep: every prompt at every target")
        try terminal.press("Enter")
        try await terminal.see("It was begun before")
        try terminal.press("Left", "Left", "Enter")
        _ = try await eventually("all of it is done") {
            try await sandbox.release()
            return terminal.screen.contains("12/12") ? true : nil
        } else: {
            terminal.screen
        }
        try await terminal.see("contact sheet  /")
        let sheets = try FileManager.default.subpathsOfDirectory(atPath: scratch.folder.path).filter {
            $0.hasSuffix(".html") && $0.contains("sweep-")
        }
        #expect(sheets.count == 1, "\(sheets)")
        let page = try String(contentsOf: scratch.folder.appending(path: try #require(sheets.first)), encoding: .utf8)
        #expect(page.components(separatedBy: "<article").count == 13)
        let sent = try await submits("a blue kite", sandbox) + submits("an owl", sandbox)
        #expect(sent == 12, "every combination went out once")
    }
}
