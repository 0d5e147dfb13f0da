/// One column of a `Table`.
public struct TableColumn {
    /// Set above the column.
    public var title: String
    /// Its share of the width.
    public var width: Constraint
    /// Where cells stand in it.
    public var alignment: Alignment

    /// A column headed `title`.
    public init(_ title: String, width: Constraint = .fill, alignment: Alignment = .left) {
        self.title = title
        self.width = width
        self.alignment = alignment
    }
}
