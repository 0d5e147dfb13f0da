/// What running effects may do to their program; safe to hand to any task or thread.
///
/// After the program ended every call is without effect.
public struct ProgramContext<Message: Sendable>: Sendable {
    /// Feeds a message into the program's update; callable from anywhere, never blocks.
    public let send: @Sendable (Message) -> Void

    private let control: @Sendable (ProgramControl) -> Void

    init(send: @escaping @Sendable (Message) -> Void, control: @escaping @Sendable (ProgramControl) -> Void) {
        self.send = send
        self.control = control
    }

    /// Ends the program: messages that still wait are dropped, running effects are cancelled.
    public func quit() { control(.quit) }

    /// Gives the terminal back to the shell until the user continues the program.
    public func suspend() { control(.suspend) }

    /// Rings the terminal's bell.
    public func bell() { control(.bell) }

    /// Shows a notice on the user's desktop, where the terminal passes it on.
    public func notify(title: String, body: String) { control(.notify(title: title, body: body)) }

    /// Draws every cell again, for when something else wrote to the screen.
    public func repaint() { control(.repaint) }

    /// Puts `text` on the clipboard of the user's desktop, where the terminal allows it.
    public func copyToClipboard(_ text: String) { control(.copy(text)) }
}
