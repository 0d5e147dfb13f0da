public import EaselCore
public import Foundation

/// Size and length of a medium, read from its header. What the header does not tell cheaply stays nil.
public struct MediaMeasure: Hashable, Sendable {
    public var pixels: PixelSize?
    public var durationSeconds: Double?
    /// False when a clip's container holds sound only.
    public var hasPicture: Bool

    init(pixels: PixelSize? = nil, durationSeconds: Double? = nil, hasPicture: Bool = true) {
        self.pixels = pixels
        self.durationSeconds = durationSeconds
        self.hasPicture = hasPicture
    }

    /// Reads a file's header; the media data itself is not loaded. A damaged header gives nils, never an error.
    public init(file: URL, type: MediaType) {
        let descriptor = Glibc.open(file.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            self.init()
            return
        }
        defer { close(descriptor) }
        var facts = stat()
        let count = fstat(descriptor, &facts) == 0 ? Int64(facts.st_size) : 0
        self = Self.read(FileBytes(descriptor: descriptor, count: count), type: type)
    }

    static func read(_ bytes: some ByteReader, type: MediaType) -> MediaMeasure {
        switch type {
        case .png: MediaMeasure(pixels: PictureHeader.png(bytes))
        case .jpeg: MediaMeasure(pixels: PictureHeader.jpeg(bytes))
        case .gif: MediaMeasure(pixels: PictureHeader.gif(bytes))
        case .webp: MediaMeasure(pixels: PictureHeader.webp(bytes))
        case .mp4, .quickTime, "audio/mp4": MovieHeader(bytes).measure
        case .wav: MediaMeasure(durationSeconds: SoundHeader.wav(bytes), hasPicture: false)
        case .flac: MediaMeasure(durationSeconds: SoundHeader.flac(bytes), hasPicture: false)
        default: MediaMeasure()
        }
    }
}
