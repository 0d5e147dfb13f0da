import EaselCore
import EaselEngine
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// What the history looks like with something in every place.
@Suite struct HistoryPictureTests {
    static let sizes = [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 60),
    ]

    private func name(_ what: String, _ size: Size) -> String { "\(what).\(size.width)x\(size.height)" }

    @Test(arguments: sizes) func `judged rows, marks and filters`(size: Size) {
        var state = HistoryScenes.state(size, total: 12_345)
        state.press("space", "down", "space")
        expectSnapshot(state.picture, name("history.judged", size))
        state.history.filter.modalities = [.image]
        state.history.filter.rating = 3
        state.history.filter.tags = ["blue hour"]
        state.history.filter.since = Scene.now.addingTimeInterval(-7 * 86_400)
        state.session.toasts = []
        _ = App.update(&state, .history(.filtersLoaded(HistoryScenes.facets, [])))
        expectSnapshot(state.picture, name("history.filters", size))
    }

    @Test(arguments: sizes) func `everything about one, with its chain`(size: Size) {
        var state = HistoryScenes.chained(size)
        keep(&state)
        state.session.toasts = []
        expectSnapshot(state.picture, name("history.beside", size))
        state.press("enter", "end")
        expectSnapshot(state.picture, name("history.chain", size))
    }

    @Test(arguments: sizes) func `what was sent and what came back`(size: Size) {
        var state = HistoryScenes.exchanged(size)
        state.press("right", "enter")
        expectSnapshot(state.picture, name("history.exchanges", size))
    }

    @Test(arguments: sizes) func `without Unicode`(size: Size) {
        var state = HistoryScenes.state(size, total: 12_345, unicode: false)
        state.press("space", "down", "D")
        let picture = state.picture
        let isPlain = picture.utf8.allSatisfy { $0 < 0x80 }
        #expect(isPlain)
        expectSnapshot(picture, name("history.ascii", size))
    }

    @Test func `in colours`() {
        var state = HistoryScenes.state()
        state.press("space", "down")
        expectSnapshot(SurfacePicture.withStyles(state.drawn().surface), "history.colours.80x24")
    }

    private func keep(_ state: inout App.State) {
        guard let id = state.history.chosen?.id else { return }
        let curation = Curation(
            name: "The good one", note: "Try it larger.", tags: ["blue hour", "sea"], isStarred: true, rating: 4)
        HistoryScreen.put([id: curation], &state.history)
    }
}
