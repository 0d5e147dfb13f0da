/// Where a text stands in a wider space.
public enum Alignment: Hashable, Sendable {
    case left, center, right

    /// Columns to skip before `content` columns in `space`.
    public func indent(of content: Int, in space: Int) -> Int {
        switch self {
        case .left: 0
        case .center: max(0, (space - content) / 2)
        case .right: max(0, space - content)
        }
    }
}
