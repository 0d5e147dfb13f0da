/// A glyph that turns, one step a tick.
public struct Spinner {
    /// Which step; counted by the program's animation.
    public var tick: Int

    /// Time between two steps that looks steady.
    public static let interval = Duration.milliseconds(100)

    /// A spinner at step `tick`.
    public init(tick: Int) {
        self.tick = tick
    }

    /// The one-column text of this step.
    public func text(unicode: Bool) -> String {
        let frames = unicode ? Spinner.braille : Spinner.ascii
        return frames[Int(tick.magnitude % UInt(frames.count))]
    }

    private static let braille = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]
    private static let ascii = ["|", "/", "-", "\\"]

    /// Draws into the first cell of `rect`.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) {
        surface.write(text(unicode: theme.unicode), at: rect.origin, style: theme[.accent], in: rect)
    }
}
