/// The part of a picture that one cell shows.
public struct PictureCell: Hashable, Sendable {
    /// The picture, as `CellPalette` counts them.
    public let number: Int
    /// Column within the picture, from 0 to 254.
    public let column: Int
    /// Row within the picture, from 0 to 254.
    public let row: Int

    /// The largest picture, in cells each way: kitty has no more marks for rows and columns.
    public static let mostCells = 255

    static let lastNumber = 0x1ffe

    /// A part of picture `number`; numbers out of range are cut when it becomes a glyph.
    public init(number: Int, column: Int, row: Int) {
        self.number = number
        self.column = column
        self.row = row
    }
}

extension Glyph {
    private static let pictureBase: UInt32 = 0x8000_0000

    /// The glyph of a part of a picture: a half block for whoever cannot show the picture itself.
    init(_ cell: PictureCell) {
        self.init(
            rawValue: Glyph.pictureBase | UInt32(cell.number & 0x1fff) << 18 | UInt32(cell.row & 0xff) << 10
                | UInt32(cell.column & 0x3ff))
    }

    /// The part of a picture that this is; nil for text. The cell's style has the half block's colours.
    public var pictureCell: PictureCell? {
        guard rawValue >= Glyph.pictureBase, !isContinuation else { return nil }
        return PictureCell(
            number: Int(rawValue >> 18 & 0x1fff), column: Int(rawValue & 0x3ff), row: Int(rawValue >> 10 & 0xff))
    }
}
