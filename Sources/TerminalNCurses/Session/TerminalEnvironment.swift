internal import Glibc

/// The environment variables that say what the terminal can do.
public struct TerminalEnvironment: Sendable {
    private let variables: [String: String]

    /// An environment with the given variables; an empty value counts as not set.
    public init(_ variables: [String: String]) {
        self.variables = variables.filter { !$0.value.isEmpty }
    }

    /// The process's environment, as it is now.
    public static var current: TerminalEnvironment {
        let names = [
            "TERM", "COLORTERM", "NO_COLOR", "TMUX", "LC_ALL", "LC_CTYPE", "LANG", "TERM_PROGRAM", "LC_TERMINAL",
            "KITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR",
        ]
        let pairs = names.compactMap { name in getenv(name).map { (name, String(cString: $0)) } }
        return TerminalEnvironment(Dictionary(uniqueKeysWithValues: pairs))
    }

    /// `TERM`; nil when it is not set.
    public var terminal: String? { variables["TERM"] }

    /// The value of a variable; nil when it is not set.
    func variable(_ name: String) -> String? { variables[name] }

    /// Whether tmux is between the program and the terminal.
    public var isInsideTmux: Bool { variables["TMUX"] != nil }

    /// Whether colours are unwanted (no-color.org).
    public var refusesColor: Bool { variables["NO_COLOR"] != nil }

    /// Whether the user's locale names UTF-8. Without any locale variable (containers, bare SSH) the answer is yes, since
    /// the terminal at the other end then almost always is; an explicit "C" or "de_DE.ISO-8859-1" is a no.
    public var wantsUnicode: Bool {
        guard let locale = variables["LC_ALL"] ?? variables["LC_CTYPE"] ?? variables["LANG"] else { return true }
        let lower = locale.lowercased()
        return lower.contains("utf-8") || lower.contains("utf8")
    }

    /// Names to look up in terminfo, the best first: an entry with direct colour where `COLORTERM` promises it, `TERM`
    /// itself, and for a terminal that terminfo does not know the commonest one.
    public var terminfoNames: [String] {
        guard let terminal else { return [] }
        var names: [String] = []
        if promisesTrueColor { names += directColorNames(of: terminal) }
        names.append(terminal)
        if !names.contains("xterm-256color") { names.append("xterm-256color") }
        return names
    }

    private var promisesTrueColor: Bool {
        let value = variables["COLORTERM"]?.lowercased()
        return !refusesColor && (value == "truecolor" || value == "24bit")
    }

    private func directColorNames(of terminal: String) -> [String] {
        if terminal.hasSuffix("-direct") || terminal.hasSuffix("-direct16") { return [] }
        if terminal.hasPrefix("tmux") || terminal.hasPrefix("screen") { return ["tmux-direct"] }
        // "-direct16" keeps the user's sixteen colours beside the direct ones; "-direct" keeps eight.
        if terminal.hasPrefix("xterm") { return ["xterm-direct16", "xterm-direct"] }
        let family = terminal.split(separator: "-").first.map(String.init) ?? terminal
        return ["\(family)-direct"]
    }
}
