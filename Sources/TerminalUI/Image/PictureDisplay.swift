/// How fine the pictures are that a terminal shows.
public enum PictureDisplay: Hashable, Sendable {
    /// None at all.
    case none
    /// Two pixels a cell, one above the other.
    case blocks
    /// Real ones; a cell is as large as `cell`, in pixels.
    case pixels(cell: Size)

    /// More pixels than this are not sent, however large the window is.
    public static let mostPixels = 2_000_000

    /// The pixels that a place of `cells` cells has room for: decode a picture to fit into this.
    public func pixelBox(for cells: Size) -> Size {
        switch self {
        case .none: return .zero
        case .blocks: return Size(width: cells.width, height: cells.height * 2)
        case .pixels(let cell):
            let box = Size(width: cells.width * cell.width, height: cells.height * cell.height)
            let count = Double(box.width) * Double(box.height)
            guard count > Double(Self.mostPixels) else { return box }
            let scale = (Double(Self.mostPixels) / count).squareRoot()
            return Size(width: Int(Double(box.width) * scale), height: Int(Double(box.height) * scale))
        }
    }

    /// The cells that a picture takes in a place of `box` cells, its proportions kept as far as cells allow.
    public func cells(for image: PixelImage, in box: Size) -> Size {
        switch self {
        case .none: return .zero
        case .blocks:
            let pixels = image.fitted(into: pixelBox(for: box))
            return Size(width: pixels.width, height: (pixels.height + 1) / 2)
        case .pixels(let cell):
            guard !cell.isEmpty, !image.isEmpty, !box.isEmpty else { return .zero }
            let pixels = image.fitted(
                into: Size(width: box.width * cell.width, height: box.height * cell.height))
            return Size(
                width: min(box.width, max(1, (pixels.width + cell.width / 2) / cell.width)),
                height: min(box.height, max(1, (pixels.height + cell.height / 2) / cell.height)))
        }
    }
}
