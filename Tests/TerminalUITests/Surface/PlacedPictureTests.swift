import TerminalUI
import Testing

/// Pictures as values on frames, seen through the terminal in memory.
@MainActor
@Suite struct PlacedPictureTests {
    private static func image(_ value: UInt8, _ width: Int = 4, _ height: Int = 4) -> PixelImage {
        PixelImage(width: width, height: height, rgba: [UInt8](repeating: value, count: width * height * 4))!
    }

    private static let rect = Rect(x: 1, y: 1, width: 4, height: 2)

    private let backend = InMemoryBackend(size: Size(width: 10, height: 4))

    private func draw(_ terminal: Terminal, _ body: (inout Surface) -> Void) {
        terminal.draw { surface in
            body(&surface)
            return nil
        }
    }

    private func place(_ value: UInt8 = 9, in rect: Rect = rect) -> (inout Surface) -> Void {
        { _ = $0.place(Self.image(value), in: rect, background: .terminalDefault) { _, _ in .plain } }
    }

    @Test func `a picture is on the frame, and half blocks stand for it`() throws {
        let terminal = Terminal(backend: backend)
        draw(terminal, place())
        let screen = try #require(backend.screen)
        #expect(screen.pictures.map(\.rect) == [Self.rect])
        #expect(screen.pictures[0].image == Self.image(9))
        #expect(screen.shows(screen.pictures[0]))
        #expect(SurfacePicture(screen).text == "\n ▀▀▀▀\n ▀▀▀▀\n")
        #expect(
            screen[Point(x: 3, y: 2)].glyph.pictureCell.map { [$0.number, $0.column, $0.row] }
                == [screen.pictures[0].number, 2, 1])
    }

    @Test func `the same picture in the same place is no change, another one is`() {
        let terminal = Terminal(backend: backend)
        draw(terminal, place())
        let sent = backend.sentCells
        draw(terminal, place())
        #expect(backend.sentCells == sent)
        #expect(backend.presentCount == 1)
        draw(terminal, place(8))
        #expect(backend.sentCells == sent + 8)
        #expect(backend.screen?.pictures.map(\.image) == [Self.image(8)])
        // Numbers are kept for pictures that come back.
        let number = backend.screen?.pictures[0].number
        draw(terminal) { _ in }
        #expect(backend.screen?.pictures.isEmpty == true)
        draw(terminal, place(8))
        #expect(backend.screen?.pictures[0].number == number)
    }

    @Test func `what is drawn over a picture covers it there and nowhere else`() throws {
        let terminal = Terminal(backend: backend)
        draw(terminal) { surface in
            place()(&surface)
            surface.write("中", at: Point(x: 2, y: 1), style: .plain)
        }
        let screen = try #require(backend.screen)
        #expect(!screen.shows(screen.pictures[0]))
        #expect(SurfacePicture(screen).text == "\n ▀中▀\n ▀▀▀▀\n")
        draw(terminal, place())
        #expect(backend.screen.map { $0.shows($0.pictures[0]) } == true)
    }

    @Test func `a wide glyph under the edge of a picture leaves no half behind`() {
        let terminal = Terminal(backend: backend)
        draw(terminal) { surface in
            surface.write("中", at: Point(x: 0, y: 1), style: .plain)
            surface.write("文", at: Point(x: 4, y: 2), style: .plain)
            place()(&surface)
        }
        #expect(backend.screen.map { SurfacePicture($0).text } == "\n ▀▀▀▀\n ▀▀▀▀\n")
    }

    @Test func `a picture that is not wholly on the surface is not placed`() {
        var surface = Surface(size: Size(width: 10, height: 4), palette: CellPalette())
        for rect in [
            Rect(x: 7, y: 0, width: 4, height: 2), Rect(x: 0, y: 3, width: 4, height: 2),
            Rect(x: -1, y: 0, width: 4, height: 2), Rect.zero,
        ] {
            let isPlaced = surface.place(Self.image(1), in: rect, background: .terminalDefault) { _, _ in .plain }
            #expect(!isPlaced)
        }
        #expect(surface.pictures.isEmpty && surface.cells.allSatisfy { $0 == .blank })
        var large = Surface(size: Size(width: 300, height: 2), palette: CellPalette())
        let isPlaced = large.place(Self.image(1), in: large.bounds, background: .terminalDefault) { _, _ in .plain }
        #expect(!isPlaced)
    }

    @Test func `thousands of pictures one after the other keep no more than a few`() {
        let terminal = Terminal(backend: backend)
        var numbers: Set<Int> = []
        for index in 0..<9000 {
            let rect = Rect(x: index % 3, y: 1, width: 4, height: 2)
            draw(terminal) { surface in
                let image = PixelImage(width: 1, height: 1, rgba: [UInt8(index % 256), UInt8(index / 256), 0, 0])!
                _ = surface.place(image, in: rect, background: .terminalDefault) { _, _ in .plain }
            }
            numbers.insert(backend.screen?.pictures.first?.number ?? -1)
        }
        #expect(numbers.count == 8190)
        #expect(numbers.allSatisfy { (1...8190).contains($0) })
        #expect(backend.screen?[Point(x: 2, y: 1)].glyph.isContinuation == false)
    }

    @Test(arguments: [
        (Size(width: 4096, height: 4096), Size(width: 40, height: 40), Size(width: 40, height: 20)),
        (Size(width: 100, height: 50), Size(width: 10, height: 10), Size(width: 10, height: 3)),
        (Size(width: 10, height: 1000), Size(width: 10, height: 10), Size(width: 1, height: 10)),
    ])
    func `the cells a picture takes follow the shape of a cell`(image: Size, box: Size, cells: Size) throws {
        let pixels = [UInt8](repeating: 0, count: image.width * image.height * 4)
        let image = try #require(PixelImage(width: image.width, height: image.height, rgba: pixels))
        #expect(PictureDisplay.pixels(cell: Size(width: 10, height: 20)).cells(for: image, in: box) == cells)
    }

    @Test func `no more pixels are asked for than are ever sent`() {
        let display = PictureDisplay.pixels(cell: Size(width: 20, height: 40))
        #expect(display.pixelBox(for: Size(width: 10, height: 10)) == Size(width: 200, height: 400))
        let box = display.pixelBox(for: Size(width: 300, height: 100))
        #expect(box.width * box.height <= PictureDisplay.mostPixels)
        #expect(box.width * box.height > PictureDisplay.mostPixels * 9 / 10)
        #expect(PictureDisplay.none.pixelBox(for: Size(width: 10, height: 10)).isEmpty)
    }

    @Test func `a widget places the picture where the terminal has pixels, half blocks elsewhere`() {
        let image = Self.image(100, 40, 40)
        for (display, isPlaced) in [(PictureDisplay.blocks, false), (.pixels(cell: Size(width: 10, height: 20)), true)]
        {
            let picture = Picture(image, in: Size(width: 10, height: 4), on: display)
            let theme = Theme.standard.adapted(
                to: TerminalCapabilities(colorDepth: .trueColor, unicode: true, pictures: display))
            var surface = Surface(size: Size(width: 10, height: 4), palette: CellPalette())
            let place = CellImage(picture, alignment: .center).draw(in: surface.bounds, on: &surface, theme: theme)
            #expect(surface.pictures.isEmpty == !isPlaced)
            #expect(place == Rect(x: 1, y: 0, width: 8, height: 4))
        }
        let ascii = Theme.standard.adapted(
            to: TerminalCapabilities(
                colorDepth: .trueColor, unicode: false, pictures: .pixels(cell: Size(width: 10, height: 20))))
        var surface = Surface(size: Size(width: 10, height: 4), palette: CellPalette())
        CellImage(Picture(image, in: surface.size, on: .blocks)).draw(in: surface.bounds, on: &surface, theme: ascii)
        #expect(surface.pictures.isEmpty)
    }
}
