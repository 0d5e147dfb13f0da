import TerminalUI
import Testing

@Suite struct WidgetPictureTests {
    private let theme = Theme.standard

    @Test func `a frame has a title, a footer and an inside`() {
        #expect(
            picture(14, 3) { surface in
                let inside = Frame(title: "Models", footer: "3").draw(in: surface.bounds, on: &surface, theme: theme)
                surface.write("日本語日本語日", at: inside.origin, style: theme[.text], in: inside)
            } == [
                "╭ Models ────╮",
                "│日本語日本語│",
                "╰───────── 3 ╯",
            ])
    }

    @Test func `a frame without Unicode is ASCII, cut titles included`() {
        #expect(
            picture(10, 2) { surface in
                Frame(title: "A long title", shape: .plain).draw(in: surface.bounds, on: &surface, theme: .asciiOnly)
            } == ["+ A lon~ +", "+--------+"])
    }

    @Test func `focus shows in the border`() {
        let surface = drawn(4, 3) { surface in
            Frame(isFocused: true).draw(in: surface.bounds, on: &surface, theme: theme)
        }
        #expect(surface.style(at: .zero) == theme[.borderFocused])
        #expect(surface.style(at: Point(x: 1, y: 1)) == theme[.text])
    }

    @Test func `a label is aligned and cut`() {
        #expect(
            picture(8, 3) { surface in
                Label("ab", style: .plain, alignment: .right).draw(in: surface.bounds, on: &surface, theme: theme)
                Label("abcdefghij", style: .plain).draw(in: surface.bounds.row(1), on: &surface, theme: theme)
                Label("abc", style: .plain, alignment: .center).draw(
                    in: surface.bounds.row(2), on: &surface, theme: theme)
            } == ["      ab", "abcdefg…", "  abc"])
    }

    @Test func `a paragraph wraps and scrolls, never beyond its end`() {
        let text = Paragraph("one two three four", style: .plain, width: 8, offset: 99)
        #expect(text.rows.count == 3)
        #expect(picture(8, 2) { text.draw(in: $0.bounds, on: &$0) } == ["three", "four"])
    }

    @Test func `a list asks only for the rows in sight`() {
        var asked: [Int] = []
        let state = ListState(selected: 500_000)
        let rows = picture(12, 3) { surface in
            ItemList(count: 1_000_000, state: state) { index in
                asked.append(index)
                return Line("row \(index)")
            }.draw(in: surface.bounds, on: &surface, theme: theme)
        }
        #expect(asked == [499_998, 499_999, 500_000])
        #expect(rows == ["row 499998 │", "row 499999 ┃", "row 500000 │"])
    }

    @Test func `the chosen row is marked over its whole width and finds the mouse`() {
        let list = ItemList(count: 2, state: ListState(selected: 1), isFocused: false) { index in
            Line("r\(index)", style: theme[.error])
        }
        let surface = drawn(5, 3) { list.draw(in: $0.bounds, on: &$0, theme: theme) }
        #expect(surface.style(at: Point(x: 4, y: 1)).background == theme[.selectionInactive].background)
        #expect(surface.style(at: Point(x: 0, y: 1)).foreground == theme[.error].foreground)
        #expect(list.index(at: Point(x: 3, y: 1), in: surface.bounds) == 1)
        #expect(list.index(at: Point(x: 3, y: 2), in: surface.bounds) == nil)
    }

    @Test func `a list keeps its window until the selection leaves it`() {
        var state = ListState()
        for _ in 0..<5 { state.move(by: 1, count: 10, height: 3) }
        #expect(state == ListState(selected: 5, offset: 3))
        state.move(by: -2, count: 10, height: 3)
        #expect(state == ListState(selected: 3, offset: 3))
        state.move(by: -1, count: 10, height: 3)
        #expect(state == ListState(selected: 2, offset: 2))
        let handled = [KeyChord(.end), KeyChord(.pageUp), KeyChord(.home), .ctrl("x")].map { chord in
            state.apply(chord, count: 10, height: 3)
        }
        #expect(handled == [true, true, true, false])
        #expect(state == ListState())
        state.move(by: 1, count: 0, height: 3)
        #expect(state == ListState())
    }

    @Test func `a table sets its columns under headings`() {
        let table = Table(
            columns: [TableColumn("Name"), TableColumn("Cost", width: .fixed(6), alignment: .right)],
            count: 2,
            state: ListState()
        ) { [Line("model \($0) with a name"), Line("$0.0\($0)")] }
        #expect(
            picture(18, 4) { table.draw(in: $0.bounds, on: &$0, theme: theme) } == [
                "Name          Cost",
                "model 0 wi…  $0.00",
                "model 1 wi…  $0.01",
                "",
            ])
    }

    @Test func `a gauge is full only when it is done`() {
        func gauge(_ fraction: Double?, tick: Int = 0) -> [String] {
            picture(8, 1) { Gauge(fraction, tick: tick).draw(in: $0.bounds, on: &$0, theme: .asciiOnly) }
        }
        #expect(gauge(0) == ["--------"])
        #expect(gauge(0.5) == ["####----"])
        #expect(gauge(0.999) == ["#######-"])
        #expect(gauge(1) == ["########"])
        #expect(gauge(.nan) == gauge(nil))
        #expect(gauge(nil, tick: 3) == ["---##---"])
        #expect(gauge(nil, tick: 9) == ["---##---"])
        #expect(gauge(-.infinity) == ["--------"])
        #expect(
            picture(14, 1) {
                Gauge(0.25, label: "25 %").draw(in: $0.bounds, on: &$0, theme: .asciiOnly)
            } == ["##------- 25 %"])
    }

    @Test func `a spinner turns and never runs out of steps`() {
        #expect(Spinner(tick: 0).text(unicode: true) == Spinner(tick: 10).text(unicode: true))
        #expect(Spinner(tick: 1).text(unicode: false) == "/")
        #expect(Spinner(tick: .min).text(unicode: false).isEmpty == false)
    }

    @Test func `tabs keep the open one in sight`() {
        let tabs = Tabs(["Text", "Image", "Video"], selected: 1)
        #expect(picture(30, 1) { tabs.draw(in: $0.bounds, on: &$0, theme: theme) } == [" Text  [Image]  Video"])
        #expect(picture(9, 1) { tabs.draw(in: $0.bounds, on: &$0, theme: theme) } == ["[Image]"])
        #expect(picture(5, 1) { tabs.draw(in: $0.bounds, on: &$0, theme: theme) } == ["[Im…]"])
        #expect(tabs.index(at: Point(x: 8, y: 0), in: Rect(x: 0, y: 0, width: 30, height: 1)) == 1)
        #expect(Tabs([], selected: 3).places(in: Rect(x: 0, y: 0, width: 9, height: 1)).isEmpty)
    }

    @Test func `a dialog stands in the middle with its buttons`() {
        let dialog = Dialog(title: "Quit", message: [Line("Two jobs run.")], buttons: ["Stay", "Quit"], selected: 1)
        let rows = picture(30, 7) { dialog.draw(in: $0.bounds, on: &$0, theme: theme) }
        #expect(
            rows == [
                "",
                "    ╭ Quit ─────────────╮",
                "    │ Two jobs run.     │",
                "    │                   │",
                "    │   Stay   [ Quit ] │",
                "    ╰───────────────────╯",
                "",
            ])
        let places = dialog.buttonPlaces(in: Rect(x: 0, y: 0, width: 30, height: 7))
        #expect(places.map(\.width) == [8, 8])
    }

    @Test func `a scroll bar's thumb touches an end only when nothing is beyond`() {
        let height = 10
        #expect(ScrollBar(total: 100, visible: 10, offset: 0).thumb(height: height) == 0..<1)
        #expect(ScrollBar(total: 100, visible: 10, offset: 1).thumb(height: height) == 1..<2)
        #expect(ScrollBar(total: 100, visible: 10, offset: 90).thumb(height: height) == 9..<10)
        #expect(ScrollBar(total: 5, visible: 10, offset: 0).thumb(height: height) == 0..<10)
        #expect(ScrollBar(total: 5, visible: 10, offset: 0).thumb(height: 0).isEmpty)
    }

    @Test func `every widget survives every small place`() {
        let state = ListState(selected: 2)
        for width in 0...10 {
            for height in 0...3 {
                for theme in [Theme.standard, .asciiOnly, Theme.standard.adapted(to: .minimal)] {
                    let surface = drawn(12, 5) { surface in
                        let rect = Rect(x: 1, y: 1, width: width, height: height)
                        drawEverything(in: rect, on: &surface, theme: theme, state: state)
                        for y in 0..<5 {
                            for x in 0..<12 where !rect.contains(Point(x: x, y: y)) {
                                #expect(surface[Point(x: x, y: y)] == .blank, "\(width)x\(height) at \(x),\(y)")
                            }
                        }
                    }
                    #expect(surface.faults == [])
                }
            }
        }
    }

    private func drawEverything(in rect: Rect, on surface: inout Surface, theme: Theme, state: ListState) {
        let inside = Frame(title: "日本語", footer: "f").draw(in: rect, on: &surface, theme: theme)
        Label("中文x", style: .plain, alignment: .center).draw(in: inside, on: &surface, theme: theme)
        Paragraph("日本語 words", style: .plain, width: rect.width).draw(in: rect, on: &surface)
        ItemList(count: 9, state: state) { Line("日本 \($0)") }.draw(in: rect, on: &surface, theme: theme)
        Table(columns: [TableColumn("日本"), TableColumn("b")], count: 9, state: state) { _ in [Line("中"), Line("x")] }
            .draw(in: rect, on: &surface, theme: theme)
        Gauge(0.5, label: "50 %").draw(in: rect, on: &surface, theme: theme)
        Spinner(tick: 3).draw(in: rect, on: &surface, theme: theme)
        Tabs(["日本", "b"], selected: 1).draw(in: rect, on: &surface, theme: theme)
        KeyHints([KeyHints.Hint(key: "F1", text: "日本")]).draw(in: rect, on: &surface, theme: theme)
        ScrollBar(total: 9, visible: 2, offset: 1).draw(in: rect, on: &surface, theme: theme)
        TextField(TextBuffer("日本語日本語"), placeholder: "p").draw(in: rect, on: &surface, theme: theme)
        TextField(TextBuffer(), placeholder: "日本語日本語").draw(in: rect, on: &surface, theme: theme)
        TextArea(TextBuffer("日本語 日本語\nx\n"), placeholder: "p").draw(in: rect, on: &surface, theme: theme)
        TextArea(TextBuffer(), placeholder: "日本語日本語").draw(in: rect, on: &surface, theme: theme)
        Dialog(title: "日本", message: [Line("日本語")], buttons: ["日", "b"]).draw(in: rect, on: &surface, theme: theme)
        if let image = PixelImage(width: 3, height: 2, rgba: [UInt8](repeating: 99, count: 24)) {
            CellImage(image).draw(in: rect, on: &surface, theme: theme)
        }
    }
}
