import TerminalUI
import Testing

@MainActor
@Suite struct TerminalTests {
    private let backend = InMemoryBackend(size: Size(width: 10, height: 2))

    @Test func `a frame that looks the same is not presented again`() {
        let terminal = Terminal(backend: backend)
        for _ in 0..<3 {
            terminal.draw { surface in
                surface.write("same", at: .zero, style: .plain)
                return Point(x: 4, y: 0)
            }
        }
        #expect(backend.presentCount == 1)
        terminal.draw { surface in
            surface.write("same", at: .zero, style: .plain)
            return Point(x: 3, y: 0)
        }
        #expect(backend.presentCount == 2)
        #expect(backend.cursor == Point(x: 3, y: 0))
        #expect(backend.sentCells == 20)
    }

    @Test func `a cursor outside the screen is hidden`() {
        Terminal(backend: backend).draw { _ in Point(x: 10, y: 0) }
        #expect(backend.cursor == nil)
        #expect(backend.presentCount == 1)
    }

    @Test func `frames follow the size of the screen`() {
        let terminal = Terminal(backend: backend)
        terminal.draw { _ in nil }
        backend.resize(to: Size(width: 3, height: 1))
        terminal.draw { surface in
            #expect(surface.size == Size(width: 3, height: 1))
            surface.write("abcdef", at: .zero, style: .plain)
            return nil
        }
        #expect(backend.lastSurface.map { SurfacePicture($0).rows } == ["abc"])
    }

    @Test func `a palette crowded by pictures is emptied between frames`() {
        let terminal = Terminal(backend: backend)
        let generation = terminal.palette.generation
        for frame in 0..<40_000 {
            terminal.draw { surface in
                surface.put("x", at: .zero, style: Style(foreground: .rgb(1, UInt8(frame >> 8), UInt8(frame & 255))))
                let other = Style(foreground: .rgb(2, UInt8(frame >> 8), UInt8(frame & 255)))
                surface.put("y", at: Point(x: 1, y: 0), style: other)
                return nil
            }
        }
        #expect(terminal.palette.generation == generation + 1)
        #expect(backend.repaintCount == 1)
        #expect(backend.screen?.style(at: .zero) == Style(foreground: .rgb(1, 0x9C, 0x3F)))
    }

    @Test func `a terminal that gets only the changes shows the frame`() {
        for seed in UInt64(1)...60 {
            var random = SeededRandom(seed: seed)
            let backend = InMemoryBackend(size: Size(width: 20, height: 4))
            let terminal = Terminal(backend: backend)
            for _ in 0..<8 {
                terminal.draw { surface in
                    for y in 0..<4 where Bool.random(using: &random) {
                        let text = AwkwardText.random(6, from: AwkwardText.hostile, using: &random)
                        surface.write(text, at: Point(x: 0, y: y), style: Style(foreground: .ansi(UInt8(y))))
                    }
                    return nil
                }
                #expect(backend.screen?.cells == backend.lastSurface?.cells, "seed \(seed)")
            }
        }
    }
}
