/// How much room one part of a split rectangle gets, in cells along the split.
public enum Constraint: Hashable, Sendable {
    /// Exactly this many cells, as far as they last.
    case fixed(Int)
    /// At least this many cells, and an equal part of what is left over.
    case minimum(Int)
    /// This part of the whole, 0 to 1, gaps not counted.
    case fraction(Double)
    /// A part of what is left over, in proportion to the weight.
    case fill(Int)

    /// An equal part of what is left over.
    public static let fill = Constraint.fill(1)
}
