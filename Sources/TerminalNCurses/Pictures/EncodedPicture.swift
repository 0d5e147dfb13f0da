import TerminalUI

/// A picture as the terminal takes it.
enum EncodedPicture: Hashable, Sendable {
    /// A PNG file in base 64, of so many bytes before that.
    case file(base64: String, bytes: Int)
    case sixel([UInt8])
    /// It could not be made, or is larger than a terminal should be sent; half blocks stay in its place.
    case unusable

    /// Larger ones are not sent.
    static let mostBytes = 8 << 20

    /// Encodes off the main actor.
    @concurrent
    static func make(
        _ picture: PlacedPicture, _ kind: PictureProtocol, cell: Size, _ encoder: PictureEncoder
    ) async -> EncodedPicture {
        guard kind == .sixel else {
            guard let bytes = encoder.png(picture.image), bytes.count <= mostBytes else { return .unusable }
            return .file(base64: Base64.encode(bytes), bytes: bytes.count)
        }
        let size = Size(width: picture.rect.width * cell.width, height: picture.rect.height * cell.height)
        guard size.width * size.height <= 3 * PictureDisplay.mostPixels,
            let bytes = encoder.sixel(picture.image.scaled(to: size).flattened(over: picture.background)),
            bytes.count <= mostBytes
        else { return .unusable }
        return .sixel(bytes)
    }
}
