import Foundation
import Testing

/// Looking and judging in the real program: words and pictures against each other, blind votes, repeats, judges, exports.
@Suite(.serialized) struct CompareLookJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// The screen of comparisons with a set of targets that the command line kept.
    private func screen(
        _ modality: String, _ targets: [String], on sandbox: SandboxProcess, columns: Int = 140, rows: Int = 42
    ) async throws -> TerminalSession {
        let named = targets.flatMap { ["--on", $0] }
        let kept = try scratch.start(
            ["compare", modality, "x"] + named + ["--save-targets", "mine", "--dry-run"], with: sandbox.environment
        ).finish()
        #expect(kept.status == 0, "\(kept.errors)")
        let terminal = try TerminalSession(scratch, columns: columns, rows: rows)
        try terminal.open(with: sandbox.environment)
        try await terminal.see("Welcome to Easel")
        try terminal.press("Escape")
        try await terminal.lose("Welcome to Easel")
        try terminal.press("F3")
        try await terminal.see("2 targets, cost")
        try terminal.press(modality == "image" ? "M-2" : "M-1", "M-s")
        try await terminal.see("Sets of targets")
        try terminal.press("Enter")
        try await terminal.see(targets[1])
        return terminal
    }

    private let texts = ["openrouter:openai/gpt-4o-mini", "local:llama3.2:latest"]
    private let pictures = ["fal:fal-ai/flux/schnell", "replicate:black-forest-labs/flux-schnell"]

    private func send(_ prompt: String, _ terminal: TerminalSession) async throws {
        try terminal.type(prompt)
        try terminal.press("Enter")
        try await terminal.see("b says that the selected one is the best")
    }

    @Test func `words that differ, a judge, a name and an export`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await screen("text", texts, on: sandbox)
        try await send("What is light?", terminal)
        try terminal.press("d")
        let difference = try await terminal.see("{+only openrouter:openai/gpt-4o-mini+}")
        #expect(difference.contains("[-only local:llama3.2:latest-]") && difference.contains("What is light?"))
        try terminal.press("Escape")
        try await terminal.lose("{+only")
        try terminal.press("J")
        try await terminal.see("Who judges?")
        try terminal.type("local")
        try terminal.press("Enter")
        try await terminal.see("Questions for local")
        try terminal.press("Enter")
        try await terminal.see("judge local:")
        try terminal.press("R")
        try await terminal.see("What judges said")
        try terminal.press("Escape")
        try await terminal.lose("What judges said")
        try terminal.press("M-t")
        try await terminal.see("Name of the comparison")
        try terminal.type("Light")
        try terminal.press("Enter")
        try await terminal.see("\"Light\"")
        try terminal.press("M-o")
        try await terminal.see("Export the comparison")
        try terminal.press("Enter")
        try await terminal.see("The file to write")
        let page = scratch.file("page.html")
        try terminal.press("C-u")
        try terminal.type(page.path)
        try terminal.press("Enter")
        try await terminal.see("Saved /")
        try terminal.press("C-q")
        try await terminal.see("status=0")
        let html = try String(contentsOf: page, encoding: .utf8)
        #expect(html.contains("<h1 dir=\"auto\">Light</h1>") && html.contains("Judge local:"))
        let shown = try scratch.easel("compare", "show", "Light", "--json", with: sandbox.environment).output
        #expect(shown.contains("\"judge\":\"local:") && shown.contains("\"votes\":[]"))
    }

    @Test func `a blind one tells names after the vote, repeats are leafed through`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await screen("text", texts, on: sandbox, columns: 80, rows: 24)
        try terminal.press("M-v", "M-n", "M-n")
        try await terminal.see("3 times each")
        try await send("Name a colour", terminal)
        let blind = terminal.screen
        // What an answer says of itself is the answer's.
        #expect(!blind.contains("openrouter:") && !blind.contains("local:"), "\(blind)")
        #expect(blind.contains("1/3"))
        try terminal.press("]")
        try await terminal.see("2/3")
        try terminal.press("b")
        _ = try await eventually("the names are told") {
            terminal.screen.contains("openrouter:") || terminal.screen.contains("local:") ? true : nil
        } else: {
            terminal.screen
        }
        try terminal.press("Tab")
        try await terminal.see("p50 of 3")
        let sent = try await sandbox.requests("POST", "").count { $0.body?.contains("Name a colour") == true }
        #expect(sent == 6)
    }

    @Test func `two pictures flicker, are wiped, and their difference is mapped`() async throws {
        let sandbox = try await SandboxProcess(scratch, ["--fast"])
        let terminal = try await screen("image", pictures, on: sandbox)
        try await send("a red kite", terminal)
        // One in the place of the other: the whole screen is theirs, and a second press changes it.
        try terminal.press("f")
        try await terminal.lose("Measures")
        let one = try await terminal.see("▀")
        try terminal.press("f")
        _ = try await eventually("the other picture is in its place") {
            terminal.screen != one ? true : nil
        } else: {
            terminal.screen
        }
        try terminal.press("w")
        try await terminal.see("┃")
        try terminal.press("Left", "Left")
        try terminal.press("d")
        try await terminal.see("% of the points differ")
        try terminal.press("Escape")
        try await terminal.lose("% of the points differ")
    }
}
