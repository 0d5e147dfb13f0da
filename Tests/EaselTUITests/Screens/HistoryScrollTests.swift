import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// A million rows cost no more than ten: every step asks for a few pages at most, and no more than a few are held.
@Suite struct HistoryScrollTests {
    private let curation = EndlessCuration(count: 1_000_000)

    private func opened() async throws -> App.State {
        var state = Scene.state(Size(width: 120, height: 40))
        let effects = state.press("f4")
        try await state.answer(effects, from: curation)
        return state
    }

    /// Presses keys and answers what they ask: no key asks for more than so many pages.
    private func press(_ keys: [String], _ state: inout App.State, most: Int = 4) async throws {
        for key in keys {
            let before = curation.asked.lists
            let effects = state.press(key)
            try await state.answer(effects, from: curation)
            #expect(curation.asked.lists - before <= most)
            #expect(state.history.window.entries.count <= HistoryWindow.capacity)
            #expect(state.history.loading == nil)
        }
    }

    /// The row under the bar is the one that belongs to its place.
    private func expectRight(_ state: App.State, sourceLocation: SourceLocation = #_sourceLocation) {
        let place = state.history.list.selected
        #expect(state.history.selected?.draft.prompt == "Row \(place)", sourceLocation: sourceLocation)
        #expect(state.picture.contains("Row \(place)"), sourceLocation: sourceLocation)
    }

    @Test func `opening asks for one page and one count`() async throws {
        let state = try await opened()
        #expect(curation.asked.lists == 1)
        #expect(curation.asked.counts == 1)
        #expect(state.history.total == 1_000_000)
        #expect(state.picture.contains("History 1000000"))
        expectRight(state)
    }

    @Test func `pages down and up ask for a page every few keys`() async throws {
        var state = try await opened()
        try await press(Array(repeating: "pagedown", count: 60), &state, most: 1)
        #expect(state.history.list.selected > 1500)
        expectRight(state)
        let asked = curation.asked.lists
        #expect(asked < 25)
        try await press(Array(repeating: "pageup", count: 60), &state, most: 1)
        #expect(state.history.list.selected == 0)
        #expect(curation.asked.lists < asked + 25)
        expectRight(state)
    }

    @Test func `the end, the beginning and any percentage are a few pages away`() async throws {
        var state = try await opened()
        try await press(["end"], &state, most: 2)
        #expect(state.history.list.selected == 999_999)
        expectRight(state)
        try await press(["pageup", "pageup", "up"], &state, most: 2)
        expectRight(state)
        try await press(["home"], &state, most: 2)
        #expect(state.history.list.selected == 0)
        expectRight(state)
        for percent in [50, 3, 99, 12] {
            try await press(["%", "\(percent)", "enter"], &state, most: 3)
            #expect(state.history.list.selected == 999_999 * percent / 100)
            expectRight(state)
            try await press(["down", "down", "pagedown", "pageup", "up"], &state)
            expectRight(state)
        }
    }

    @Test func `a day is gone to as well`() async throws {
        var state = try await opened()
        try await press(["%", "2026-11-20", "enter"], &state)
        #expect(state.history.selected?.createdAt == Date(timeIntervalSince1970: 1_795_219_140))
        expectRight(state)
    }

    @Test func `the mouse drags the bar anywhere, and asks no more often than it is answered`() async throws {
        var state = try await opened()
        let grip = try #require(App.grips(state).first { $0.target == .history })
        func mouse(_ kind: MouseEvent.Kind, _ y: Int) -> [Effect] {
            App.update(
                &state, .input(.mouse(MouseEvent(kind, at: Point(x: grip.bar.x, y: y))), at: Scene.now))
        }
        var effects = mouse(.press(.left), grip.bar.y)
        for y in grip.bar.y...(grip.bar.y + 20) { effects += mouse(.drag, y) }
        let lists = effects.filter { if case .history(.jump) = $0 { true } else { false } }
        #expect(lists.count == 1)
        try await state.answer(effects, from: curation)
        #expect(state.history.list.selected > 400_000)
        expectRight(state)
    }

