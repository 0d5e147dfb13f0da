import TerminalUI

/// Pictures that are drawn over cells, at a place: what the terminal knows of them is gone as soon as the cells change.
enum PlacedGraphics {
    /// iTerm2's inline file, in base 64, in exactly these cells.
    static func inline(_ base64: String, bytes: Int, in rect: Rect) -> String {
        let keys =
            "inline=1;size=\(bytes);width=\(rect.width);height=\(rect.height);preserveAspectRatio=1;doNotMoveCursor=1"
        return at(rect, "\u{1b}]1337;File=\(keys):\(base64)\u{07}")
    }

    /// A sixel sequence.
    static func sixel(_ sequence: [UInt8], in rect: Rect) -> String {
        at(rect, String(decoding: sequence, as: UTF8.self))
    }

    /// The cursor, with its colours, is back where it was afterwards: ncurses counts on that.
    private static func at(_ rect: Rect, _ text: String) -> String {
        "\u{1b}7\u{1b}[\(rect.y + 1);\(rect.x + 1)H\(text)\u{1b}8"
    }
}
