/// A cell position; the origin is the top-left corner of the screen, y grows downwards.
public struct Point: Hashable, Sendable {
    /// Columns from the left edge.
    public var x: Int
    /// Rows from the top edge.
    public var y: Int

    /// The top-left corner.
    public static let zero = Point(x: 0, y: 0)

    /// A position `x` columns from the left and `y` rows from the top.
    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }

    /// The position moved right by `dx` columns and down by `dy` rows.
    public func offset(x dx: Int = 0, y dy: Int = 0) -> Point {
        Point(x: x + dx, y: y + dy)
    }
}
