/// Draws frames: owns the double buffer, finds out what changed, and hands only that to the backend.
@MainActor
public final class Terminal {
    /// What shows the cells.
    public let backend: any TerminalBackend
    /// Numbers of the styles and clusters on the screen.
    public let palette = CellPalette()

    private var shown: Surface?
    private var shownCursor: Point?
    private var spare: Surface?

    /// A terminal on `backend`; nothing is drawn yet.
    public init(backend: any TerminalBackend) {
        self.backend = backend
    }

    /// The screen's size now, in cells.
    public var size: Size { backend.size }

    /// Draws one frame. `body` gets an empty surface of the screen's size and returns where the cursor stands.
    public func draw(_ body: (inout Surface) -> Point?) {
        if palette.isCrowded {
            palette.removeAll()
            invalidate()
        }
        var frame = takeSpare()
        let cursor = body(&frame).flatMap { frame.bounds.contains($0) ? $0 : nil }
        palette.forgetPictures(notOn: frame)
        let isFirst = shown == nil
        let diff = SurfaceDiff(from: shown, to: frame)
        spare = shown
        shown = frame
        if isFirst || !diff.isEmpty || cursor != shownCursor {
            shownCursor = cursor
            backend.present(diff, of: frame, cursor: cursor)
        }
    }

    /// Makes the next frame draw every cell, because the screen was disturbed or resized.
    public func invalidate() {
        shown = nil
        spare = nil
        backend.repaint()
    }

    private func takeSpare() -> Surface {
        guard var frame = spare, frame.size == size else {
            return Surface(size: size, palette: palette)
        }
        spare = nil
        frame.clear()
        return frame
    }
}
