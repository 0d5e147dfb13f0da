import Foundation
import Testing

/// The real program in a real terminal, against the sandbox in a process of its own.
@Suite(.serialized) struct StudioJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// The studio, open and painted.
    func studio(
        on sandbox: SandboxProcess, columns: Int = 80, rows: Int = 24, _ variables: [String: String] = [:]
    ) async throws -> TerminalSession {
        let terminal = try TerminalSession(scratch, columns: columns, rows: rows)
        try await terminal.openStudio(with: sandbox.environment.merging(variables) { $1 })
        try await terminal.see("sandbox")
        return terminal
    }

    /// A video job that its provider holds, sent from the studio and being followed.
    func heldJob(on sandbox: SandboxProcess) async throws -> TerminalSession {
        let terminal = try await studio(on: sandbox, columns: 120, rows: 40, ["EASEL_DEFAULT_VIDEO": "fal"])
        try terminal.press("C-t", "C-t")
        try terminal.type("slow waves")
        try terminal.press("Enter")
        _ = try await eventually("the job is polled") {
            try await sandbox.requests("GET", "/status").isEmpty ? nil : true
        }
        return terminal
    }

    @Test func `with no key the studio opens on the sandbox, writes, and quits cleanly`() async throws {
        let terminal = try TerminalSession(scratch)
        try await terminal.openStudio()
        try await terminal.see("sandbox")
        try terminal.type("A paper boat on a grey river")
        try terminal.press("Enter")
        try await terminal.see("first word after")
        try terminal.press("C-q")
        try await terminal.see("status=0")
        #expect(try terminal.format("#{alternate_on} #{mouse_any_flag} #{cursor_flag}") == "0 0 1")
        let row = try #require(try GenerationResult.list(scratch.easel("history", "list", "--json").output).first)
        #expect(row.prompt == "A paper boat on a grey river" && row.status == "succeeded" && row.sandbox)
        #expect(row.text?.contains("You wrote") == true)
    }

    @Test func `text streams: what has come is on the screen while more is coming`() async throws {
        let sandbox = try await SandboxProcess(scratch)
        let terminal = try await studio(on: sandbox)
        try terminal.type("rivers")
        try terminal.press("Enter")
        try await terminal.see("writing")
        let early = try await terminal.see("You wrote")
        #expect(!early.contains("first word after"))
        try await terminal.see("first word after")
    }

    @Test func `a picture is shown, its path is on the screen, its row is in history`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await studio(on: sandbox, columns: 120, rows: 40)
        try terminal.press("C-t")
        try terminal.type("a red kite over dunes")
        try terminal.press("Enter")
        try await terminal.see("saved")
        try await terminal.see("▀▀▀▀")
        let file = try #require(scratch.files(below: scratch.home).first { ["png", "jpg"].contains($0.pathExtension) })
        let flat = terminal.screen.split(separator: "\n").joined().filter { !$0.isWhitespace && $0 != "│" }
        #expect(flat.contains(file.lastPathComponent))
        try terminal.press("F4")
        try await terminal.see("a red kite over dunes")
        #expect(try await sandbox.requests("POST", "/openrouter/images").count == 1)
    }

    @Test func `a running job is cancelled at the provider`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fault", "fal:hold=running"])
        let terminal = try await heldJob(on: sandbox)
        try terminal.press("C-c")
        _ = try await eventually("the provider is told") {
            try await sandbox.requests("PUT", "/cancel").isEmpty ? nil : true
        } else: {
            terminal.screen
        }
        try await terminal.see("ancelled")
        try terminal.press("C-q")
        try await terminal.see("status=0")
        let row = try #require(try GenerationResult.list(scratch.easel("history", "list", "--json").output).first)
        #expect(row.status == "cancelled")
    }

    @Test func `a studio killed in mid-job takes the job up again, with one submit`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fault", "fal:hold=running"])
        let terminal = try await heldJob(on: sandbox)
        let program = try #require(try terminal.program())
        kill(program, SIGKILL)
        try await terminal.see("status=137")
        let again = try await studio(on: sandbox, columns: 120, rows: 40)
        try again.press("F5")
        try await again.see("slow waves")
        try await sandbox.release()
        let row = try await eventually("the clip arrives") {
            try GenerationResult.list(scratch.easel("history", "list", "--json").output).first {
                $0.status == "succeeded"
            }
        } else: {
            again.screen
        }
        #expect(FileManager.default.fileExists(atPath: try #require(row.assets.first).path))
        #expect(try await sandbox.requests("POST", "/fal-queue").count == 1)
        try again.press("C-q")
        try await again.see("status=0")
    }

    @Test func `it resizes live, down to nothing and back, and loses no letter`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await studio(on: sandbox)
        try terminal.type("half a prompt")
        try await terminal.see("half a prompt")
        try terminal.resize(columns: 120, rows: 40)
        try await terminal.see("half a prompt")
        try terminal.resize(columns: 10, rows: 3)
        try await terminal.lose("half a prompt")
        try terminal.resize(columns: 80, rows: 24)
        try await terminal.see("half a prompt")
        try terminal.press("C-q")
        try await terminal.see("status=0")
    }

    @Test(arguments: [("yes", "1"), ("no", "0")]) func `the mouse is taken only where it may be`(
        setting: String, flag: String
    ) async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await studio(on: sandbox, ["EASEL_MOUSE": setting])
        #expect(try terminal.format("#{mouse_any_flag}") == flag)
        try terminal.press("C-q")
        try await terminal.see("status=0")
    }

    @Test func `SIGTERM leaves the terminal as it was`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await studio(on: sandbox)
        kill(try #require(try terminal.program()), SIGTERM)
        try await terminal.see("status=143")
        #expect(try terminal.format("#{alternate_on} #{mouse_any_flag} #{cursor_flag}") == "0 0 1")
    }

    @Test func `a crash leaves the terminal as it was`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await studio(on: sandbox)
        kill(try #require(try terminal.program()), SIGSEGV)
        try await terminal.see("status=139")
        #expect(try terminal.format("#{alternate_on} #{mouse_any_flag} #{cursor_flag}") == "0 0 1")
    }

    @Test func `it stops and comes back with its screen`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await studio(on: sandbox)
        try terminal.type("before the stop")
        try await terminal.see("before the stop")
        kill(try #require(try terminal.program()), SIGTSTP)
        _ = try await eventually("the shell has the terminal") {
            try terminal.format("#{alternate_on}") == "0" ? true : nil
        } else: {
            terminal.screen
        }
        try terminal.resize(columns: 90, rows: 26)
        try terminal.type("fg\n")
        try await terminal.see("before the stop")
        try terminal.type(" and after")
        try await terminal.see("before the stop and after")
    }

    @Test func `a pasted megabyte arrives whole and fast`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await studio(on: sandbox)
        let text = (0..<40_000).map { "line \($0) of it" }.joined(separator: "\n") + "\nthe very end"
        try terminal.paste(text)
        try await terminal.see("the very end")
        try terminal.press("C-q")
        try await terminal.see("status=0")
    }

    @Test func `hostile text in an answer changes nothing but the screen`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try TerminalSession(scratch)
        let hostile = "start \u{1B}]0;owned\u{7}\u{1B}[2J\u{1B}[?1049l\u{1B}[31m end"
        _ = try scratch.easel("generate", "text", hostile, "--on", "openrouter", with: sandbox.environment)
        try await terminal.openStudio(with: sandbox.environment)
        try await terminal.see("sandbox")
        try terminal.press("F4")
        try await terminal.see("start")
        #expect(try terminal.format("#{alternate_on}") == "1")
        #expect(try terminal.format("#{pane_title}") != "owned")
        #expect(terminal.screen.contains("History"))
    }

    @Test func `a terminal without a name gets one clear line`() throws {
        let run = try RunningProgram(
            URL(fileURLWithPath: "/usr/bin/script"), ["-qec", "env TERM= '\(EaselBinary.url.path)'", "/dev/null"],
            environment: scratch.environment(), in: scratch
        ).finish()
        #expect(run.status == 78)
        #expect(run.output.contains("TERM") && run.output.contains("→"))
    }

    @Test func `a terminal that cannot be drawn on gets lines, and nothing that draws`() async throws {
        let terminal = try TerminalSession(scratch)
        try terminal.open(with: ["TERM": "dumb"])
        try await terminal.see("Easel in plain lines")
        try terminal.type("A paper boat\n")
        try await terminal.see("it stays.")
        #expect(try terminal.format("#{alternate_on} #{mouse_any_flag}") == "0 0")
        try terminal.type("/quit\n")
        try await terminal.see("status=0")
    }

    @Test func `no terminal at all gets one clear line`() throws {
        let run = try scratch.easel()
        #expect(run.status == 78)
        #expect(run.errors.contains("not a terminal") && run.output.isEmpty)
    }
}
