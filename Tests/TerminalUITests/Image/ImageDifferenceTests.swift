import Testing

@testable import TerminalUI

@Suite struct ImageDifferenceTests {
    private func picture(_ width: Int, _ height: Int, _ color: (Int, Int) -> (UInt8, UInt8, UInt8, UInt8)) -> PixelImage
    {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let color = color(x, y)
                pixels += [color.0, color.1, color.2, color.3]
            }
        }
        return PixelImage(width: width, height: height, rgba: pixels)!
    }

    @Test func `the same is nothing, black against white is all`() {
        let black = picture(4, 3) { _, _ in (0, 0, 0, 255) }
        let white = picture(4, 3) { _, _ in (255, 255, 255, 255) }
        let same = ImageDifference(white, white)
        #expect(same.mean == 0 && same.share() == 0 && same.amounts == Array(repeating: 0, count: 12))
        let all = ImageDifference(black, white)
        #expect(all.mean == 1 && all.share() == 1 && all.size == Size(width: 4, height: 3))
    }

    @Test func `one changed pixel is found where it is`() {
        let plain = picture(5, 5) { _, _ in (100, 100, 100, 255) }
        let spotted = picture(5, 5) { x, y in x == 3 && y == 1 ? (100, 180, 100, 255) : (100, 100, 100, 255) }
        let difference = ImageDifference(plain, spotted)
        #expect(difference.amounts.enumerated().filter { $0.element > 0 }.map(\.offset) == [8])
        #expect(difference.amounts[8] == 80 && abs(difference.share() - 0.04) < 1e-9)
        #expect(difference == ImageDifference(spotted, plain))
    }

    @Test func `pictures of two sizes meet at the smaller one`() {
        let large = picture(8, 4) { x, _ in x < 4 ? (0, 0, 0, 255) : (255, 255, 255, 255) }
        let small = picture(4, 6) { x, _ in x < 2 ? (0, 0, 0, 255) : (255, 255, 255, 255) }
        let difference = ImageDifference(large, small)
        #expect(difference.size == Size(width: 4, height: 4) && difference.mean == 0)
        #expect(ImageDifference(large, small, at: Size(width: 2, height: 2)).amounts == [0, 0, 0, 0])
    }

    @Test func `what is transparent counts as black`() {
        let clear = picture(1, 1) { _, _ in (255, 255, 255, 0) }
        #expect(ImageDifference(clear, picture(1, 1) { _, _ in (0, 0, 0, 255) }).mean == 0)
        #expect(ImageDifference(clear, picture(1, 1) { _, _ in (255, 255, 255, 255) }).mean == 1)
    }

    @Test func `the map grows brighter with the difference`() throws {
        let ramp = picture(256, 1) { x, _ in (UInt8(x), UInt8(x), UInt8(x), 255) }
        let black = picture(256, 1) { _, _ in (0, 0, 0, 255) }
        let map = try #require(ImageDifference(ramp, black).picture)
        let brightness = (0..<256).map { index -> Int in
            let (red, green, blue) = (map.rgba[index * 4], map.rgba[index * 4 + 1], map.rgba[index * 4 + 2])
            return 299 * Int(red) + 587 * Int(green) + 114 * Int(blue)
        }
        #expect(brightness[0] == 0 && brightness == brightness.sorted())
        #expect(map.rgba.suffix(4) == [252, 252, 190, 255])
    }

    @Test func `nothing has no difference`() throws {
        let nothing = try #require(PixelImage(width: 0, height: 0, rgba: []))
        let some = picture(2, 2) { _, _ in (1, 2, 3, 255) }
        #expect(ImageDifference(nothing, some).mean == 0 && ImageDifference(nothing, some).picture?.isEmpty == true)
        #expect(PixelImage.wipe(nothing, some, at: Size(width: 2, height: 2), share: 0.5) == nil)
    }

    @Test(arguments: [(0.0, "rrrr"), (0.5, "llrr"), (0.7, "lllr"), (1.0, "llll"), (7.0, "llll"), (-1.0, "rrrr")])
    func `a wipe shows the left picture up to its divider`(share: Double, expected: String) throws {
        let left = picture(4, 2) { _, _ in (10, 0, 0, 255) }
        let right = picture(8, 4) { _, _ in (20, 0, 0, 255) }
        let wiped = try #require(PixelImage.wipe(left, right, at: Size(width: 4, height: 2), share: share))
        for row in 0..<2 {
            let seen = (0..<4).map { wiped.rgba[(row * 4 + $0) * 4] == 10 ? "l" : "r" }.joined()
            #expect(seen == expected)
        }
    }
}
