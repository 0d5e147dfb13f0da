/// A box in the middle of the screen with a message and buttons.
public struct Dialog {
    /// Set into the frame.
    public var title: String
    /// What it says; wrapped.
    public var message: [Line]
    /// Labels of the buttons; none for a notice.
    public var buttons: [String]
    /// Index of the button Enter presses.
    public var selected: Int
    /// Widest it gets, frame included.
    public var maximumWidth: Int

    /// A dialog that asks or tells something.
    public init(title: String, message: [Line], buttons: [String] = [], selected: Int = 0, maximumWidth: Int = 60) {
        self.title = title
        self.message = message
        self.buttons = buttons
        self.selected = selected
        self.maximumWidth = maximumWidth
    }

    /// The box a dialog in the middle of `rect` takes.
    public func place(in rect: Rect) -> Rect {
        let wanted = max(message.map(\.width).max() ?? 0, buttonsWidth, DisplayWidth.width(of: title) + 2)
        let width = min(rect.width, min(maximumWidth, wanted + 4))
        let rows = TextWrap.wrap(message, width: max(1, width - 4)).count
        return rect.centered(Size(width: width, height: rows + (buttons.isEmpty ? 2 : 4)))
    }

    /// Where the buttons of a dialog in the middle of `rect` are, for the mouse.
    public func buttonPlaces(in rect: Rect) -> [Rect] {
        let inside = Frame.inside(of: place(in: rect))
        let row = inside.splitBottom(1).bottom
        var x = row.x + max(0, (row.width - buttonsWidth) / 2)
        return buttons.map { button in
            let width = DisplayWidth.width(of: button) + 4
            defer { x += width + 1 }
            return Rect(x: x, y: row.y, width: width, height: row.height).intersection(row)
        }
    }

    /// Draws the dialog in the middle of `rect`; returns the box.
    @discardableResult
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) -> Rect {
        let box = place(in: rect)
        let inside = Frame(title: title, isFocused: true, background: .dialog).draw(in: box, on: &surface, theme: theme)
        let body = inside.inset(by: Insets(left: 1, bottom: buttons.isEmpty ? 0 : 2, right: 1))
        let lines = message.map { $0.over(theme[.dialog]) }
        Paragraph(lines, width: max(1, body.width)).draw(in: body, on: &surface)
        for (index, place) in buttonPlaces(in: rect).enumerated() {
            let style = theme[index == selected ? .buttonFocused : .button]
            let text = index == selected ? "[ \(buttons[index]) ]" : "  \(buttons[index])  "
            surface.write(text, at: place.origin, style: style, in: place)
        }
        return box
    }

    private var buttonsWidth: Int {
        buttons.reduce(max(0, buttons.count - 1)) { $0 + DisplayWidth.width(of: $1) + 4 }
    }
}
