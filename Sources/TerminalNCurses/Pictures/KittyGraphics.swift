import TerminalUI

/// Kitty's graphics protocol with Unicode placeholders: the picture is sent once and put nowhere, then ordinary cells say
/// which part of it they show. So it scrolls, is covered and is erased like text, also inside tmux.
struct KittyGraphics: Sendable {
    /// The colour of a placeholder's text, and the lowest byte of the image's id. Lower numbers are the user's palette.
    static let colors = 16...255
    private static let chunk = 4096

    /// The highest byte of every id of this process, so that another Easel in the same window has other ones.
    let mark: Int
    let isInsideTmux: Bool

    init(mark: Int, isInsideTmux: Bool) {
        self.mark = mark & 0xff
        self.isInsideTmux = isInsideTmux
    }

    /// Sends a PNG file, given in base 64, for a place of so many cells.
    func transmit(_ base64: String, color: Int, cells: Size) -> String {
        var text = ""
        var rest = base64.utf8[...]
        var keys = "a=T,U=1,i=\(id(color)),f=100,t=d,q=2,c=\(cells.width),r=\(cells.height),"
        repeat {
            let piece = rest.prefix(Self.chunk)
            rest = rest.dropFirst(Self.chunk)
            text += command(keys + "m=\(rest.isEmpty ? 0 : 1)", String(decoding: piece, as: UTF8.self))
            keys = "q=2,"
        } while !rest.isEmpty
        return text
    }

    /// Frees a picture, wherever it is shown.
    func delete(color: Int) -> String { command("a=d,d=I,i=\(id(color)),q=2", "") }

    /// The characters of a placeholder: what it is, the row, the column, the highest byte of the id.
    func scalars(_ cell: PictureCell) -> (UInt32, UInt32, UInt32, UInt32) {
        (0x10_eeee, KittyMarks.mark(cell.row), KittyMarks.mark(cell.column), KittyMarks.mark(mark))
    }

    private func id(_ color: Int) -> UInt32 { UInt32(mark) << 24 | UInt32(color) }

    private func command(_ keys: String, _ payload: String) -> String {
        let text = "\u{1b}_G\(keys)\(payload.isEmpty ? "" : ";" + payload)\u{1b}\\"
        return isInsideTmux ? TmuxPassthrough.wrap(text) : text
    }
}
