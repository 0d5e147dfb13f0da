/// Turns pixels into what terminals take. A backend is given one, so that it needs no codecs of its own.
public struct PictureEncoder: Sendable {
    /// A PNG file; nil when memory ran out.
    public var png: @Sendable (PixelImage) -> [UInt8]?
    /// A sixel sequence of an opaque picture, from its introducer to its end; nil when it cannot be made.
    public var sixel: @Sendable (PixelImage) -> [UInt8]?

    /// An encoder made of its two functions.
    public init(
        png: @escaping @Sendable (PixelImage) -> [UInt8]?, sixel: @escaping @Sendable (PixelImage) -> [UInt8]?
    ) {
        self.png = png
        self.sixel = sixel
    }
}
