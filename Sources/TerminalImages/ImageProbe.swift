public import TerminalUI

/// What an image file's header says.
public struct ImageProbe: Hashable, Sendable {
    /// The format, by the bytes.
    public let format: ImageFormat
    /// The first picture's extent in pixels.
    public let size: Size

    /// A header that says `format` and `size`.
    public init(format: ImageFormat, size: Size) {
        self.format = format
        self.size = size
    }
}
