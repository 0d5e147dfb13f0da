import TerminalUI

/// A notice that the terminal hands to the desktop.
///
/// OSC 777 (urxvt, foot, Ghostty, WezTerm) carries title and body apart; OSC 9 (iTerm2, kitty, Ghostty, WezTerm) one text.
/// Terminals that know neither ignore both. tmux passes them on only inside its own wrapping, and where
/// `allow-passthrough` is on.
struct DesktopNotice {
    var title: String
    var body: String

    /// A terminal may cut longer ones; nothing good comes of them.
    private static let limit = 200

    func sequence(on environment: TerminalEnvironment) -> String {
        let (title, body) = (Self.safe(title, separators: true), Self.safe(body, separators: false))
        let speaks777 = ["rxvt", "foot"].contains { environment.terminal?.hasPrefix($0) == true }
        let plain =
            speaks777 ? "\u{1b}]777;notify;\(title);\(body)\u{07}" : "\u{1b}]9;\(Self.sentence(title, body))\u{07}"
        guard environment.isInsideTmux else { return plain }
        return "\u{1b}Ptmux;" + plain.replacing("\u{1b}", with: "\u{1b}\u{1b}") + "\u{1b}\\"
    }

    /// A number in front would mean something else to some terminals (`9;4` is a progress bar in ConEmu's words).
    private static func sentence(_ title: String, _ body: String) -> String {
        let text = body.isEmpty ? title : "\(title): \(body)"
        return text.first?.isNumber == true ? " " + text : text
    }

    /// Without anything that could end the sequence or divide its parts.
    private static func safe(_ text: String, separators: Bool) -> String {
        let line = String(TextSanitizer.singleLine(text).prefix(limit))
        return separators ? line.replacing(";", with: ",") : line
    }
}
