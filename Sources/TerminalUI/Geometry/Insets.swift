/// Space kept free at the four sides of a rectangle, in cells.
public struct Insets: Hashable, Sendable {
    /// Rows kept free above.
    public var top: Int
    /// Columns kept free on the left.
    public var left: Int
    /// Rows kept free below.
    public var bottom: Int
    /// Columns kept free on the right.
    public var right: Int

    /// Separate values for each side.
    public init(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) {
        self.top = top
        self.left = left
        self.bottom = bottom
        self.right = right
    }

    /// The same value on all sides.
    public init(_ all: Int) {
        self.init(top: all, left: all, bottom: all, right: all)
    }

    /// `horizontal` on the left and right, `vertical` above and below.
    public init(horizontal: Int, vertical: Int) {
        self.init(top: vertical, left: horizontal, bottom: vertical, right: horizontal)
    }
}
