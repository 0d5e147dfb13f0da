/// A vertical bar that shows which part of something long is in sight.
public struct ScrollBar {
    /// Rows there are.
    public var total: Int
    /// Rows in sight.
    public var visible: Int
    /// First row in sight.
    public var offset: Int

    /// A bar for `visible` of `total` rows from `offset` on.
    public init(total: Int, visible: Int, offset: Int) {
        self.total = total
        self.visible = visible
        self.offset = offset
    }

    /// Takes the last column of `rect` for a bar when `total` rows do not fit and more than one column is there.
    public static func place(in rect: Rect, total: Int) -> (body: Rect, bar: Rect?) {
        if total <= rect.height || rect.width < 2 { return (rect, nil) }
        let (body, bar) = rect.splitRight(1)
        return (body, bar)
    }

    /// The rows of the thumb in a bar `height` rows high: at least one, at the ends only when nothing is beyond.
    public func thumb(height: Int) -> Range<Int> {
        if height <= 0 { return 0..<0 }
        if total <= visible || total <= 0 { return 0..<height }
        let length = min(height, max(1, Int(Double(height) * Double(visible) / Double(total))))
        let most = total - visible
        let position = min(max(0, offset), most)
        var start = Int(Double(height - length) * Double(position) / Double(most))
        if position > 0, start == 0, height > length { start = 1 }
        return start..<(start + length)
    }

    /// The first row in sight when the pointer drags the thumb to row `y` of a bar `height` rows high: the thumb's middle
    /// follows the pointer, and the ends of the bar are the ends of what is scrolled.
    public func offset(draggedTo y: Int, height: Int) -> Int {
        let most = max(0, total - visible)
        let length = thumb(height: height).count
        let travel = height - length
        guard most > 0, travel > 0 else { return 0 }
        let start = min(max(0, y - length / 2), travel)
        return start == travel ? most : Int(Double(most) * Double(start) / Double(travel))
    }

    /// Draws into the first column of `rect`.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) {
        let thumb = thumb(height: rect.height)
        let (track, bar): (Unicode.Scalar, Unicode.Scalar) = theme.unicode ? ("│", "┃") : ("|", "#")
        for y in 0..<rect.height {
            let isThumb = thumb.contains(y)
            let style = theme[isThumb ? .scrollBar : .gaugeTrack]
            surface.put(isThumb ? bar : track, at: rect.origin.offset(y: y), style: style, in: rect)
        }
    }
}
