internal import Subprocess

/// The clipboards that programs of this machine reach: tmux's, and the desktop's.
public struct DesktopClipboard: Sendable {
    struct Command: Hashable, Sendable {
        let program: String
        let arguments: [String]
    }

    /// The programs; the text goes to their standard input.
    let commands: [Command]
    private let desktop: DesktopPrograms

    /// Nil when no program is of use. Where the person sits at another machine, this one's desktop is not theirs: then the
    /// terminal alone reaches their clipboard (OSC 52), and tmux, which by its default takes no such sequence from a program.
    public init?(_ desktop: DesktopPrograms) {
        self.desktop = desktop
        commands = [Self.tmux(desktop), Self.desktop(desktop)].compactMap(\.self)
        if commands.isEmpty { return nil }
    }

    private static func tmux(_ desktop: DesktopPrograms) -> Command? {
        guard desktop.hasTmux, desktop.has("tmux") else { return nil }
        return Command(program: "tmux", arguments: ["load-buffer", "-w", "-"])
    }

    private static func desktop(_ desktop: DesktopPrograms) -> Command? {
        if desktop.isRemote { return nil }
        if desktop.hasWayland, desktop.has("wl-copy") { return Command(program: "wl-copy", arguments: []) }
        guard desktop.hasX else { return nil }
        if desktop.has("xclip") { return Command(program: "xclip", arguments: ["-selection", "clipboard"]) }
        return desktop.has("xsel") ? Command(program: "xsel", arguments: ["--clipboard", "--input"]) : nil
    }

    /// Puts `text` there. A program that fails is not told about: the terminal got the text as well.
    public func copy(_ text: String) async {
        for command in commands {
            _ = try? await run(
                .name(command.program), arguments: Arguments(command.arguments), environment: desktop.environment,
                input: .string(text), output: .discarded, error: .discarded)
        }
    }
}
