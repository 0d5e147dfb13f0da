/// A picture made ready for a place on the screen: in as many pixels as the terminal shows, and as half blocks.
///
/// Making one costs time in proportion to its pixels: do it off the main actor, and keep it.
public struct Picture: Hashable, Sendable {
    /// What a terminal with graphics gets.
    public let pixels: PixelImage
    /// At most two pixels a cell, for terminals without graphics and wherever the picture is partly covered.
    public let blocks: PixelImage

    /// A picture for a place of `cells` cells.
    public init(_ image: PixelImage, in cells: Size, on display: PictureDisplay) {
        switch display {
        case .none, .blocks:
            let box = display.pixelBox(for: cells)
            let isSmall = image.width <= box.width && image.height <= box.height
            blocks = isSmall ? image : image.scaled(to: image.fitted(into: box))
        case .pixels:
            let taken = display.cells(for: image, in: cells)
            blocks = image.scaled(to: Size(width: taken.width, height: taken.height * 2))
        }
        pixels = display == .blocks || display == .none ? blocks : image
    }
}
