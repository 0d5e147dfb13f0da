import TerminalImages
import TerminalUI
import Testing

@Suite struct ImageEncoderTests {
    /// Every pixel another one, every other one transparent.
    private func image(_ width: Int, _ height: Int) throws -> PixelImage {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                pixels += [UInt8(x * 7 % 256), UInt8(y * 5 % 256), UInt8((x + y) % 256), x % 2 == 0 ? 0 : 255]
            }
        }
        return try #require(PixelImage(width: width, height: height, rgba: pixels))
    }

    @Test func `a PNG file decodes to the same pixels`() throws {
        for (width, height) in [(1, 1), (33, 17), (300, 200)] {
            let image = try self.image(width, height)
            let file = try #require(ImageEncoder.png(image))
            let decoded = try ImageDecoder().decode(file, fitting: image.size)
            #expect(decoded == image)
        }
    }

    @Test
    func `a sixel sequence is whole, says its size, and holds nothing that a terminal would take for something else`()
        throws
    {
        let image = try self.image(40, 19).flattened(over: .rgb(0, 0, 0))
        let text = String(decoding: try #require(ImageEncoder.sixel(image)), as: UTF8.self)
        #expect(text.hasPrefix("\u{1b}P") && text.hasSuffix("\u{1b}\\"))
        #expect(text.contains("\"1;1;40;19"))
        let inside = text.dropFirst(2).dropLast(2)
        #expect(inside.unicodeScalars.allSatisfy { (0x20...0x7e).contains($0.value) || $0 == "\n" || $0 == "\r" })
        #expect(inside.count { $0 == "-" } >= 3)
    }

    @Test func `nothing cannot be encoded`() throws {
        let nothing = try #require(PixelImage(width: 0, height: 0, rgba: []))
        #expect(ImageEncoder.png(nothing) == nil)
        #expect(ImageEncoder.sixel(nothing) == nil)
    }
}
