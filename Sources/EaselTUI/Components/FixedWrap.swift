import TerminalUI

/// Cuts a line into rows anywhere, for paths: nothing is left out and nothing is added, so that it can be read whole.
enum FixedWrap {
    static func rows(_ line: Line, width: Int) -> [Line] {
        var rows = [Line()]
        var room = max(2, width)
        for span in line.spans {
            var rest = Substring(span.text)
            while !rest.isEmpty {
                let piece = DisplayWidth.prefix(of: String(rest), fitting: room)
                if piece.isEmpty && room == max(2, width) { break }
                if !piece.isEmpty { rows[rows.count - 1].append(String(piece), style: span.style) }
                room -= DisplayWidth.width(of: String(piece))
                rest = rest.dropFirst(piece.count)
                if !rest.isEmpty {
                    rows.append(Line())
                    room = max(2, width)
                }
            }
        }
        return rows
    }
}
