/// What decoding one picture may cost.
public struct ImageLimits: Hashable, Sendable {
    /// Bytes of the file, which is read whole.
    public var fileBytes: Int
    /// Pixels of the source picture.
    public var pixels: Int
    /// Bytes the decoder may hold at once, beside the file and the result.
    public var workingBytes: Int

    /// 64 MB of file, 100 megapixels, 256 MB of working memory.
    public static let standard = ImageLimits(fileBytes: 64 << 20, pixels: 100_000_000, workingBytes: 256 << 20)

    /// Limits of one's own.
    public init(fileBytes: Int, pixels: Int, workingBytes: Int) {
        self.fileBytes = fileBytes
        self.pixels = pixels
        self.workingBytes = workingBytes
    }
}
