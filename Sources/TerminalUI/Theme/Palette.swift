/// The named colours of a theme.
public struct Palette: Hashable, Sendable {
    /// Colours by the name that roles use.
    public var colors: [String: Color]

    /// A palette of `colors`.
    public init(_ colors: [String: Color] = [:]) {
        self.colors = colors
    }

    /// The colour called `name` here, or the one `name` spells ("#rrggbb", "bright-blue", "default"); nil if neither.
    public func color(_ name: String) -> Color? {
        colors[name] ?? Color(name)
    }

    /// This palette with the colours of `other` added, which win.
    public func merging(_ other: Palette) -> Palette {
        Palette(colors.merging(other.colors) { $1 })
    }
}
