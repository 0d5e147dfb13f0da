/// Something the mouse did, at a cell.
public struct MouseEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: Hashable, Sendable {
        /// A button went down.
        case press(MouseButton)
        /// The button went up.
        case release
        /// The mouse moved with a button held down.
        case drag
        case wheelUp, wheelDown
    }

    /// What happened.
    public var kind: Kind
    /// The cell under the pointer; may lie outside the screen after a resize.
    public var position: Point
    /// Keys held down meanwhile.
    public var modifiers: KeyModifiers

    /// An event at `position`.
    public init(_ kind: Kind, at position: Point, modifiers: KeyModifiers = []) {
        self.kind = kind
        self.position = position
        self.modifiers = modifiers
    }
}
