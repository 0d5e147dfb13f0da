/// How every role looks on the terminal at hand.
public struct Theme: Hashable, Sendable {
    /// What people call it; the name of its file without ".toml".
    public let name: String
    /// Dark or light.
    public let appearance: ThemeAppearance
    /// What the terminal can show; widgets choose their glyphs by it.
    public private(set) var capabilities: TerminalCapabilities

    private var styles: [ThemeRole: Style]

    /// A theme; a role missing in `styles` takes the look of its `fallback`, and colours left at the terminal's default
    /// in a role are those of `text`.
    public init(
        name: String,
        appearance: ThemeAppearance,
        styles: [ThemeRole: Style],
        capabilities: TerminalCapabilities = .full
    ) {
        self.name = name
        self.appearance = appearance
        self.capabilities = capabilities
        let text = styles[.text] ?? .plain
        var resolved: [ThemeRole: Style] = [:]
        for role in ThemeRole.allCases {
            var source: ThemeRole? = role
            while let candidate = source, styles[candidate] == nil { source = candidate.fallback }
            var style = source.flatMap { styles[$0] } ?? text
            if style.foreground == .terminalDefault { style.foreground = text.foreground }
            if style.background == .terminalDefault { style.background = text.background }
            resolved[role] = style
        }
        self.styles = resolved
    }

    /// The look of `role`, both colours included.
    public subscript(role: ThemeRole) -> Style {
        styles[role] ?? .plain
    }

    /// The look of `role` on the background of another one: the muted part of a selected row.
    ///
    /// Where the background is shown by reversing, or where the two colours could not be told apart (contrast below
    /// 4.5), the look is the background's.
    public func style(_ role: ThemeRole, on background: ThemeRole) -> Style {
        let base = self[background]
        if base.attributes.contains(.reverse) { return base }
        let style = self[role].with(background: base.background)
        if let contrast = Color.contrast(style.foreground, style.background), contrast < 4.5 {
            return style.with(foreground: base.foreground)
        }
        return style
    }

    /// The theme for a terminal with `capabilities`: without colours every role falls back to attributes.
    public func adapted(to capabilities: TerminalCapabilities) -> Theme {
        var theme = self
        theme.capabilities = capabilities
        if capabilities.colorDepth == .none { theme.styles = Theme.monochrome.styles }
        return theme
    }

    /// Whether anything but ASCII may be drawn as decoration.
    public var unicode: Bool { capabilities.unicode }
}
