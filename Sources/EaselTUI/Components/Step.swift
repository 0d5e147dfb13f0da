import TerminalUI

/// A way through a list or a text.
enum Step: Equatable, Sendable {
    case rows(Int), pages(Int), first, last

    /// The first row in sight after the step, of so many rows that do not fit.
    func apply(to top: Int, most: Int, page: Int) -> Int {
        let wanted =
            switch self {
            case .rows(let rows): top + rows
            case .pages(let pages): top + pages * max(1, page - 1)
            case .first: 0
            case .last: most
            }
        return min(max(0, wanted), max(0, most))
    }
}

extension ListState {
    mutating func go(_ step: Step, count: Int, height: Int) {
        switch step {
        case .rows(let rows): move(by: rows, count: count, height: height)
        case .pages(let pages): move(by: pages * max(1, height - 1), count: count, height: height)
        case .first: select(0, count: count, height: height)
        case .last: select(count - 1, count: count, height: height)
        }
    }
}
