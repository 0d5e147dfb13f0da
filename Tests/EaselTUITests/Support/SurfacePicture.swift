import Foundation
import TerminalUI

/// What a surface shows, as text: one line a row; with styles, a second block that names the look of each cell.
enum SurfacePicture {
    static func text(_ surface: Surface) -> String {
        rows(surface).joined(separator: "\n")
    }

    static func rows(_ surface: Surface) -> [String] {
        (0..<surface.size.height).map { y in
            var row = ""
            for cell in surface.row(y) {
                for scalar in surface.palette.scalars(of: cell.glyph) { row.unicodeScalars.append(scalar) }
            }
            while row.last == " " { row.removeLast() }
            return row
        }
    }

    /// The text, then one letter a cell for its style, then what the letters mean.
    static func withStyles(_ surface: Surface) -> String {
        var letters: [Style: Character] = [:]
        var legend: [String] = []
        let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        let map = (0..<surface.size.height).map { y in
            String(
                surface.row(y).map { cell in
                    let style = surface.palette.style(for: cell.style)
                    if let letter = letters[style] { return letter }
                    let letter = letters.count < alphabet.count ? alphabet[letters.count] : "?"
                    letters[style] = letter
                    legend.append("\(letter) \(style.foreground) on \(style.background) \(style.attributes.rawValue)")
                    return letter
                })
        }
        return ([text(surface), "--"] + map + ["--"] + legend).joined(separator: "\n")
    }

    /// The text, then for each row its looks as letters with how often they are repeated, then what the letters mean: a picture
    /// in colour that is short enough to be read.
    static func withRuns(_ surface: Surface) -> String {
        let parts = withStyles(surface).components(separatedBy: "\n--\n")
        guard parts.count == 3 else { return parts.joined(separator: "\n") }
        let runs = parts[1].split(separator: "\n").map { row in
            var text = ""
            var rest = row[...]
            while let letter = rest.first {
                let count = rest.prefix { $0 == letter }.count
                text += count == 1 ? "\(letter)" : "\(letter)\(count)"
                rest = rest.dropFirst(count)
            }
            return text
        }
        return [parts[0], runs.joined(separator: " "), parts[2]].joined(separator: "\n--\n")
    }
}
