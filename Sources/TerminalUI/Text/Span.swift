/// A piece of text in one style. (Inside this module and its users the name hides `Swift.Span`.)
public struct Span: Hashable, Sendable {
    /// The text; neutralised when drawn.
    public var text: String
    /// Its look.
    public var style: Style

    /// `text` in `style`.
    public init(_ text: String, style: Style = .plain) {
        self.text = text
        self.style = style
    }

    /// Columns the span takes.
    public var width: Int { DisplayWidth.width(of: text) }
}
