import Foundation
import Testing

/// Finding and working with many on the history screen, in a small and in a large terminal.
@Suite(.serialized) struct HistoryFindingJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    enum Window: CaseIterable {
        case small, large
        var columns: Int { self == .small ? 80 : 200 }
        var rows: Int { self == .small ? 24 : 60 }
    }

    /// Forty generations in a moment, three of them pictures, and the studio on its history.
    private func opened(_ sandbox: SandboxProcess, _ window: Window) async throws -> TerminalSession {
        let lines = (0..<40).map { number in
            number % 14 == 1
                ? #"{"id":"r\#(number)","modality":"image","prompt":"kite number \#(number)","on":"fal:fal-ai/flux/schnell"}"#
                : #"{"id":"r\#(number)","modality":"text","prompt":"hill number \#(number)","on":"openrouter"}"#
        }
        let file = scratch.file("many.jsonl")
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        let run = try scratch.easel("batch", file.path, "--quiet", with: sandbox.environment)
        #expect(run.status == 0, "\(run.errors)")
        let terminal = try TerminalSession(scratch, columns: window.columns, rows: window.rows)
        try await terminal.openStudio(with: sandbox.environment)
        try await terminal.see("sandbox")
        try terminal.press("F4")
        try await terminal.see("History 40")
        return terminal
    }

    @Test(arguments: Window.allCases)
    func `words and filters narrow the list down together, and are kept under a name`(window: Window) async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await opened(sandbox, window)
        try terminal.press("/")
        try terminal.type("number")
        try terminal.press("Enter", "f")
        try await terminal.see("kind image")
        try terminal.type("kind image")
        try terminal.press("Enter", "Escape")
        try await terminal.see("History 3")
        try terminal.press("f")
        try await terminal.see("kind image")
        try terminal.type("save this")
        try terminal.press("Enter")
        try await terminal.see("Save the filter")
        try terminal.type("Kites")
        try terminal.press("Enter")
        try await terminal.see("Saved as Kites")
        try terminal.press("Escape", "Escape")
        try await terminal.see("History 40")
        try terminal.press("f")
        try await terminal.see("saved: Kites")
        try terminal.type("saved")
        try terminal.press("Enter")
        try await terminal.see("History 3")
        let kept = try scratch.easel("history", "list", "--saved", "Kites", "--json")
        #expect(
            try GenerationResult.list(kept.output).map(\.prompt) == [
                "kite number 29", "kite number 15", "kite number 1",
            ])
    }

    @Test(arguments: Window.allCases)
    func `what is marked is tagged, rated and exported at once, and one key takes each back`(window: Window)
        async throws
    {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await opened(sandbox, window)
        try terminal.press("Space", "Space", "Space")
        try await terminal.see("3 marked")
        try terminal.press("#")
        try await terminal.see("Tags for 3")
        try terminal.type("chosen")
        try terminal.press("Enter")
        try await terminal.see("agged chosen, 3 generations")
        try terminal.press("M-5")
        try await terminal.see("ated 5 of 5, 3 generations")
        let judged = { try scratch.easel("history", "list", "--tag", "chosen", "--rating", "5", "--json").output }
        #expect(
            try GenerationResult.list(judged()).map(\.prompt) == ["hill number 39", "hill number 38", "hill number 37"])
        try terminal.press("e")
        try await terminal.see("3 marked")
        try terminal.press("Enter")
        try await terminal.see("Export as")
        try terminal.press("C-u")
        let file = scratch.file("chosen.jsonl")
        try terminal.type(file.path)
        try terminal.press("Enter")
        try await terminal.see("3 generations in")
        #expect(try String(contentsOf: file, encoding: .utf8).split(separator: "\n").count == 3)
        try terminal.press("u")
        try await terminal.see("Taken back: rated 5 of 5")
        try terminal.press("u")
        try await terminal.see("Taken back: tagged chosen")
        #expect(try GenerationResult.list(scratch.easel("history", "list", "--tag", "chosen", "--json").output).isEmpty)
    }

    @Test(arguments: Window.allCases)
    func `any place is one jump away, in every order`(window: Window) async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await opened(sandbox, window)
        try terminal.press("End")
        try await terminal.see("40 of 40")
        try terminal.press("Home")
        try await terminal.see("1 of 40")
        try terminal.press("%")
        try await terminal.see("Go to")
        try terminal.type("50")
        try terminal.press("Enter")
        try await terminal.see("20 of 40")
        for order in ["slowest", "dearest", "best", "oldest"] {
            try terminal.press("S")
            try await terminal.see("Order")
            try terminal.type(order)
            try terminal.press("Enter")
            try await terminal.see("1 of 40")
            try terminal.press("%")
            try await terminal.see("Go to")
            try terminal.type("100")
            try terminal.press("Enter")
            try await terminal.see("40 of 40")
            try terminal.press("Home")
            try await terminal.see("1 of 40")
        }
    }

    @Test(arguments: Window.allCases)
    func `a chain is followed up and down, and back the same way`(window: Window) async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let first = try scratch.easel(
            "generate", "text", "what is a hill", "--on", "openrouter", "--json", with: sandbox.environment)
        let parent = try GenerationResult(first.output)
        let next = try scratch.easel(
            "generate", "text", "and a mountain", "--continue", parent.id, "--json", with: sandbox.environment)
        #expect(next.status == 0, "\(next.errors)")
        let child = try GenerationResult(next.output)
        let terminal = try TerminalSession(scratch, columns: window.columns, rows: window.rows)
        try await terminal.openStudio(with: sandbox.environment)
        try await terminal.see("sandbox")
        try terminal.press("F4")
        try await terminal.see("History 2")
        try terminal.press("Enter")
        try await terminal.see("Generation \(child.id.suffix(8))")
        try terminal.press("[")
        try await terminal.see("Generation \(parent.id.suffix(8)), 1 step on")
        try terminal.press("]")
        try await terminal.see("Generation \(child.id.suffix(8)), 2 steps on")
        try terminal.press("Escape", "Escape")
        try await terminal.see("Generation \(child.id.suffix(8))")
        try terminal.press("Escape")
        try await terminal.see("History 2")
    }
}
