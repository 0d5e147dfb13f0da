/// A picture in cells: two pixels in each, the upper one as the colour of a half block, the lower one behind it; or the
/// picture itself where the terminal has graphics and a `Picture` was given.
///
/// For half blocks cells are taken to be twice as high as wide. The picture is scaled to fit when it is not already of
/// `pixelSize`.
public struct CellImage {
    /// What is shown where there are no colours.
    public enum Fallback: Hashable, Sendable {
        /// These words instead of the picture.
        case text(String)
        /// The picture in characters from sparse to dense.
        case ramp
    }

    /// What lies under transparent pixels.
    public enum Backdrop: Hashable, Sendable {
        /// A grey chequered pattern.
        case checker
        /// One colour, red, green and blue.
        case color(UInt8, UInt8, UInt8)
    }

    /// The picture.
    public var image: PixelImage
    /// What is shown where there are no colours.
    public var fallback: Fallback
    /// What lies under transparent pixels.
    public var backdrop: Backdrop
    /// Where the picture stands in a wider place.
    public var alignment: Alignment
    /// What a terminal with graphics gets; nil for half blocks everywhere.
    private let pixels: PixelImage?

    /// A picture to draw.
    public init(
        _ image: PixelImage,
        fallback: Fallback = .ramp,
        backdrop: Backdrop = .checker,
        alignment: Alignment = .left
    ) {
        self.image = image
        self.fallback = fallback
        self.backdrop = backdrop
        self.alignment = alignment
        pixels = nil
    }

    /// A picture that was made ready for this terminal.
    public init(
        _ picture: Picture,
        fallback: Fallback = .ramp,
        backdrop: Backdrop = .checker,
        alignment: Alignment = .left
    ) {
        image = picture.blocks
        pixels = picture.pixels
        self.fallback = fallback
        self.backdrop = backdrop
        self.alignment = alignment
    }

    /// The pixels that a place of `cells` cells shows of a picture: scale to this beforehand and drawing costs little.
    public static func pixelSize(of image: PixelImage, in cells: Size) -> Size {
        image.fitted(into: Size(width: cells.width, height: cells.height * 2))
    }

    /// The cells the picture takes in `rect`.
    public func place(in rect: Rect) -> Rect {
        let pixels = CellImage.pixelSize(of: image, in: rect.size)
        let indent = alignment.indent(of: pixels.width, in: rect.width)
        return Rect(x: rect.x + indent, y: rect.y, width: pixels.width, height: (pixels.height + 1) / 2)
    }

    /// Draws the picture into the upper part of `rect`; returns the cells it took.
    @discardableResult
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) -> Rect {
        if rect.isEmpty { return rect }
        if theme.capabilities.colorDepth == .none, case .text(let words) = fallback {
            Paragraph(words, style: theme[.muted], width: rect.width).draw(in: rect, on: &surface)
            return rect
        }
        if theme.capabilities.pictures == .none { return Rect(origin: rect.origin, size: .zero) }
        if let place = place(in: rect, on: &surface, theme: theme) { return place }
        let scaled = image.scaled(to: CellImage.pixelSize(of: image, in: rect.size))
        let place = place(in: rect)
        for y in 0..<place.height {
            for x in 0..<place.width {
                var upper = color(of: scaled, x: x, y: y * 2)
                var lower = y * 2 + 1 < scaled.height ? color(of: scaled, x: x, y: y * 2 + 1) : nil
                if theme.capabilities.colorDepth == .ansi16 {
                    upper = CellImage.scattered(upper, x: x, y: y * 2)
                    lower = lower.map { CellImage.scattered($0, x: x, y: y * 2 + 1) }
                }
                draw(upper, lower, at: place.origin.offset(x: x, y: y), on: &surface, theme: theme)
            }
        }
        return place
    }

    /// Hands the picture itself to the terminal; nil where there are no graphics.
    private func place(in rect: Rect, on surface: inout Surface, theme: Theme) -> Rect? {
        let display = theme.capabilities.pictures
        guard let pixels, case .pixels = display, theme.unicode, theme.capabilities.colorDepth > .none else {
            return nil
        }
        let size = display.cells(for: pixels, in: rect.size)
        let indent = alignment.indent(of: size.width, in: rect.width)
        let place = Rect(origin: rect.origin.offset(x: indent), size: size)
        let scaled = image.scaled(to: Size(width: size.width, height: size.height * 2))
        let isPlaced = surface.place(pixels, in: place, background: theme[.text].background) { column, row in
            let upper = color(of: scaled, x: column, y: row * 2)
            let lower = color(of: scaled, x: column, y: row * 2 + 1)
            return Style(
                foreground: .rgb(upper.0, upper.1, upper.2), background: .rgb(lower.0, lower.1, lower.2))
        }
        return isPlaced ? place : nil
    }

    private typealias RGB = (UInt8, UInt8, UInt8)

    private func draw(_ upper: RGB, _ lower: RGB?, at point: Point, on surface: inout Surface, theme: Theme) {
        if theme.capabilities.colorDepth == .none {
            let light = (CellImage.luma(upper) + CellImage.luma(lower ?? upper)) / 2
            surface.put(CellImage.ramp[light * (CellImage.ramp.count - 1) / 255], at: point, style: theme[.text])
            return
        }
        let top = Color.rgb(upper.0, upper.1, upper.2)
        guard theme.unicode else {
            let mean = CellImage.mean(upper, lower ?? upper)
            surface.put(" ", at: point, style: Style(background: .rgb(mean.0, mean.1, mean.2)))
            return
        }
        let bottom = lower.map { Color.rgb($0.0, $0.1, $0.2) } ?? theme[.text].background
        if top == bottom {
            surface.put(" ", at: point, style: Style(background: top))
        } else {
            surface.put("▀", at: point, style: Style(foreground: top, background: bottom))
        }
    }

    private func color(of scaled: PixelImage, x: Int, y: Int) -> RGB {
        switch backdrop {
        case .color(let red, let green, let blue):
            return scaled.color(x: x, y: y, over: (Int(red), Int(green), Int(blue)))
        case .checker:
            let shade = (x / 2 + y / 2) % 2 == 0 ? 0x66 : 0x99
            return scaled.color(x: x, y: y, over: (shade, shade, shade))
        }
    }

    /// A colour moved up or down by its place in an ordered pattern: sixteen colours look like more.
    private static func scattered(_ color: RGB, x: Int, y: Int) -> RGB {
        let shift = pattern[y % 4 * 4 + x % 4] * 6 - 45
        func moved(_ channel: UInt8) -> UInt8 { UInt8(min(255, max(0, Int(channel) + shift))) }
        return (moved(color.0), moved(color.1), moved(color.2))
    }

    private static let pattern = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]

    private static func luma(_ color: RGB) -> Int {
        (Int(color.0) * 299 + Int(color.1) * 587 + Int(color.2) * 114) / 1_000
    }

    private static func mean(_ one: RGB, _ two: RGB) -> RGB {
        func half(_ first: UInt8, _ second: UInt8) -> UInt8 { UInt8((Int(first) + Int(second)) / 2) }
        return (half(one.0, two.0), half(one.1, two.1), half(one.2, two.2))
    }

    private static let ramp: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]
}
