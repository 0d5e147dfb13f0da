/// A few pictures out of a moving one.
public struct Film: Hashable, Sendable {
    /// The one that stands for all.
    public let poster: PixelImage
    /// Smaller ones, first to last, at equal distances.
    public let frames: [PixelImage]
    /// Length in seconds.
    public let seconds: Double

    /// A film made of its parts.
    public init(poster: PixelImage, frames: [PixelImage], seconds: Double) {
        self.poster = poster
        self.frames = frames
        self.seconds = seconds
    }
}
