/// A decoded picture: rows from the top, four bytes a pixel (red, green, blue, alpha, not premultiplied).
public struct PixelImage: Hashable, Sendable {
    /// Pixels in a row.
    public let width: Int
    /// Rows.
    public let height: Int
    /// `width * height * 4` bytes.
    public let rgba: [UInt8]

    /// A picture; nil when `rgba` does not hold exactly the pixels that the size promises.
    public init?(width: Int, height: Int, rgba: [UInt8]) {
        guard width >= 0, height >= 0 else { return nil }
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        guard !overflow, pixels <= Int.max / 4, rgba.count == pixels * 4 else { return nil }
        self.width = width
        self.height = height
        self.rgba = rgba
    }

    /// The extent in pixels.
    public var size: Size { Size(width: width, height: height) }
    /// Whether there is no pixel.
    public var isEmpty: Bool { rgba.isEmpty }
}
