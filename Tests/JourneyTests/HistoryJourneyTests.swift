import Foundation
import Testing

/// The history screen of the real program: what a person keeps there is there for the command line, and after a restart.
@Suite(.serialized) struct HistoryJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Three generations, and the studio on its history.
    private func opened(_ sandbox: SandboxProcess) async throws -> TerminalSession {
        for (modality, prompt) in [("text", "a lighthouse"), ("image", "a red kite"), ("text", "a green hill")] {
            let run = try scratch.easel("generate", modality, prompt, "--on", "openrouter", with: sandbox.environment)
            #expect(run.status == 0)
        }
        return try await history(sandbox)
    }

    private func history(_ sandbox: SandboxProcess) async throws -> TerminalSession {
        let terminal = try TerminalSession(scratch, columns: 120, rows: 36)
        try await terminal.openStudio(with: sandbox.environment)
        try await terminal.see("sandbox")
        try terminal.press("F4")
        try await terminal.see("History 3")
        return terminal
    }

    @Test func `what is judged on the screen is found by the command line, and is there after a restart`() async throws
    {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await opened(sandbox)
        try terminal.press("s", "M-4", "#")
        try await terminal.see("Tags")
        try terminal.type("hills, green")
        try terminal.press("Enter")
        try await terminal.see("4/5 sandbox #green #hills")
        try terminal.press("C-q")
        try await terminal.see("status=0")
        let listed = try scratch.easel("history", "list", "--tag", "green", "--starred", "--rating", "4", "--json")
        #expect(try GenerationResult.list(listed.output).map(\.prompt) == ["a green hill"])
        let again = try await history(sandbox)
        #expect(again.screen.contains("4/5 sandbox #green #hills"))
        try again.press("/")
        try again.type("hills")
        try await again.see("History 1")
    }

    @Test func `the trash takes what is marked, gives it back, and is emptied for good`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await opened(sandbox)
        try terminal.press("Space", "Space")
        try await terminal.see("2 marked")
        try terminal.press("d")
        try await terminal.see("History 1")
        try terminal.press("u")
        try await terminal.see("History 3")
        try terminal.press("Home", "Down")
        try await terminal.see("2 of 3")
        try terminal.press("d")
        try await terminal.see("History 2")
        try terminal.press("x")
        try await terminal.see("Trash 1")
        try terminal.press("D")
        try await terminal.see("for good?")
        try terminal.press("Left", "Left", "Enter")
        try await terminal.see("1 file is deleted")
        let left = try GenerationResult.list(scratch.easel("history", "list", "--json").output).map(\.prompt)
        #expect(left == ["a green hill", "a lighthouse"])
        #expect(!scratch.files(below: scratch.home).contains { ["png", "jpg"].contains($0.pathExtension) })
    }

    @Test func `a missing file is marked, and fetched again from its provider`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let run = try scratch.easel("generate", "video", "waves", "--on", "fal", with: sandbox.environment)
        #expect(run.status == 0)
        let film = { scratch.files(below: scratch.home).first { $0.pathExtension == "mp4" } }
        try FileManager.default.removeItem(at: #require(film()))
        let terminal = try TerminalSession(scratch, columns: 120, rows: 36)
        try await terminal.openStudio(with: sandbox.environment)
        try terminal.press("F4")
        try await terminal.see("MISSING")
        try terminal.press("F")
        try await terminal.see("Fetched again: 1")
        try await terminal.lose("MISSING")
        #expect(film() != nil)
    }
}
