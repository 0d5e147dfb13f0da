/// The thing that shows cells and reports input: ncurses in the program, `InMemoryBackend` in tests.
@MainActor
public protocol TerminalBackend: AnyObject {
    /// The screen's size now, in cells.
    var size: Size { get }
    /// What the terminal can show; after an `InputEvent.capabilities` it may be more.
    var capabilities: TerminalCapabilities { get }
    /// Input in the order it happened; one consumer; ends after `close`.
    var events: AsyncStream<InputEvent> { get }

    /// Brings the screen from the last presented frame to `surface`.
    ///
    /// `diff` holds the changed spans only; `surface` is the whole frame, for backends that were told to `repaint`.
    /// `cursor` is where the terminal's cursor stands, nil to hide it. `StyleID`s mean what `surface.palette` says;
    /// a cache of them is stale when `palette.generation` changed. Pictures are on `surface.pictures`; their cells are in
    /// the diff like others, and are half blocks to a backend that cannot show pictures.
    func present(_ diff: SurfaceDiff, of surface: Surface, cursor: Point?)

    /// Makes the next `present` draw every cell, because the screen was disturbed (resume, resize, foreign output).
    func repaint()

    /// Gives the terminal back to the shell, stops the process, and returns when it was continued.
    func suspendUntilResumed()

    /// Rings the bell.
    func bell()

    /// Shows a notice on the user's desktop; terminals may ignore it.
    func notify(title: String, body: String)

    /// Puts `text` on the clipboard of the user's desktop (OSC 52); terminals may ignore it.
    func copyToClipboard(_ text: String)

    /// Restores the terminal and ends `events`. Calling it again does nothing.
    func close()
}
