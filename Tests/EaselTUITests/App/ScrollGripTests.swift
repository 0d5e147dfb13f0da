import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// Scroll bars are taken hold of with the mouse, in every place that has one.
@Suite struct ScrollGripTests {
    private func mouse(_ kind: MouseEvent.Kind, _ point: Point, _ state: inout App.State) {
        _ = App.update(&state, .input(.mouse(MouseEvent(kind, at: point)), at: Scene.now))
    }

    @Test func `dragging a bar to its end shows the end, and back to the start the start`() throws {
        var dragged: Set<String> = []
        for scene in BusyScenes.all {
            for grip in App.grips(scene) {
                dragged.insert("\(grip.target)")
                var state = scene
                let x = grip.bar.x
                mouse(.press(.left), Point(x: x, y: grip.bar.y), &state)
                #expect(state.session.dragged == grip.target)
                let start = state.picture
                mouse(.drag, Point(x: x, y: grip.bar.maxY + 40), &state)
                let end = state.picture
                #expect(end != start, "\(grip.target)")
                mouse(.drag, Point(x: x, y: 0), &state)
                // A list takes its bar along, so only a text looks as before.
                let isText = [.result, .historyDetail, .jobDetail, .providerDetail].contains(grip.target)
                #expect(!isText || state.picture == start, "\(grip.target)")
                let back = state.picture
                mouse(.release, Point(x: x, y: 0), &state)
                #expect(state.session.dragged == nil)
                mouse(.drag, Point(x: x, y: grip.bar.maxY), &state)
                #expect(state.picture == back, "\(grip.target)")
            }
        }
        let wanted: Set<String> = [
            "models", "result", "history", "historyDetail", "jobs", "jobDetail", "providerDetail",
            "catalog", "overlay", "comparePane(0)", "compareSweep",
        ]
        #expect(dragged.isSuperset(of: wanted), "\(wanted.subtracting(dragged))")
    }

    @Test func `a bar is where it is drawn`() {
        for state in BusyScenes.all {
            let surface = state.drawn().surface
            for grip in App.grips(state) {
                for y in 0..<grip.bar.height {
                    let cell = surface[Point(x: grip.bar.x, y: grip.bar.y + y)]
                    let scalars = surface.palette.scalars(of: cell.glyph).map { String($0) }.joined()
                    #expect(["│", "┃"].contains(scalars), "\(grip.target) at row \(y): \(scalars)")
                }
            }
        }
    }

    @Test func `a press beside the bar takes hold of nothing`() {
        var state = WatchScenes.jobs()
        mouse(.press(.left), Point(x: 10, y: 5), &state)
        #expect(state.session.dragged == nil)
    }

    @Test func `in a comparison the wheel scrolls what is under the pointer`() throws {
        var state = CompareScenes.sent(2, size: Size(width: 120, height: 40))
        let long = (0..<90).map { "Line \($0)" }.joined(separator: "\n\n")
        CompareScenes.finish(long, slot: 0, &state)
        CompareScenes.finish(long + "\n\nmore", slot: 1, &state)
        let layout = state.compare.layout(in: state.session)
        let seats = (0..<2).compactMap { state.compare.seat(at: $0) }
        #expect(state.compare.selected == 0)
        mouse(.wheelDown, Point(x: layout.panes[1].x + 4, y: layout.panes[1].y + 4), &state)
        #expect(state.compare.sheet?.tops[seats[1]] == 3 && state.compare.sheet?.tops[seats[0]] ?? 0 == 0)
        #expect(state.compare.selected == 0 && state.compare.focus == .panes)
        state.press("escape")
        mouse(.wheelDown, Point(x: layout.panes[0].x + 4, y: layout.panes[0].y + 4), &state)
        #expect(state.compare.sheet?.tops[seats[0]] == 3 && state.compare.focus == .prompt)
        let grips = App.grips(state).map(\.target)
        #expect(grips.contains(.comparePane(0)) && grips.contains(.comparePane(1)))
        state.press("d")
        state.press("tab", "d")
        let bar = try #require(App.grips(state).first { $0.target == .compareDifference })
        mouse(.press(.left), bar.bar.origin, &state)
        mouse(.drag, Point(x: bar.bar.x, y: bar.bar.maxY), &state)
        mouse(.release, bar.bar.origin, &state)
        #expect(state.compare.lookTop > 50 && state.picture.contains("{+"))
    }
}
