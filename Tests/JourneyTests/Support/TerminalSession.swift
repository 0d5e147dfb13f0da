import Foundation

/// `easel` in a real terminal: a tmux server of its own, driven by keys and read as a screen.
final class TerminalSession {
    private let socket = "easel-\(UUID().uuidString.prefix(8))"
    private let scratch: Scratch

    /// Starts a shell of the given size, so that the terminal's state after Easel can be looked at.
    init(_ scratch: Scratch, columns: Int = 80, rows: Int = 24) throws {
        self.scratch = scratch
        let shell =
            "exec env -i PS1='$ ' HOME=\(scratch.folder.path) PATH=\"$PATH\" LD_LIBRARY_PATH=\"$LD_LIBRARY_PATH\" TERM=tmux-256color LANG=C.UTF-8 sh"
        try tmux("-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", shell)
        try tmux("set-option", "-g", "remain-on-exit", "on")
    }

    deinit { _ = try? tmux("kill-server") }

    /// Types the command that opens the studio.
    func open(with extra: [String: String] = [:], arguments: String = "") throws {
        let pairs = scratch.environment(extra).filter { !["PATH", "LD_LIBRARY_PATH"].contains($0.key) }
        let settings = pairs.sorted { $0.key < $1.key }.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
        let script = scratch.file("open.sh")
        try "\(settings) exec '\(EaselBinary.url.path)' \(arguments)\n".write(
            to: script, atomically: true, encoding: .utf8)
        try type("sh \(script.path); echo \"status=$?\"\n")
    }

    /// Opens the studio and, where nothing was made yet, goes past its welcome.
    func openStudio(with extra: [String: String] = [:], arguments: String = "") async throws {
        let isFirst = !FileManager.default.fileExists(atPath: scratch.home.appending(path: "history.sqlite").path)
        try open(with: extra, arguments: arguments)
        guard isFirst else { return }
        try await see("Welcome to Easel")
        try press("Escape")
        try await lose("Welcome to Easel")
    }

    /// Types text as a keyboard would.
    func type(_ text: String) throws { try tmux("send-keys", "-l", text) }

    /// Presses keys by tmux's names: `Enter`, `F4`, `C-q`, `M-Enter`.
    func press(_ keys: String...) throws { for key in keys { try tmux("send-keys", key) } }

    func resize(columns: Int, rows: Int) throws { try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)") }

    /// Pastes text between bracketed paste marks.
    func paste(_ text: String) throws {
        let file = scratch.file("paste")
        try text.write(to: file, atomically: true, encoding: .utf8)
        try tmux("load-buffer", file.path)
        try tmux("paste-buffer", "-p", "-r")
    }

    /// The screen as text, without trailing blanks.
    var screen: String { (try? tmux("capture-pane", "-p")) ?? "" }

    /// What the terminal is set to: `#{cursor_flag}`, `#{alternate_on}`, `#{mouse_any_flag}`.
    func format(_ text: String) throws -> String {
        try tmux("display-message", "-p", text).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The process that runs in the terminal, other than the shell.
    func program() throws -> Int32? {
        let shell = try format("#{pane_pid}")
        let children = try run("/usr/bin/env", ["pgrep", "-P", shell])
        return children.split(separator: "\n").first.flatMap { Int32($0) }
    }

    /// Waits until the screen shows a text.
    @discardableResult
    func see(_ text: String, within limit: Duration = .seconds(90)) async throws -> String {
        try await eventually("\"\(text)\" on the screen", within: limit) {
            let screen = self.screen
            return screen.contains(text) ? screen : nil
        } else: {
            self.screen
        }
    }

    /// Waits until the screen no longer shows a text.
    func lose(_ text: String) async throws {
        _ = try await eventually("\"\(text)\" leaves the screen") {
            self.screen.contains(text) ? nil : true
        } else: {
            self.screen
        }
    }

    @discardableResult
    private func tmux(_ arguments: String...) throws -> String {
        try run("/usr/bin/env", ["tmux", "-L", socket] + arguments)
    }

    /// Runs a short program. Its output goes through a file: tmux's server would keep a pipe open for as long as it lives.
    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let run = try RunningProgram(
            URL(fileURLWithPath: program), arguments, environment: ProcessInfo.processInfo.environment, in: scratch)
        return run.finish().output
    }
}
