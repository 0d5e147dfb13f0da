/// A button of the mouse.
public enum MouseButton: Hashable, Sendable {
    case left, middle, right
}