    @Test func `the oldest first is the same the other way round`() async throws {
        var state = try await opened()
        try await press(["S", "oldest", "enter"], &state)
        #expect(state.history.selected?.draft.prompt == "Row 999999")
        try await press(["%", "25", "enter"], &state)
        // In this order a jump may miss by a row: the store's places are counted from the newest.
        let place = 999_999 - state.history.list.selected
        #expect(((place - 2)...(place + 2)).contains { state.history.selected?.draft.prompt == "Row \($0)" })
        try await press(["end"], &state)
        #expect(state.history.selected?.draft.prompt == "Row 0")
    }

    @Test func `the end is gone to where nobody knows how many rows there are`() async throws {
        var state = try await opened()
        state.history.counted = HistoryCount(10_000, isExact: false)
        try await press(["end"], &state, most: 2)
        #expect(state.history.selected?.draft.prompt == "Row 999999")
        #expect(state.picture.contains("+ "))
        try await press(["up", "pageup", "up"], &state, most: 2)
        #expect(state.history.selected?.draft.prompt == "Row \(999_999 - 2 - 33)")
    }

    @Test func `an order of values is gone through like one of time, and has no days`() async throws {
        var state = try await opened()
        try await press(["S", "slowest", "enter"], &state, most: 1)
        #expect(state.picture.contains("all, slowest first"))
        for percent in [50, 3, 99] {
            try await press(["%", "\(percent)", "enter"], &state, most: 3)
            #expect(state.history.list.selected == 999_999 * percent / 100)
            expectRight(state)
        }
        try await press(["%", "2026-11-20", "enter"], &state, most: 0)
        #expect(state.session.toasts.last?.text.contains("S to sort it by time") == true)
        let asked = curation.asked.lists
        let grip = try #require(App.grips(state).first { $0.target == .history })
        for (kind, y) in [(MouseEvent.Kind.press(.left), 0), (.drag, 12), (.release, 12)] {
            let point = Point(x: grip.bar.x, y: grip.bar.y + y)
            let effects = App.update(&state, .input(.mouse(MouseEvent(kind, at: point)), at: Scene.now))
            try await state.answer(effects, from: curation)
        }
        expectRight(state)
        #expect(curation.asked.lists - asked <= 3)
        try await press(["end"], &state, most: 2)
        #expect(state.history.list.selected == 999_999)
        expectRight(state)
        try await press(["home"], &state, most: 2)
        expectRight(state)
    }

    @Test func `an order among the newest only is said to be that`() throws {
        var state = Scene.state()
        state.press("f4")
        state.press("S", "dearest", "enter")
        var page = HistoryListing(entries: [HistoryScenes.entry(400)])
        page.isSortBounded = true
        _ = App.update(&state, .history(.listed(page, serial: state.history.serial)))
        #expect(state.picture.contains("dearest first among the newest"))
        #expect(state.picture.contains("$0.02"), "the row shows what the list goes by")
    }

    @Test func `rows that are not there yet are drawn as such`() async throws {
        var state = try await opened()
        state.press("end")
        #expect(state.history.selected == nil)
        #expect(state.picture.contains("1000000 of 1000000") || state.picture.contains("…"))
        state.press("enter", "s", "d", "D", "r", "m", "y", "c", "[", "]", "e")
        _ = state.picture
    }

    @Test func `a page that was looked for in vain is looked on from, and a refusal is not asked again`() throws {
        var state = Scene.state()
        state.press("f4")
        let cursor = HistoryCursor(id: Scene.record(500).id)
        var partial = HistoryListing(entries: [], next: cursor, isPartial: true)
        let more = App.update(&state, .history(.listed(partial, serial: 1)))
        let asks = more.contains {
            if case .history(.list(let request, _)) = $0 { request.after == cursor } else { false }
        }
        #expect(asks)
        partial = HistoryListing(entries: [HistoryScenes.entry(400)])
        #expect(
            !App.update(&state, .history(.listed(partial, serial: 1))).contains {
                if case .history(.list) = $0 { true } else { false }
            })
        #expect(state.history.total == 1)
        state.press("/", "x")
        _ = App.update(&state, .history(.refused(EaselError(.storage, "Broken."), serial: 2)))
        #expect(state.press("enter").isEmpty)
    }
}
