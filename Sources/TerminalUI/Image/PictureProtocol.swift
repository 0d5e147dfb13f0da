/// How pictures are to be sent to the terminal: a setting, or what was found out.
public enum PictureProtocol: String, Hashable, Sendable, CaseIterable {
    /// Whatever the terminal says it can.
    case auto
    /// Two pixels a cell, as half blocks. Works everywhere.
    case blocks
    /// Kitty's graphics, held in the cells by Unicode placeholders.
    case kitty
    /// iTerm2's inline files.
    case iterm2
    /// DEC's sixels.
    case sixel
    /// No pictures; what a file is stands there in words.
    case none

    /// Whether the terminal gets pixels.
    public var isGraphic: Bool { [.kitty, .iterm2, .sixel].contains(self) }
}
