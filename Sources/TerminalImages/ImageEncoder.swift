internal import CImageCodecs
public import TerminalUI

/// Encodes pictures for terminals with graphics.
public enum ImageEncoder {
    /// For a terminal's backend.
    public static let forTerminals = PictureEncoder(png: png, sixel: sixel)

    /// A PNG file, compressed fast rather than well; nil when memory ran out.
    @Sendable
    public static func png(_ image: PixelImage) -> [UInt8]? { encode(image, with: cic_encode_png) }

    /// A sixel sequence of at most 256 colours. Transparency counts as if it were not there.
    @Sendable
    public static func sixel(_ image: PixelImage) -> [UInt8]? { encode(image, with: cic_encode_sixel) }

    private typealias Encoder = (UnsafePointer<UInt8>?, UInt32, UInt32, UnsafeMutablePointer<Int>?) ->
        UnsafeMutablePointer<UInt8>?

    private static func encode(_ image: PixelImage, with encoder: Encoder) -> [UInt8]? {
        guard !image.isEmpty, let width = UInt32(exactly: image.width), let height = UInt32(exactly: image.height)
        else {
            return nil
        }
        var count = 0
        guard let bytes = encoder(image.rgba, width, height, &count) else { return nil }
        defer { cic_release(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }
}
