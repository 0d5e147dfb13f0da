import Foundation
import Testing

/// Two targets side by side in the real program, on the sandbox.
@Suite(.serialized) struct CompareJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func `a prompt goes to two targets, a vote is kept, and the command line knows both`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try TerminalSession(scratch, columns: 140, rows: 42)
        try await terminal.openStudio(with: sandbox.environment)
        try terminal.press("F3")
        try await terminal.see("[F3 Compare]")
        try terminal.type("What is light?")
        try terminal.press("Enter")
        try await terminal.see("spent")
        _ = try await eventually("both are done") {
            terminal.screen.components(separatedBy: "done ·").count > 2 ? true : nil
        } else: {
            terminal.screen
        }
        try terminal.press("M-$")
        try await terminal.see("easel compare text 'What is light?'")
        try terminal.press("Escape")
        try await terminal.lose("On the command line")
        try terminal.press("b")
        try await terminal.see("Voted")
        try terminal.press("C-q")
        try await terminal.see("status=0")
        let listed = try scratch.easel("compare", "list", "--json", with: sandbox.environment)
        #expect(listed.status == 0)
        #expect(listed.output.contains("What is light?"))
        let rows = try GenerationResult.list(scratch.easel("history", "list", "--json").output)
        #expect(rows.filter { $0.prompt == "What is light?" && $0.status == "succeeded" }.count == 2)
    }
}
