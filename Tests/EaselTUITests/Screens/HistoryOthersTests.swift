import EaselCore
import EaselTestSupport
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// What other processes write is seen, and nothing that somebody looks at moves because of it.
@Suite struct HistoryOthersTests {
    private let curation = InMemoryHistoryCuration(HistoryScenes.entries)

    private func opened() async throws -> App.State {
        var state = Scene.state(Size(width: 120, height: 30))
        let effects = state.press("f4")
        try await state.answer(effects, from: curation)
        return state
    }

    private func hear(_ state: inout App.State) async throws {
        let effects = App.update(&state, .history(.othersWrote))
        try await state.answer(effects, from: curation)
        #expect(state.history.loading == nil && !state.history.isStale)
    }

    private func place(of text: String, on state: App.State) -> Int? {
        state.picture.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(text) }
    }

    @Test func `new rows come above, and the rows in sight stay where they are`() async throws {
        var state = try await opened()
        for _ in 0..<35 { state.press("down") }
        let chosen = try #require(state.history.selected)
        let row = try #require(place(of: chosen.draft.prompt, on: state))
        for number in 995..<999 { _ = try await curation.adopt(HistoryScenes.entry(number)) }
        try await hear(&state)
        #expect(state.history.selected?.id == chosen.id)
        #expect(state.history.total == 44)
        #expect(place(of: chosen.draft.prompt, on: state) == row)
    }

    @Test func `who sees the beginning sees what is new, and the bar stays on its row`() async throws {
        var state = try await opened()
        let chosen = try #require(state.history.selected)
        _ = try await curation.adopt(HistoryScenes.entry(995))
        try await hear(&state)
        #expect(state.history.selected?.id == chosen.id)
        #expect(state.history.list.selected == 1)
        #expect(state.picture.contains("Prompt number 995"))
    }

    @Test func `judgements of others are shown, on rows, marks and the chain`() async throws {
        var state = try await opened()
        state.press("space", "down")
        let marked = try #require(state.history.marked.keys.first)
        _ = try await curation.curate([marked], .tag(["elsewhere"]), at: Scene.now)
        try await hear(&state)
        #expect(state.history.marked[marked]?.curation.tags.contains("elsewhere") == true)
        #expect(state.picture.contains("#elsewhere"))
    }

    @Test func `what others forgot is gone, and the bar goes to what follows`() async throws {
        var state = try await opened()
        state.press("down", "down")
        let chosen = try #require(state.history.selected)
        _ = try await curation.purge([chosen.id])
        try await hear(&state)
        #expect(state.history.list.selected == 2)
        #expect(state.history.selected?.draft.prompt == "Prompt number 987")
        #expect(state.history.total == 39)
    }

    @Test func `far down in a million rows one page is read`() async throws {
        let endless = EndlessCuration(count: 1_000_000)
        var state = Scene.state(Size(width: 120, height: 40))
        try await state.answer(state.press("f4"), from: endless)
        try await state.answer(state.press("%", "50", "enter"), from: endless)
        let (chosen, asked) = (try #require(state.history.selected), endless.asked.lists)
        try await state.answer(App.update(&state, .history(.othersWrote)), from: endless)
        #expect(state.history.selected == chosen)
        // The row at the edge of what is held may ask for those before it.
        #expect(endless.asked.lists <= asked + 2)
        #expect(endless.asked.mostRows <= HistoryWindow.capacity)
        #expect(state.history.list.selected == 499_999)
    }

    @Test func `while very much is written, the bar stays on its row and the places are right`() async throws {
        var state = try await opened()
        let chosen = try #require(state.history.selected)
        for turn in 0..<9 {
            for number in 0..<60 {
                let entry = HistoryScenes.entry(2000 + turn * 60 + number)
                _ = try await curation.adopt(entry)
            }
            try await hear(&state)
            #expect(state.history.selected?.id == chosen.id, "turn \(turn)")
            #expect(state.history.list.selected == (turn + 1) * 60, "turn \(turn)")
            #expect(state.history.total == 40 + (turn + 1) * 60)
            #expect(state.history.window.entries.count <= HistoryWindow.capacity)
        }
        try await state.answer(state.press("home"), from: curation)
        #expect(state.history.selected?.draft.prompt == "Prompt number 2539")
        #expect(state.history.list.selected == 0)
    }

    @Test func `nobody is asked about others while something else is shown`() throws {
        var state = Scene.state()
        #expect(state.press("f4").contains(.history(.followOthers(true))))
        #expect(state.press("f5").contains(.history(.followOthers(false))))
        #expect(App.update(&state, .history(.othersWrote)).isEmpty)
    }
}
