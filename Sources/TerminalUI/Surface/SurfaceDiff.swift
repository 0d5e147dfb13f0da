internal import Glibc

/// What changed from one frame to the next, as runs of cells.
public struct SurfaceDiff {
    /// Neighbouring cells of one row that must be drawn again. It never begins or ends inside a wide glyph.
    public struct Span {
        /// Row.
        public let y: Int
        /// First column.
        public let x: Int
        /// The new cells, from `x` to the right.
        public let cells: ArraySlice<Cell>
    }

    /// The changed runs, top to bottom and left to right.
    public let spans: [Span]

    /// Unchanged cells that are cheaper to send again than to jump over.
    static let joinedGap = 8

    /// Whether the frames look the same.
    public var isEmpty: Bool { spans.isEmpty }

    /// The changes from `old` to `new`; every row when the sizes or palettes differ, or when `old` is nil.
    public init(from old: Surface?, to new: Surface) {
        guard let old, old.size == new.size, old.palette === new.palette else {
            spans = (0..<new.size.height).compactMap { y in
                new.size.width == 0 ? nil : Span(y: y, x: 0, cells: new.row(y))
            }
            return
        }
        spans = SurfaceDiff.changes(from: old, to: new)
    }

    private static func changes(from old: Surface, to new: Surface) -> [Span] {
        let width = new.size.width
        var runs: [(y: Int, range: Range<Int>)] = []
        old.cells.withUnsafeBufferPointer { before in
            new.cells.withUnsafeBufferPointer { after in
                guard let oldBase = before.baseAddress, let newBase = after.baseAddress else { return }
                let rowBytes = width * MemoryLayout<Cell>.stride
                if memcmp(oldBase, newBase, rowBytes * new.size.height) == 0 { return }
                for y in 0..<new.size.height where memcmp(oldBase + y * width, newBase + y * width, rowBytes) != 0 {
                    let row = (y * width)..<((y + 1) * width)
                    appendRuns(of: row, before: before, after: after) { runs.append((y, $0)) }
                }
            }
        }
        return runs.map { run in
            Span(y: run.y, x: run.range.lowerBound - run.y * width, cells: new.cells[run.range])
        }
    }

    private static func appendRuns(
        of row: Range<Int>,
        before: UnsafeBufferPointer<Cell>,
        after: UnsafeBufferPointer<Cell>,
        to append: (Range<Int>) -> Void
    ) {
        var index = row.lowerBound
        var open: Range<Int>?
        while index < row.upperBound {
            guard before[index] != after[index] else {
                index += 1
                continue
            }
            var start = index
            while index < row.upperBound, before[index] != after[index] { index += 1 }
            while start > row.lowerBound, after[start].glyph.isContinuation { start -= 1 }
            while index < row.upperBound, after[index].glyph.isContinuation { index += 1 }
            if let previous = open, start - previous.upperBound <= joinedGap {
                open = previous.lowerBound..<index
            } else {
                if let previous = open { append(previous) }
                open = start..<index
            }
        }
        if let open { append(open) }
    }
}
