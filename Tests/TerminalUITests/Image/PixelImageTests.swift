import TerminalUI
import Testing

@Suite struct PixelImageTests {
    private func image(_ width: Int, _ height: Int, _ pixels: [[UInt8]]) throws -> PixelImage {
        try #require(PixelImage(width: width, height: height, rgba: pixels.flatMap { $0 }))
    }

    private let red: [UInt8] = [255, 0, 0, 255]
    private let blue: [UInt8] = [0, 0, 255, 255]
    private let clear: [UInt8] = [0, 255, 0, 0]

    @Test func `a picture must hold what its size promises`() {
        #expect(PixelImage(width: 2, height: 1, rgba: [0, 0, 0, 0]) == nil)
        #expect(PixelImage(width: -1, height: 0, rgba: []) == nil)
        #expect(PixelImage(width: .max, height: .max, rgba: []) == nil)
        #expect(PixelImage(width: 0, height: 0, rgba: [])?.isEmpty == true)
    }

    @Test func `shrinking takes the mean, transparent pixels lend no colour`() throws {
        #expect(try image(2, 1, [red, blue]).scaled(to: Size(width: 1, height: 1)).rgba == [128, 0, 128, 255])
        #expect(try image(2, 1, [red, clear]).scaled(to: Size(width: 1, height: 1)).rgba == [255, 0, 0, 128])
    }

    @Test func `growing repeats pixels`() throws {
        let grown = try image(2, 1, [red, blue]).scaled(to: Size(width: 4, height: 1))
        #expect(grown.rgba == red + red + blue + blue)
    }

    @Test func `a picture keeps its proportions in cells twice as high as wide`() throws {
        let picture = try #require(PixelImage(width: 100, height: 50, rgba: [UInt8](repeating: 0, count: 20_000)))
        #expect(CellImage.pixelSize(of: picture, in: Size(width: 40, height: 20)) == Size(width: 40, height: 20))
        #expect(CellImage.pixelSize(of: picture, in: Size(width: 40, height: 5)) == Size(width: 20, height: 10))
        #expect(picture.fitted(into: Size(width: 400, height: 400), enlarges: false) == picture.size)
        #expect(picture.fitted(into: .zero) == .zero)
    }

    @Test func `two pixels share a cell`() throws {
        let source = try image(2, 2, [red, red, blue, red])
        let surface = drawn(2, 1) { surface in
            let place = CellImage(source).draw(in: surface.bounds, on: &surface, theme: .standard)
            #expect(place == Rect(x: 0, y: 0, width: 2, height: 1))
        }
        #expect(surface[.zero].glyph.scalar == "▀")
        #expect(surface.style(at: .zero) == Style(foreground: .rgb(255, 0, 0), background: .rgb(0, 0, 255)))
        #expect(surface.style(at: Point(x: 1, y: 0)).background == .rgb(255, 0, 0))
    }

    @Test func `transparent pixels show the backdrop`() throws {
        let source = try image(1, 2, [clear, clear])
        let surface = drawn(1, 1) { surface in
            CellImage(source, backdrop: .color(9, 8, 7)).draw(in: surface.bounds, on: &surface, theme: .standard)
        }
        #expect(surface.style(at: .zero).background == .rgb(9, 8, 7))
    }

    @Test func `without colours there are words or a ramp`() throws {
        let source = try image(2, 2, [[255, 255, 255, 255], [0, 0, 0, 255], [255, 255, 255, 255], [0, 0, 0, 255]])
        let mono = Theme.standard.adapted(to: .minimal)
        #expect(
            picture(9, 1) { surface in
                CellImage(source, fallback: .text("image 2x2")).draw(in: surface.bounds, on: &surface, theme: mono)
            } == ["image 2x2"])
        #expect(
            picture(2, 1) { surface in
                CellImage(source, fallback: .ramp).draw(in: surface.bounds, on: &surface, theme: mono)
            } == ["@"])
    }

    @Test func `an empty picture or place draws nothing`() throws {
        let empty = try #require(PixelImage(width: 0, height: 5, rgba: []))
        let surface = drawn(3, 2) { surface in
            CellImage(empty).draw(in: surface.bounds, on: &surface, theme: .standard)
            CellImage(empty).draw(in: .zero, on: &surface, theme: .standard)
        }
        #expect(surface.cells.allSatisfy { $0 == .blank })
    }
}
