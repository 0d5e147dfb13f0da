extension Rect {
    /// Parts one below the other, one for each constraint; parts that found no room are empty.
    public func splitRows(_ constraints: [Constraint], spacing: Int = 0) -> [Rect] {
        var position = y
        return Split.lengths(of: height, constraints, spacing: spacing).map { length in
            let part = Rect(x: x, y: min(position, maxY), width: width, height: length)
            position += length + max(0, spacing)
            return part
        }
    }

    /// Parts side by side, one for each constraint; parts that found no room are empty.
    public func splitColumns(_ constraints: [Constraint], spacing: Int = 0) -> [Rect] {
        var position = x
        return Split.lengths(of: width, constraints, spacing: spacing).map { length in
            let part = Rect(x: min(position, maxX), y: y, width: length, height: height)
            position += length + max(0, spacing)
            return part
        }
    }

    /// The upper `rows` rows and what is below them.
    public func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
        let cut = min(max(0, rows), height)
        return (
            Rect(x: x, y: y, width: width, height: cut),
            Rect(x: x, y: y + cut, width: width, height: height - cut)
        )
    }

    /// The lower `rows` rows and what is above them.
    public func splitBottom(_ rows: Int) -> (rest: Rect, bottom: Rect) {
        let cut = min(max(0, rows), height)
        let (rest, bottom) = splitTop(height - cut)
        return (rest, bottom)
    }

    /// The left `columns` columns and what is to the right of them.
    public func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
        let cut = min(max(0, columns), width)
        return (
            Rect(x: x, y: y, width: cut, height: height),
            Rect(x: x + cut, y: y, width: width - cut, height: height)
        )
    }

    /// The right `columns` columns and what is to the left of them.
    public func splitRight(_ columns: Int) -> (rest: Rect, right: Rect) {
        let cut = min(max(0, columns), width)
        let (rest, right) = splitLeft(width - cut)
        return (rest, right)
    }
}
