public import EaselApp

/// How the studio is to be opened.
public struct StudioOrder: Sendable {
    /// On the built-in sandbox, whatever is configured.
    public var onSandbox: Bool
    /// What is to be kept, or where answers come from.
    public var tape: TapeUse?

    init(onSandbox: Bool, tape: TapeUse?) {
        self.onSandbox = onSandbox
        self.tape = tape
    }
}
