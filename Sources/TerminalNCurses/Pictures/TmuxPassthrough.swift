/// The way through tmux to the terminal outside: `ESC P tmux ; … ST` with every escape doubled. tmux drops it unless its
/// option `allow-passthrough` is on.
enum TmuxPassthrough {
    static func wrap(_ text: String) -> String {
        "\u{1b}Ptmux;" + text.replacing("\u{1b}", with: "\u{1b}\u{1b}") + "\u{1b}\\"
    }
}
