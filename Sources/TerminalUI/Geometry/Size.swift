/// An extent in cells (or in pixels, for a `PixelImage`); never negative.
public struct Size: Hashable, Sendable {
    /// Number of columns.
    public let width: Int
    /// Number of rows.
    public let height: Int

    /// The extent that holds nothing.
    public static let zero = Size(width: 0, height: 0)

    /// An extent; negative numbers count as zero.
    public init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// Whether no cell fits.
    public var isEmpty: Bool { width == 0 || height == 0 }
}
