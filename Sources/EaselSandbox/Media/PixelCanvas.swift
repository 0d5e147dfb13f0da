import CSandboxMedia

/// RGB pixels, painted and encoded by the C target.
struct PixelCanvas {
    let size: PixelSize
    private var pixels: [UInt8]

    /// - Parameter scene: what to paint; nil leaves the canvas black.
    init(size: PixelSize, scene: UInt64?, seconds: Double = 0) {
        self.size = size
        pixels = [UInt8](repeating: 0, count: size.width * size.height * 3)
        if let scene { paint(scene: scene, seconds: seconds) }
    }

    /// Repaints in place, for the next frame of a clip.
    mutating func paint(scene: UInt64, seconds: Double) {
        var description = sandbox_scene(
            seed: scene, width: Int32(size.width), height: Int32(size.height), seconds: seconds)
        _ = sandbox_paint(&description, &pixels)
    }

    func encoded(as format: PictureFormat, quality: Int = 88) -> [UInt8] {
        var length = 0
        let (width, height) = (Int32(size.width), Int32(size.height))
        let encoded: UnsafeMutablePointer<UInt8>? =
            switch format {
            case .png: sandbox_encode_png(pixels, width, height, &length)
            case .jpeg: sandbox_encode_jpeg(pixels, width, height, Int32(quality), &length)
            case .webp: sandbox_encode_webp(pixels, width, height, &length)
            }
        guard let encoded else { return [] }
        defer { sandbox_release(encoded) }
        return [UInt8](UnsafeBufferPointer(start: encoded, count: length))
    }

    /// The size of a PNG, JPEG or WebP that decodes as a whole; nil for anything else.
    static func decodedSize(of bytes: [UInt8]) -> PixelSize? {
        var (width, height) = (Int32(0), Int32(0))
        guard let pixels = sandbox_decode(bytes, bytes.count, &width, &height) else { return nil }
        sandbox_release(pixels)
        return PixelSize(width: Int(width), height: Int(height))
    }
}
