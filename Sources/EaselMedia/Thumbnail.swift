import CImageCodecs
public import Foundation

/// A small picture of a picture file, for pages that show many.
public enum Thumbnail {
    private static let mostBytes: Int64 = 1 << 28

    /// A JPEG file whose longer side is at most `side` pixels, with squares where it is transparent; nil when the file is no PNG, JPEG, WebP or GIF, is damaged, or
    /// is too large to be decoded in passing (100 million pixels).
    @concurrent
    public static func jpeg(of path: String, side: UInt32 = 256) async -> Data? {
        guard let bytes = SmallFile.read(path, limit: mostBytes) else { return nil }
        return make(bytes, side: side)
    }

    /// A JPEG file has no transparency: what is transparent shows the squares that stand for it everywhere.
    private static func showTransparency(_ rgba: inout [UInt8], width: Int) {
        for pixel in 0..<rgba.count / 4 where rgba[4 * pixel + 3] < 255 {
            let isDark = (pixel % width / 8 + pixel / width / 8) % 2 == 1
            let (alpha, ground) = (Int(rgba[4 * pixel + 3]), isDark ? 216 : 255)
            for channel in 4 * pixel..<4 * pixel + 3 {
                rgba[channel] = UInt8((Int(rgba[channel]) * alpha + ground * (255 - alpha) + 127) / 255)
            }
            rgba[4 * pixel + 3] = 255
        }
    }

    private static func make(_ bytes: Data, side: UInt32) -> Data? {
        bytes.withUnsafeBytes { raw -> Data? in
            let source = raw.bindMemory(to: UInt8.self)
            var info = cic_info()
            guard let base = source.baseAddress, cic_probe(base, source.count, &info) == CIC_OK, info.width > 0,
                info.height > 0
            else { return nil }
            let scale = min(1, Double(side) / Double(max(info.width, info.height)))
            let width = UInt32(max(1, (Double(info.width) * scale).rounded(.down)))
            let height = UInt32(max(1, (Double(info.height) * scale).rounded(.down)))
            var limits = cic_limits(pixels: 100_000_000, working_bytes: 1 << 29, cancelled: nil)
            var pixels = [UInt8](repeating: 0, count: Int(width) * Int(height) * 4)
            guard cic_decode(base, source.count, width, height, &limits, &pixels) == CIC_OK else { return nil }
            var count = 0
            showTransparency(&pixels, width: Int(width))
            guard let encoded = cic_encode_jpeg(pixels, width, height, 80, &count) else { return nil }
            defer { cic_release(encoded) }
            return Data(bytes: encoded, count: count)
        }
    }
}
