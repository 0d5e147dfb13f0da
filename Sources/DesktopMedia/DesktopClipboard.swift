internal import Subprocess

/// The clipboard of this machine, through the program that the desktop has for it.
public struct DesktopClipboard: Sendable {
    /// The program and its arguments; the text goes to its standard input.
    let command: (program: String, arguments: [String])
    private let desktop: DesktopPrograms

    /// Nil when there is no desktop, no such program, or when the person sits at another machine: then the terminal alone
    /// reaches their clipboard (OSC 52).
    public init?(_ desktop: DesktopPrograms) {
        if desktop.isRemote { return nil }
        self.desktop = desktop
        if desktop.hasWayland, desktop.has("wl-copy") {
            command = ("wl-copy", [])
        } else if desktop.hasDisplay, desktop.has("xclip") {
            command = ("xclip", ["-selection", "clipboard"])
        } else if desktop.hasDisplay, desktop.has("xsel") {
            command = ("xsel", ["--clipboard", "--input"])
        } else {
            return nil
        }
    }

    /// Puts `text` there. A program that fails is not told about: the terminal got the text as well.
    public func copy(_ text: String) async {
        _ = try? await run(
            .name(command.program), arguments: Arguments(command.arguments), environment: desktop.environment,
            input: .string(text), output: .discarded, error: .discarded)
    }
}
