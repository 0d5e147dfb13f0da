/// A picture made ready for a place on the screen: in as many pixels as the terminal shows, and as half blocks.
///
/// Making one costs time in proportion to its pixels: do it off the main actor, and keep it.
public struct Picture: Hashable, Sendable {
    /// What a terminal with graphics gets.
    public let pixels: PixelImage
    /// Two pixels a cell, for terminals without graphics and wherever the picture is partly covered.
    public let blocks: PixelImage

    /// A picture for a place of `cells` cells.
    public init(_ image: PixelImage, in cells: Size, on display: PictureDisplay) {
        let taken = display.cells(for: image, in: cells)
        switch display {
        case .none, .blocks: blocks = image.scaled(to: image.fitted(into: display.pixelBox(for: cells)))
        case .pixels: blocks = image.scaled(to: Size(width: taken.width, height: taken.height * 2))
        }
        pixels = display == .blocks || display == .none ? blocks : image
    }
}
