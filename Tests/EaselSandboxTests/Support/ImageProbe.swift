import CSandboxMedia
import Foundation

/// Pixels of a picture, decoded by libpng, libjpeg-turbo or libwebp.
struct ImageProbe: Equatable {
    let width: Int
    let height: Int
    let pixels: [UInt8]

    /// Nil when the bytes do not decode as a whole.
    init?(_ bytes: Data) {
        var (width, height) = (Int32(0), Int32(0))
        guard let decoded = sandbox_decode([UInt8](bytes), bytes.count, &width, &height) else { return nil }
        defer { sandbox_release(decoded) }
        self.width = Int(width)
        self.height = Int(height)
        pixels = [UInt8](UnsafeBufferPointer(start: decoded, count: self.width * self.height * 3))
    }

    var isBlack: Bool { pixels.allSatisfy { $0 < 4 } }

    /// How many different colours there are, up to a limit.
    var variety: Int {
        var seen: Set<UInt32> = []
        for index in stride(from: 0, to: pixels.count - 2, by: 3 * 7) {
            seen.insert(UInt32(pixels[index]) << 16 | UInt32(pixels[index + 1]) << 8 | UInt32(pixels[index + 2]))
        }
        return seen.count
    }
}
