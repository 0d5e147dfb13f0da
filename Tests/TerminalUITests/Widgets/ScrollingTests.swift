import TerminalUI
import Testing

/// Long lists: they cost what is in sight, and their bar can be dragged.
@Suite struct ScrollingTests {
    /// Rows asked for to draw a list of `count` rows in 20 rows of the screen, scrolled to the middle.
    private func rowsAsked(_ count: Int, asTable: Bool) -> Int {
        var asked = 0
        let state = ListState(selected: count / 2, offset: max(0, count / 2 - 3))
        _ = drawn(40, 20) { surface in
            if asTable {
                Table(columns: [TableColumn("a"), TableColumn("b")], count: count, state: state) { row in
                    asked += 1
                    return [Line("\(row)"), Line("b")]
                }.draw(in: surface.bounds, on: &surface, theme: .standard)
            } else {
                ItemList(count: count, state: state) { row in
                    asked += 1
                    return Line("\(row)")
                }.draw(in: surface.bounds, on: &surface, theme: .standard)
            }
        }
        return asked
    }

    @Test(arguments: [false, true]) func `a million rows cost what twenty do, and ten cost ten`(asTable: Bool) {
        let inSight = asTable ? 19 : 20
        #expect(rowsAsked(10, asTable: asTable) == 10)
        for count in [inSight, 1_000, 1_000_000, Int.max / 4] {
            #expect(rowsAsked(count, asTable: asTable) == inSight)
        }
    }

    @Test func `a click finds its row without asking for any`() {
        let list = ItemList(count: 1_000_000, state: ListState(selected: 500, offset: 500)) { _ in
            Issue.record("A row was asked for.")
            return Line()
        }
        #expect(list.index(at: Point(x: 0, y: 3), in: Rect(x: 0, y: 0, width: 9, height: 10)) == 503)
    }

    @Test func `the ends of the bar are the ends of the list, the middle its middle`() {
        let bar = ScrollBar(total: 1_000, visible: 10, offset: 0)
        #expect(bar.offset(draggedTo: 0, height: 20) == 0)
        #expect(bar.offset(draggedTo: -50, height: 20) == 0)
        #expect(bar.offset(draggedTo: 19, height: 20) == 990)
        #expect(bar.offset(draggedTo: 500, height: 20) == 990)
        #expect((400...600).contains(bar.offset(draggedTo: 10, height: 20)))
        #expect(ScrollBar(total: 5, visible: 10, offset: 0).offset(draggedTo: 3, height: 10) == 0)
        #expect(ScrollBar(total: 50, visible: 10, offset: 0).offset(draggedTo: 3, height: 1) == 0)
    }

    @Test func `dragging never goes back while the pointer goes down`() {
        for total in [11, 25, 400, 100_000] {
            for height in [2, 7, 20] {
                let bar = ScrollBar(total: total, visible: 10, offset: 0)
                let offsets = (0..<height).map { bar.offset(draggedTo: $0, height: height) }
                #expect(offsets == offsets.sorted())
                #expect(offsets.allSatisfy { (0...(total - 10)).contains($0) })
            }
        }
    }

    @Test func `scrolling takes the chosen row along only where it would be lost`() {
        var state = ListState(selected: 5)
        state.scroll(to: 3, count: 100, height: 10)
        #expect(state == ListState(selected: 5, offset: 3))
        state.scroll(to: 50, count: 100, height: 10)
        #expect(state == ListState(selected: 50, offset: 50))
        state.scroll(to: 10, count: 100, height: 10)
        #expect(state == ListState(selected: 19, offset: 10))
        state.scroll(to: 999, count: 100, height: 10)
        #expect(state.firstVisible(count: 100, height: 10) == 90)
        state.scroll(to: 3, count: 0, height: 10)
        #expect(state.selected == 90)
    }
}
