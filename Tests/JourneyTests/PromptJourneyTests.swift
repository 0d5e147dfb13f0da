import Foundation
import Testing

/// Writing prompts with the real program in a real terminal.
@Suite(.serialized) struct PromptJourneyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func studio(_ variables: [String: String] = [:]) async throws -> TerminalSession {
        let terminal = try TerminalSession(scratch, columns: 100, rows: 30)
        try await terminal.openStudio(with: variables, arguments: "--sandbox")
        return terminal
    }

    /// An editor that notes what it sees and writes a text.
    private func editor(_ lines: String) throws -> String {
        let script = scratch.file("editor.sh")
        try "#!/bin/sh\n\(lines)\n".write(to: script, atomically: true, encoding: .utf8)
        // Read by a shell, not run: a process that another test starts just now may still hold the file open for writing.
        return "sh \(script.path)"
    }

    @Test func `the editor gets the prompt and the terminal, and both come back`() async throws {
        let notes = scratch.file("notes")
        let editor = try editor(
            """
            { cat "$2"; echo; stat -c %a "$2" "$(dirname "$2")"; stty -a | grep -o -- '-\\?icanon'; echo "$2"; } > '\(notes.path)'
            echo "the editor is open"
            while [ ! -e '\(scratch.file("done").path)' ]; do sleep 0.1; done
            printf 'written by hand\\nin two lines\\n' > "$2"
            """)
        let terminal = try await studio(["VISUAL": "\(editor) --wait", "EDITOR": "false"])
        try terminal.type("a draft")
        try await terminal.see("a draft")
        try terminal.press("C-e")
        try await terminal.see("the editor is open")
        #expect(try terminal.format("#{alternate_on} #{mouse_any_flag}") == "0 0")
        try terminal.resize(columns: 90, rows: 26)
        try "".write(to: scratch.file("done"), atomically: true, encoding: .utf8)
        let screen = try await terminal.see("written by hand")
        #expect(screen.contains("in two lines") && screen.split(separator: "\n").count == 26)
        let noted = try String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(noted.prefix(4) == ["a draft", "600", "700", "icanon"])
        let file = try #require(noted.last)
        #expect(!FileManager.default.fileExists(atPath: URL(fileURLWithPath: file).deletingLastPathComponent().path))
        try terminal.press("C-z")
        try await terminal.see("a draft")
        try terminal.press("C-q")
        try await terminal.see("status=0")
    }

    @Test func `an editor that fails, or is none, leaves the prompt as it was`() async throws {
        let terminal = try await studio(["EDITOR": try editor("echo spoiled > \"$1\"; exit 3")])
        try terminal.type("a draft")
        try terminal.press("C-e")
        try await terminal.see("ended with code 3")
        #expect(terminal.screen.contains("a draft") && !terminal.screen.contains("spoiled"))
        try terminal.press("C-q")
        try await terminal.see("status=0")
    }

    @Test func `a megabyte is pasted, edited at its end, and undone`() async throws {
        let terminal = try await studio()
        try terminal.paste(String(repeating: "word ", count: 200_000) + "finis")
        try await terminal.see("finis")
        try terminal.type("hed")
        try await terminal.see("finished")
        try terminal.press("C-f")
        try terminal.type("FINISH")
        try await terminal.see("find  FINISH")
        // A key right behind Escape would be one with Alt.
        try terminal.press("Escape")
        try await terminal.lose("find  FINISH")
        try terminal.press("X")
        try await terminal.see("Xed")
        try terminal.press("C-z", "C-z", "C-z", "C-z")
        try await terminal.see("What shall it be?")
    }

    @Test func `a template is filled in, sent, recalled and kept`() async throws {
        let folder = scratch.home.appendingPathComponent("templates")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try "name = \"Boat\"\nmodality = \"text\"\nbody = \"A {{colour|red}} boat on {{water}}\"\n".write(
            to: folder.appendingPathComponent("boat.toml"), atomically: true, encoding: .utf8)
        try "body = 3\n".write(to: folder.appendingPathComponent("bad.toml"), atomically: true, encoding: .utf8)
        let terminal = try await studio()
        try terminal.press("M-t")
        try await terminal.see("Template bad.toml, line 1")
        try terminal.type("boat")
        try terminal.press("Enter")
        try await terminal.see("Empty fields take")
        try terminal.press("Tab")
        try terminal.type("a grey river")
        try terminal.press("Enter")
        try await terminal.see("A red boat on a grey river")
        try terminal.press("Enter")
        try await terminal.see("first word after")
        try terminal.press("C-r")
        try terminal.type("grey")
        try await terminal.see("Earlier prompts 1/1")
        try terminal.press("Enter", "M-s")
        try await terminal.see("Save as a template")
        try terminal.type("River")
        try terminal.press("Enter")
        try await terminal.see("river.toml")
        let kept = try String(contentsOf: folder.appendingPathComponent("river.toml"), encoding: .utf8)
        #expect(kept.contains("A red boat on a grey river"))
    }
}
