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
            "catalog",
            "overlay",
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
}
