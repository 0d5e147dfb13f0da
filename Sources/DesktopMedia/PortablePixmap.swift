internal import TerminalUI

/// Reads the binary pixmaps (P6, netpbm's ppm(5)) that ffmpeg writes.
enum PortablePixmap {
    /// The first picture in `bytes`; nil when it is not one, or not whole.
    static func image(_ bytes: [UInt8]) -> PixelImage? {
        guard bytes.starts(with: "P6".utf8) else { return nil }
        var index = 2
        var numbers: [Int] = []
        while numbers.count < 3 {
            while index < bytes.count, [0x20, 0x0a, 0x0d, 0x09].contains(bytes[index]) { index += 1 }
            let digits = bytes[index...].prefix { (0x30...0x39).contains($0) }
            guard (1...6).contains(digits.count), let number = Int(String(decoding: digits, as: UTF8.self)) else {
                return nil
            }
            numbers.append(number)
            index += digits.count
        }
        index += 1
        let (width, height) = (numbers[0], numbers[1])
        let count = width * height
        guard count > 0, numbers[2] == 255, bytes.count - index >= count * 3 else { return nil }
        let rgba = [UInt8](unsafeUninitializedCapacity: count * 4) { buffer, initialized in
            for pixel in 0..<count {
                for channel in 0..<3 { buffer[pixel * 4 + channel] = bytes[index + pixel * 3 + channel] }
                buffer[pixel * 4 + 3] = 255
            }
            initialized = count * 4
        }
        return PixelImage(width: width, height: height, rgba: rgba)
    }
}
