import Foundation
import Testing

/// Sounds and films in the real program, in a real terminal, through the real ffmpeg.
@Suite(.serialized) struct MediaJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func studio(on sandbox: SandboxProcess) async throws -> TerminalSession {
        // Who has made something is not welcomed any more.
        _ = try scratch.easel("generate", "text", "first words", with: sandbox.environment)
        let terminal = try TerminalSession(scratch, columns: 120, rows: 40)
        try terminal.open(with: sandbox.environment)
        try await terminal.see("sandbox")
        return terminal
    }

    @Test func `a film is a poster with its strip, a sound a waveform with its length`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await studio(on: sandbox)
        try terminal.press("C-t", "C-t")
        try terminal.type("waves at night")
        try terminal.press("Enter")
        // Two frames beside each other, with a column between them.
        try await terminal.see("▀▀▀▀ ▀▀▀▀")
        try terminal.press("C-t")
        try terminal.type("rain on a tin roof")
        try terminal.press("Enter")
        try await terminal.see(".mp3")
        // Where the sound ends, at the right edge under the waveform.
        let screen = try await terminal.see("3.0 s │")
        #expect(screen.contains("▄") && !screen.contains("No preview"))
        try terminal.press("C-q")
        try await terminal.see("status=0")
    }
}
