extension Theme {
    /// What ends a text that was cut: one column where Unicode is shown, else a tilde.
    public var ellipsis: String { unicode ? "…" : "~" }

    /// `text` cut to `columns` with this theme's ellipsis.
    public func truncated(_ text: String, to columns: Int) -> String {
        DisplayWidth.truncated(text, to: columns, ellipsis: ellipsis)
    }

    /// One of two texts: `fancy` where Unicode is shown, else `plain`.
    public func symbol(_ fancy: String, ascii plain: String) -> String {
        unicode ? fancy : plain
    }

    /// `style` as part of a row that is marked with `role` (a selection): its background, its emphasis, and its glyph
    /// colour too where the own one could not be read on it.
    public func marked(_ style: Style, as role: ThemeRole) -> Style {
        let base = self[role]
        if base.attributes.contains(.reverse) { return base }
        let result = style.with(background: base.background).adding(base.attributes)
        if style.foreground == self[.text].foreground { return result.with(foreground: base.foreground) }
        if let contrast = Color.contrast(result.foreground, result.background), contrast < 4.5 {
            return result.with(foreground: base.foreground)
        }
        return result
    }
}
