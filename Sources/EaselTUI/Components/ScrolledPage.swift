import TerminalUI

/// A box of styled lines above the screen, to be read and scrolled.
struct ScrolledPage: Equatable {
    /// A row with the roles of its parts; the theme is applied when it is drawn.
    struct Row: Equatable {
        /// Stands in a column of its own before the text; empty for a row without a name.
        var name = ""
        var nameRole = ThemeRole.muted
        var text: String
        var role: ThemeRole

        init(_ text: String = "", _ role: ThemeRole = .dialog) {
            self.text = text
            self.role = role
        }

        /// A name in a column of so many cells, then what it stands for.
        init(_ name: String, width: Int, _ text: String, nameRole: ThemeRole = .muted) {
            self.init(text)
            self.name = name.padded(to: width)
            self.nameRole = nameRole
        }

        /// The row wrapped to a width, the text hanging beside its name.
        func lines(width: Int, look: (ThemeRole) -> Style) -> [Line] {
            let column = DisplayWidth.width(of: name)
            let wrapped = TextWrap.wrap(Line(text, style: look(role)), width: max(8, width - column))
            guard column > 0 else { return wrapped }
            return wrapped.enumerated().map { index, line in
                Line(
                    [TerminalUI.Span(index == 0 ? name : String(repeating: " ", count: column), style: look(nameRole))]
                        + line.spans)
            }
        }
    }

    var title: String
    var rows: [Row]
    var top = 0

    static let width = 76

    init(title: String, rows: [Row]) {
        self.title = title
        self.rows = rows
    }

    func place(in screen: Rect, theme: Theme) -> Rect {
        let width = min(Self.width, screen.width)
        let count = lines(width: width - 4, theme: theme).count
        return screen.centered(Size(width: width, height: min(count + 2, max(3, screen.height - 2))))
    }

    /// Rows of the whole text in the width it has.
    func rowCount(in screen: Rect, theme: Theme) -> Int {
        lines(width: min(Self.width, screen.width) - 4, theme: theme).count
    }

    mutating func scroll(_ step: Step, in screen: Rect, theme: Theme) {
        let place = place(in: screen, theme: theme)
        let height = max(0, place.height - 2)
        let most = max(0, lines(width: place.width - 4, theme: theme).count - height)
        top = step.apply(to: top, most: most, page: height)
    }

    func draw(in screen: Rect, on surface: inout Surface, theme: Theme) {
        let place = place(in: screen, theme: theme)
        let inside = Frame(title: title, isFocused: true, background: .dialog).draw(
            in: place, on: &surface, theme: theme)
        let lines = lines(width: place.width - 4, theme: theme)
        let body = inside.inset(by: Insets(left: 1, right: 1))
        for (y, line) in lines.dropFirst(top).prefix(body.height).enumerated() {
            surface.write(line, at: body.origin.offset(y: y), in: body)
        }
        if lines.count > body.height {
            let bar = Rect(x: inside.maxX - 1, y: inside.y, width: 1, height: inside.height)
            ScrollBar(total: lines.count, visible: body.height, offset: top).draw(in: bar, on: &surface, theme: theme)
        }
    }

    private func lines(width: Int, theme: Theme) -> [Line] {
        rows.flatMap { $0.lines(width: max(1, width)) { role in theme.style(role, on: .dialog) } }
    }
}
