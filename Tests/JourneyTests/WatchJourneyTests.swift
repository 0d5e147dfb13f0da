import Foundation
import Testing

/// Jobs and providers in the real program, in real terminals.
@Suite(.serialized) struct WatchJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func studio(on sandbox: SandboxProcess, _ variables: [String: String] = [:]) async throws
        -> TerminalSession
    {
        // Who has made something is not welcomed any more.
        _ = try scratch.easel("generate", "text", "first words", with: sandbox.environment)
        let terminal = try TerminalSession(scratch, columns: 120, rows: 40)
        try terminal.open(with: sandbox.environment.merging(variables) { $1 })
        try await terminal.see("sandbox")
        return terminal
    }

    @Test func `a provider that keeps failing opens its circuit, and the screen tells it with the failures`()
        async throws
    {
        let sandbox = try await SandboxProcess(scratch, ["--fast", "--fault", "replicate:503:times=40"])
        let terminal = try await studio(on: sandbox, ["EASEL_DEFAULT_IMAGE": "replicate"])
        try terminal.press("C-t")
        for number in 1...3 {
            try terminal.type("a kite, number \(number)")
            try terminal.press("Enter")
        }
        try terminal.press("F6", "Down", "Down", "Down")
        try await terminal.see("circuit open")
        try await terminal.see("HTTP 503")
        try terminal.press("C-q")
    }

    @Test func `what is switched off in the studio stays off, in a file of its own, until it is switched on`()
        async throws
    {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await studio(on: sandbox)
        try terminal.press("F6")
        try await terminal.see("[Health]")
        try terminal.press("e")
        try await terminal.see("OpenRouter is off")
        try terminal.press("C-q")
        try await terminal.see("status=0")
        let shown = try scratch.easel("config", "show", with: sandbox.environment).output
        #expect(shown.contains("providers.openrouter.enabled in studio.toml"))
        let refused = try scratch.easel(
            "generate", "text", "x", "--on", "openrouter", with: sandbox.environment)
        #expect(refused.status == 78)
        let again = try await studio(on: sandbox)
        try again.press("F6")
        try await again.see("OpenRouter is switched off")
        try again.press("e")
        try await again.see("OpenRouter is on")
        try again.press("C-q")
        try await again.see("status=0")
        #expect(
            try scratch.easel("generate", "text", "x", "--on", "openrouter", with: sandbox.environment).status == 0)
    }

    @Test func `a job of one studio is seen in another, and cancelled from there at the provider`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fault", "fal:hold=running"])
        let first = try await studio(on: sandbox, ["EASEL_DEFAULT_VIDEO": "fal"])
        try first.press("C-t", "C-t")
        try first.type("slow waves")
        try first.press("Enter")
        _ = try await eventually("the job is polled") {
            try await sandbox.requests("GET", "/status").isEmpty ? nil : true
        }
        let second = try await studio(on: sandbox)
        try second.press("F5")
        try await second.see("elsewhere")
        try second.press("x")
        _ = try await eventually("the provider is told") {
            try await sandbox.requests("PUT", "/cancel").isEmpty ? nil : true
        } else: {
            second.screen
        }
        #expect(try await sandbox.requests("POST", "/fal-queue").count == 1)
    }
}
