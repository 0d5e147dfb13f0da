import TerminalUI
import Testing

@testable import TerminalNCurses

/// What goes out for the pictures of a frame, byte by byte.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct PictureScreenTests {
    /// A picture screen, frames for it, and what it wrote.
    @MainActor
    final class Rig {
        let palette = CellPalette()
        var written = ""
        private(set) var screen: PictureScreen!
        private let ready: AsyncStream<Void>
        private var shown: Surface?

        init(_ kind: PictureProtocol, isInsideTmux: Bool = false, file: [UInt8] = Array("PNG".utf8)) {
            let (ready, signal) = AsyncStream.makeStream(of: Void.self)
            self.ready = ready
            let encoder = PictureEncoder(
                png: { _ in file }, sixel: { Array("\u{1b}Pq\($0.width)x\($0.height)\u{1b}\\".utf8) })
            screen = PictureScreen(
                encoder: encoder, kitty: KittyGraphics(mark: 7, isInsideTmux: isInsideTmux),
                write: { [unowned self] in written += $0 }, becameReady: { signal.yield() })
            _ = screen.use(kind, cell: Size(width: 10, height: 20))
        }

        func waitUntilReady() async { for await _ in ready { return } }

        /// Shows a frame as the backend does; returns what was written for it.
        func show(_ body: (inout Surface) -> Void) -> String {
            written = ""
            var frame = Surface(size: Size(width: 40, height: 12), palette: palette)
            body(&frame)
            let diff = SurfaceDiff(from: shown, to: frame)
            shown = frame
            screen.prepare(frame)
            screen.draw(over: frame, changed: diff.spans)
            return written
        }

        /// Shows a frame whose pictures are encoded before it counts.
        func showReady(_ body: (inout Surface) -> Void) async -> String {
            let first = show(body)
            await waitUntilReady()
            return first + show(body)
        }
    }

    static func picture(_ red: UInt8 = 200) -> PixelImage {
        PixelImage(width: 2, height: 2, rgba: [UInt8](repeating: red, count: 16))!
    }

    static let place = Rect(x: 3, y: 2, width: 4, height: 2)

    static func put(_ image: PixelImage = picture(), in rect: Rect = place) -> (inout Surface) -> Void {
        { _ = $0.place(image, in: rect, background: .terminalDefault) { _, _ in Style(foreground: .rgb(1, 2, 3)) } }
    }

    @Test func `kitty gets a picture once, quietly, as a virtual placement`() async {
        let rig = Rig(.kitty)
        let id = 7 << 24 | 16
        let out = await rig.showReady(Self.put())
        #expect(out == "\u{1b}_Ga=T,U=1,i=\(id),f=100,t=d,q=2,c=4,r=2,m=0;UE5H\u{1b}\\")
        #expect(rig.show(Self.put()) == "")
        #expect(rig.show { _ in } == "")
        #expect(rig.show(Self.put()) == "")
    }

    @Test func `a placeholder carries row, column, id and nothing else`() async throws {
        let rig = Rig(.kitty)
        let part = PictureCell(number: 1, column: 2, row: 1)
        _ = rig.show(Self.put())
        #expect(rig.screen.placeholder(for: part) == nil)
        await rig.waitUntilReady()
        _ = rig.show(Self.put())
        let placeholder = try #require(rig.screen.placeholder(for: part))
        #expect(placeholder.color == 16)
        #expect(placeholder.scalars == (0x10_eeee, 0x30d, 0x30e, 0x33f))
        #expect(rig.screen.placeholder(for: PictureCell(number: 2, column: 0, row: 0)) == nil)
    }

    @Test func `inside tmux every command is wrapped, and no escape is bare`() async {
        let rig = Rig(.kitty, isInsideTmux: true, file: [UInt8](repeating: 65, count: 9000))
        let out = await rig.showReady(Self.put())
        let commands = out.components(endingIn: "\u{1b}\u{1b}\\\u{1b}\\")
        #expect(commands.count == 3)
        #expect(commands.allSatisfy { $0.hasPrefix("\u{1b}Ptmux;\u{1b}\u{1b}_G") })
        #expect(commands[0].contains(",m=1;") && commands[1].contains("q=2,m=1;") && commands[2].contains("q=2,m=0;"))
        rig.written = ""
        rig.screen.clear()
        #expect(rig.written == "\u{1b}Ptmux;\u{1b}\u{1b}_Ga=d,d=I,i=\(7 << 24 | 16),q=2\u{1b}\u{1b}\\\u{1b}\\")
    }

    @Test func `a large file goes in pieces of 4096 characters`() async {
        let rig = Rig(.kitty, file: [UInt8](repeating: 65, count: 9000))
        let commands = await rig.showReady(Self.put()).components(endingIn: "\u{1b}\\")
        #expect(commands.map { $0.split(separator: ";").last?.count ?? 0 } == [4096, 4096, 3808])
    }

    @Test func `after a disturbance kitty gets the picture again under the same id`() async {
        let rig = Rig(.kitty)
        let first = await rig.showReady(Self.put())
        rig.screen.forgetScreen()
        #expect(rig.screen.placeholder(for: PictureCell(number: 1, column: 0, row: 0)) == nil)
        #expect(rig.show(Self.put()) == first)
    }

    @Test func `dropped pictures are freed, and all of them at the end`() async {
        let rig = Rig(.kitty)
        for red in 0..<UInt8(PictureScreen.kept + 1) {
            let out = await rig.showReady(Self.put(Self.picture(red)))
            let isFull = Int(red) == PictureScreen.kept
            #expect(out.contains("a=d,d=I,i=\(7 << 24 | 16),q=2") == isFull)
        }
        rig.written = ""
        rig.screen.clear()
        #expect(rig.written.components(endingIn: "\u{1b}\\").count == PictureScreen.kept)
    }

    @Test func `iTerm2's file is drawn at its place, with the cursor put back`() async {
        let rig = Rig(.iterm2)
        let file = "inline=1;size=3;width=4;height=2;preserveAspectRatio=1;doNotMoveCursor=1:UE5H"
        #expect(await rig.showReady(Self.put()) == "\u{1b}7\u{1b}[3;4H\u{1b}]1337;File=\(file)\u{07}\u{1b}8")
        #expect(rig.screen.placeholder(for: PictureCell(number: 1, column: 0, row: 0)) == nil)
    }

    @Test func `sixels are as large as the cells`() async {
        let rig = Rig(.sixel)
        #expect(await rig.showReady(Self.put()) == "\u{1b}7\u{1b}[3;4H\u{1b}Pq40x40\u{1b}\\\u{1b}8")
    }

    @Test(arguments: [PictureProtocol.sixel, .iterm2])
    func `a picture over cells is drawn again only when its cells changed`(kind: PictureProtocol) async {
        let rig = Rig(kind)
        let first = await rig.showReady(Self.put())
        #expect(rig.show(Self.put()) == "")
        // Text beside it.
        let beside = rig.show { surface in
            Self.put()(&surface)
            surface.write("text", at: Point(x: 20, y: 3), style: .plain)
        }
        #expect(beside == "")
        // Something above a part of it, then nothing.
        let covered = rig.show { surface in
            Self.put()(&surface)
            surface.write("x", at: Point(x: 6, y: 3), style: .plain)
        }
        #expect(covered == "")
        #expect(rig.show(Self.put()) == first)
        // Moved, away, and back.
        #expect(rig.show(Self.put(in: Rect(x: 4, y: 2, width: 4, height: 2))).contains("\u{1b}[3;5H"))
        #expect(rig.show { _ in } == "")
        #expect(rig.show(Self.put()) == first)
        rig.screen.forgetScreen()
        #expect(rig.show(Self.put()) == first)
    }

    @Test func `a picture over cells never reaches the last row`() async {
        let rig = Rig(.sixel)
        #expect(await rig.showReady(Self.put(in: Rect(x: 0, y: 10, width: 4, height: 2))) == "")
    }

    @Test func `half blocks need no bytes of their own`() {
        for kind in [PictureProtocol.blocks, .none] {
            let rig = Rig(kind)
            #expect(rig.show(Self.put()) == "")
            #expect(rig.screen.placeholder(for: PictureCell(number: 1, column: 0, row: 0)) == nil)
        }
    }

    @Test func `a file that is too large is not sent`() async {
        let rig = Rig(.kitty, file: [UInt8](repeating: 0, count: EncodedPicture.mostBytes + 1))
        #expect(await rig.showReady(Self.put()) == "")
        #expect(rig.screen.placeholder(for: PictureCell(number: 1, column: 0, row: 0)) == nil)
    }

    @Test func `256 marks, all different, and none with a width`() {
        let marks = (0...255).map(KittyMarks.mark)
        #expect(Set(marks).count == 256)
        #expect(marks[0] == 0x305 && marks[255] == 0xa8e5)
        #expect(marks.allSatisfy { DisplayWidth.width(of: Unicode.Scalar($0)!) == 0 })
    }

    @Test func `base 64 is what others make of it`() {
        let cases: [(String, String)] = [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]
        for (plain, encoded) in cases { #expect(Base64.encode(plain) == encoded) }
    }
}

extension String {
    /// The parts before each occurrence of an ending.
    fileprivate func components(endingIn ending: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: ending) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts
    }
}
