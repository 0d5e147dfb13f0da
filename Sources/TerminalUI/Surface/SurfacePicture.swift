/// A surface as text that people can read and tests can compare: what is shown, and below it how it looks.
public struct SurfacePicture: Hashable, Sendable, CustomStringConvertible {
    /// One string per row, without the blanks at its end.
    public let rows: [String]
    /// One string per row with a letter per column; the letters are explained by `legend`. Plain cells are dots.
    public let styleRows: [String]
    /// What each letter means, in order of appearance: "a fg=#7ab8ff bg=default bold".
    public let legend: [String]

    /// A picture of `surface`, or of the part of it in `rect`.
    public init(_ surface: Surface, in rect: Rect? = nil) {
        let area = rect.map { $0.intersection(surface.bounds) } ?? surface.bounds
        var letters: [StyleID: Character] = [.plain: "."]
        var legend: [String] = []
        var rows: [String] = []
        var styleRows: [String] = []
        for y in area.rows {
            var text = String.UnicodeScalarView()
            var styles = ""
            for x in area.columns {
                let cell = surface[Point(x: x, y: y)]
                text.append(contentsOf: surface.palette.scalars(of: cell.glyph))
                if letters[cell.style] == nil {
                    let letter = SurfacePicture.letter(legend.count)
                    letters[cell.style] = letter
                    legend.append("\(letter) " + SurfacePicture.describe(surface.palette.style(for: cell.style)))
                }
                styles.append(letters[cell.style] ?? "?")
            }
            rows.append(String(text).droppingTrailingSpaces())
            styleRows.append(styles)
        }
        self.rows = rows
        self.styleRows = styleRows
        self.legend = legend
    }

    /// The rows as one text.
    public var text: String { rows.joined(separator: "\n") }

    /// Text, style layer and legend: the content of a snapshot file.
    public var description: String {
        ([text, ""] + styleRows + [""] + legend).joined(separator: "\n") + "\n"
    }

    private static func letter(_ index: Int) -> Character {
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        return index < letters.count ? letters[index] : "?"
    }

    private static func describe(_ style: Style) -> String {
        let names: [(TextAttributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
            (.strikethrough, "strikethrough"),
        ]
        let attributes = names.filter { style.attributes.contains($0.0) }.map(\.1)
        return (["fg=\(style.foreground.notation)", "bg=\(style.background.notation)"] + attributes)
            .joined(separator: " ")
    }
}
