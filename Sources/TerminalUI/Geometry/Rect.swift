/// A rectangle of cells; its width and height are never negative.
public struct Rect: Hashable, Sendable {
    /// Left column.
    public let x: Int
    /// Top row.
    public let y: Int
    /// Number of columns.
    public let width: Int
    /// Number of rows.
    public let height: Int

    /// The rectangle that holds nothing, at the origin.
    public static let zero = Rect(x: 0, y: 0, width: 0, height: 0)

    /// A rectangle; a negative width or height counts as zero.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// A rectangle of `size` at `origin`.
    public init(origin: Point = .zero, size: Size) {
        self.init(x: origin.x, y: origin.y, width: size.width, height: size.height)
    }

    /// The first column to the right of the rectangle.
    public var maxX: Int { x + width }
    /// The first row below the rectangle.
    public var maxY: Int { y + height }
    /// The top-left corner.
    public var origin: Point { Point(x: x, y: y) }
    /// The extent without the position.
    public var size: Size { Size(width: width, height: height) }
    /// Whether no cell lies inside.
    public var isEmpty: Bool { width == 0 || height == 0 }
    /// The rows covered, as a range.
    public var rows: Range<Int> { y..<maxY }
    /// The columns covered, as a range.
    public var columns: Range<Int> { x..<maxX }

    /// Whether `point` lies inside.
    public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
    }

    /// The common part of two rectangles; empty when they do not touch.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
    }

    /// The rectangle without `insets`; empty, never inverted, when it is too small for them.
    public func inset(by insets: Insets) -> Rect {
        Rect(
            x: x + insets.left,
            y: y + insets.top,
            width: width - insets.left - insets.right,
            height: height - insets.top - insets.bottom
        )
    }

    /// The rectangle without `all` cells at each side.
    public func inset(by all: Int) -> Rect {
        inset(by: Insets(all))
    }

    /// A rectangle of `size`, cut to fit, in the middle of this one.
    public func centered(_ size: Size) -> Rect {
        let fittedWidth = min(size.width, width)
        let fittedHeight = min(size.height, height)
        return Rect(
            x: x + (width - fittedWidth) / 2,
            y: y + (height - fittedHeight) / 2,
            width: fittedWidth,
            height: fittedHeight
        )
    }

    /// Row `index` counted from the top, one cell high; empty when outside.
    public func row(_ index: Int) -> Rect {
        Rect(x: x, y: y + index, width: width, height: index >= 0 && index < height ? 1 : 0)
    }
}
