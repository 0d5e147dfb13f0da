/// A border with a title, filled with a background.
public struct Frame {
    /// How the corners look where Unicode is shown; ASCII terminals get `+`, `-` and `|`.
    public enum Shape: Hashable, Sendable {
        case rounded, plain
    }

    /// Set into the upper line at the left; empty for none.
    public var title: String
    /// Set into the lower line at the right; empty for none.
    public var footer: String
    /// Whether what is inside has the focus.
    public var isFocused: Bool
    /// How the corners look.
    public var shape: Shape
    /// Whose background fills the inside.
    public var background: ThemeRole

    /// A frame around something.
    public init(
        title: String = "",
        footer: String = "",
        isFocused: Bool = false,
        shape: Shape = .rounded,
        background: ThemeRole = .text
    ) {
        self.title = title
        self.footer = footer
        self.isFocused = isFocused
        self.shape = shape
        self.background = background
    }

    /// What is left inside the border of a frame that fills `rect`.
    public static func inside(of rect: Rect) -> Rect {
        rect.inset(by: 1)
    }

    /// Draws the frame; returns the space inside.
    @discardableResult
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) -> Rect {
        surface.fill(rect, style: theme[background])
        if rect.width < 2 || rect.height < 2 { return Frame.inside(of: rect) }
        let line = theme.style(isFocused ? .borderFocused : .border, on: background)
        let glyphs = BorderGlyphs.glyphs(shape, unicode: theme.unicode)
        let inside = Frame.inside(of: rect)
        for y in [rect.y, rect.maxY - 1] {
            surface.fill(Rect(x: inside.x, y: y, width: inside.width, height: 1), with: glyphs.horizontal, style: line)
        }
        for x in [rect.x, rect.maxX - 1] {
            surface.fill(Rect(x: x, y: inside.y, width: 1, height: inside.height), with: glyphs.vertical, style: line)
        }
        surface.put(glyphs.topLeft, at: rect.origin, style: line)
        surface.put(glyphs.topRight, at: Point(x: rect.maxX - 1, y: rect.y), style: line)
        surface.put(glyphs.bottomLeft, at: Point(x: rect.x, y: rect.maxY - 1), style: line)
        surface.put(glyphs.bottomRight, at: Point(x: rect.maxX - 1, y: rect.maxY - 1), style: line)
        let (top, bottom) = (rect.y, rect.maxY - 1)
        if let (text, x) = words(title, .left, in: inside, theme: theme) {
            let style = theme.style(isFocused ? .accent : .title, on: background)
            surface.write(text, at: Point(x: x, y: top), style: style)
        }
        if let (text, x) = words(footer, .right, in: inside, theme: theme) {
            surface.write(text, at: Point(x: x, y: bottom), style: theme.style(.muted, on: background))
        }
        return inside
    }

    /// A title cut to the columns of `inside` with a blank at each side, and where it begins; nil without room.
    private func words(_ words: String, _ alignment: Alignment, in inside: Rect, theme: Theme) -> (String, Int)? {
        if words.isEmpty || inside.width < 3 { return nil }
        let text = " " + theme.truncated(TextSanitizer.singleLine(words), to: inside.width - 2) + " "
        return (text, inside.x + alignment.indent(of: DisplayWidth.width(of: text), in: inside.width))
    }
}
