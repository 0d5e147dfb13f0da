/// Which row of a list is chosen and which is the first one shown.
public struct ListState: Hashable, Sendable {
    /// Index of the chosen row; of no meaning while the list is empty.
    public var selected: Int
    /// Index of the first row shown, as far as the selection stays in sight.
    public var offset: Int

    /// A state with row `selected` chosen.
    public init(selected: Int = 0, offset: Int = 0) {
        self.selected = selected
        self.offset = offset
    }

    /// The first row that a list of `count` rows in `height` rows of the screen shows: `offset`, moved as little as
    /// needed to keep the selection in sight.
    public func firstVisible(count: Int, height: Int) -> Int {
        if height <= 0 || count <= 0 { return 0 }
        let chosen = min(max(0, selected), count - 1)
        let first = min(max(0, offset), max(0, count - height))
        return chosen < first ? chosen : max(first, chosen - height + 1)
    }

    /// Chooses row `index` and scrolls to it in a list `height` rows high.
    public mutating func select(_ index: Int, count: Int, height: Int) {
        selected = min(max(0, index), max(0, count - 1))
        offset = firstVisible(count: count, height: height)
    }

    /// Moves the selection by `rows`, stopping at the ends.
    public mutating func move(by rows: Int, count: Int, height: Int) {
        select(min(max(0, selected), max(0, count - 1)) + rows, count: count, height: height)
    }

    /// Shows the rows from `first` on, in a list `height` rows high; the chosen row comes along where it would be out of
    /// sight.
    public mutating func scroll(to first: Int, count: Int, height: Int) {
        guard height > 0, count > 0 else { return }
        offset = min(max(0, first), max(0, count - height))
        selected = min(max(selected, offset), min(offset + height, count) - 1)
    }

    /// Does what `chord` means in a list (arrows, page keys, Home, End); false when it means nothing here.
    public mutating func apply(_ chord: KeyChord, count: Int, height: Int) -> Bool {
        guard chord.modifiers.isEmpty else { return false }
        switch chord.key {
        case .up: move(by: -1, count: count, height: height)
        case .down: move(by: 1, count: count, height: height)
        case .pageUp: move(by: -max(1, height - 1), count: count, height: height)
        case .pageDown: move(by: max(1, height - 1), count: count, height: height)
        case .home: select(0, count: count, height: height)
        case .end: select(count - 1, count: count, height: height)
        default: return false
        }
        return true
    }
}
