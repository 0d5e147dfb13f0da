import TerminalUI
import Testing

@Suite struct SurfaceTests {
    @Test func `text appears where it was written`() {
        #expect(picture(8, 2) { $0.write("hi 中", at: Point(x: 1, y: 1), style: .plain) } == ["", " hi 中"])
    }

    @Test func `a wide character at the clip's right edge becomes a blank`() {
        let clip = Rect(x: 0, y: 0, width: 4, height: 1)
        let rows = picture(6, 1) { surface in
            surface.fill(surface.bounds, with: ".", style: .plain)
            let used = surface.write("abc中d", at: .zero, style: .plain, in: clip)
            #expect(used == 4)
        }
        #expect(rows == ["abc .."])
    }

    @Test func `a wide character at the clip's left edge becomes a blank`() {
        let clip = Rect(x: 2, y: 0, width: 3, height: 1)
        let rows = picture(6, 1) { surface in
            surface.fill(surface.bounds, with: ".", style: .plain)
            surface.write("中x中", at: Point(x: 1, y: 0), style: .plain, in: clip)
        }
        #expect(rows == [".. x ."])
    }

    @Test func `writing over half of a wide character blanks the other half`() {
        #expect(
            picture(4, 1) { surface in
                surface.write("中中", at: .zero, style: .plain)
                surface.write("x", at: Point(x: 1, y: 0), style: .plain)
                surface.write("y", at: Point(x: 2, y: 0), style: .plain)
            } == [" xy"])
        #expect(
            picture(4, 1) { surface in
                surface.write("中中", at: .zero, style: .plain)
                surface.fill(Rect(x: 1, y: 0, width: 2, height: 1), with: "-", style: .plain)
            } == [" --"])
    }

    @Test func `combining marks stay with their base, four at most`() {
        let surface = drawn(4, 1) { $0.write("e\u{301}\u{302}\u{303}\u{304}\u{305}x", at: .zero, style: .plain) }
        let scalars = surface.palette.scalars(of: surface[.zero].glyph)
        #expect(scalars == ["e", "\u{301}", "\u{302}", "\u{303}", "\u{304}"])
        #expect(surface[Point(x: 1, y: 0)].glyph.scalar == "x")
    }

    @Test func `a mark without a base does not attach to the neighbour`() {
        let surface = drawn(4, 1) { surface in
            surface.write("a", at: .zero, style: .plain)
            surface.write("\u{301}b", at: Point(x: 1, y: 0), style: .plain)
        }
        #expect(SurfacePicture(surface).rows == ["a\u{FFFD}b"])
        #expect(surface[.zero].glyph.scalar == "a")
    }

    @Test(arguments: [("👩‍👩‍👧‍👦x", "👩"), ("👍🏽x", "👍"), ("🇩🇪x", "🇩"), ("❤️x", "❤"), ("1️⃣x", "1")])
    func `of an emoji sequence the first scalar is shown`(text: String, first: String) {
        let surface = drawn(6, 1) { $0.write(text, at: .zero, style: .plain) }
        #expect(Array(SurfacePicture(surface).text.unicodeScalars) == Array((first + "x").unicodeScalars))
    }

    @Test func `tabs and line breaks are blanks on a single line`() {
        #expect(picture(10, 1) { $0.write("a\tb\nc", at: .zero, style: .plain) } == ["a    b c"])
    }

    @Test func `writing outside changes nothing`() {
        let surface = drawn(3, 2) { surface in
            for point in [Point(x: 3, y: 0), Point(x: 0, y: 2), Point(x: 0, y: -1), Point(x: -9, y: 0)] {
                surface.write("abc", at: point, style: .plain)
                surface.put("x", at: point, style: .plain)
            }
            surface.fill(Rect(x: 5, y: 5, width: 9, height: 9), with: "x", style: .plain)
            surface.write("abc", at: .zero, style: .plain, in: .zero)
        }
        #expect(surface.cells.allSatisfy { $0 == .blank })
    }

    @Test func `a text that begins left of the clip shows its visible part`() {
        #expect(picture(4, 1) { $0.write("abcdef", at: Point(x: -2, y: 0), style: .plain) } == ["cdef"])
        #expect(picture(4, 1) { $0.write("äbcdef", at: Point(x: -2, y: 0), style: .plain) } == ["cdef"])
    }

    @Test func `hostile text never breaks a row, whatever the clip`() {
        for seed in UInt64(1)...500 {
            var random = SeededRandom(seed: seed)
            let surface = drawn(12, 3) { surface in
                for _ in 0..<6 {
                    let text = AwkwardText.random(8, from: AwkwardText.hostile, using: &random)
                    let point = Point(x: .random(in: -4...13, using: &random), y: .random(in: -1...3, using: &random))
                    let clip = Rect(
                        x: .random(in: -2...12, using: &random),
                        y: .random(in: 0...2, using: &random),
                        width: .random(in: 0...14, using: &random),
                        height: .random(in: 0...3, using: &random)
                    )
                    let before = surface
                    surface.write(text, at: point, style: .plain, in: clip)
                    for y in 0..<3 {
                        for x in 0..<12 where !clip.contains(Point(x: x, y: y)) {
                            let (old, new) = (before[Point(x: x, y: y)], surface[Point(x: x, y: y)])
                            #expect(old == new || new.glyph == .space, "seed \(seed)")
                        }
                    }
                }
            }
            #expect(surface.faults == [], "seed \(seed)")
        }
    }

    @Test func `a control character cannot be put as a glyph`() {
        #expect(Glyph("\u{1B}").scalar == "\u{FFFD}")
        #expect(drawn(1, 1) { $0.put("\u{1B}", at: .zero, style: .plain) }[.zero].glyph == .space)
    }

    @Test func `cells are eight bytes`() {
        #expect(MemoryLayout<Cell>.stride == 8)
    }

    @Test func `a picture shows text and styles`() {
        let surface = drawn(5, 1) { surface in
            surface.write("ab", at: .zero, style: Style(foreground: .rgb(1, 2, 255), attributes: [.bold]))
            surface.write("c", at: Point(x: 3, y: 0), style: Style(background: .ansi(9)))
        }
        let picture = SurfacePicture(surface)
        #expect(picture.rows == ["ab c"])
        #expect(picture.styleRows == ["aa.b."])
        #expect(picture.legend == ["a fg=#0102ff bg=default bold", "b fg=default bg=bright-red"])
    }
}
