import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

@Suite struct HistoryScreenTests {
    private func loaded(_ count: Int = 50, next: Bool = true) -> (App.State, [GenerationRecord]) {
        var state = Scene.state()
        state.press("f4")
        let records = (0..<count).map { Scene.record(900 - $0, prompt: "Prompt \($0)") }
        _ = App.update(
            &state, .history(.pageLoaded(HistoryPage(records: records, next: next ? records.last?.id : nil), serial: 1))
        )
        return (state, records)
    }

    @Test func `the first page is asked for when the screen is shown`() {
        var state = Scene.state()
        #expect(state.press("f4") == [.loadHistory(HistoryQuery(), serial: 1)])
    }

    @Test func `the next page is asked for before the end comes in sight, once`() {
        var (state, records) = loaded()
        var asked: [Effect] = []
        for _ in 0..<3 { asked += state.press("pagedown").filter { if case .loadHistory = $0 { true } else { false } } }
        var query = HistoryQuery()
        query.before = records.last?.id
        #expect(asked == [.loadHistory(query, serial: 1)])
        let older = (0..<10).map { Scene.record(400 - $0) }
        _ = App.update(&state, .history(.pageLoaded(HistoryPage(records: older, next: nil), serial: 1)))
        #expect(state.history.rows.count == 60)
        #expect(state.history.list.selected > 0)
    }

    @Test func `typing in the search box asks anew, and late answers are dropped`() {
        var (state, _) = loaded()
        #expect(state.press("/", "l") == [.loadHistory(HistoryQuery(search: "l"), serial: 2)])
        #expect(state.press("i") == [.loadHistory(HistoryQuery(search: "li"), serial: 3)])
        let late = HistoryPage(records: [Scene.record(1, prompt: "late")], next: nil)
        _ = App.update(&state, .history(.pageLoaded(late, serial: 2)))
        #expect(state.history.rows.count == 50)
        _ = App.update(&state, .history(.pageLoaded(HistoryPage(records: [], next: nil), serial: 3)))
        #expect(state.picture.contains("Nothing is like that."))
        #expect(state.press("escape") == [.loadHistory(HistoryQuery(), serial: 4)])
    }

    @Test func `filters go round and back to all`() {
        var (state, _) = loaded()
        #expect(state.press("t") == [.loadHistory(HistoryQuery(modality: .text), serial: 2)])
        for _ in 0..<5 { state.press("t") }
        #expect(state.history.modality == nil)
        #expect(state.press("s").first == .loadHistory(HistoryQuery(status: .submitted), serial: 8))
    }

    @Test func `running a record again sends the same draft to the same target and shows the studio`() throws {
        var (state, records) = loaded()
        let order = try #require(state.press("down", "r").orders.first)
        #expect(order.draft == records[1].draft)
        #expect(order.target == records[1].target)
        #expect(state.session.route == .studio)
        #expect(state.studio.modality == .image)
        #expect(state.studio.result.shown == order.id)
    }

    @Test func `remixing lays everything out without sending`() {
        var (state, records) = loaded()
        #expect(state.press("m").orders.isEmpty)
        #expect(state.session.route == .studio)
        #expect(state.studio.prompt.buffer.text == records[0].draft.prompt)
        #expect(state.studio.desk.provider == "fal")
        #expect(state.studio.card?.model == "fal-ai/flux/dev")
    }

    @Test func `remixing for a provider that lost its key says so and keeps the prompt`() {
        var (state, _) = loaded()
        var record = Scene.record(950, prompt: "Old")
        record.provider = "replicate"
        state.history.rows = [record]
        state.press("m")
        #expect(state.studio.prompt.buffer.text == "Old")
        #expect(state.studio.desk.provider == "fal")
        #expect(state.session.toasts.last?.text.contains("REPLICATE_API_TOKEN") == true)
    }

    @Test func `a missing file is marked`() {
        var (state, records) = loaded()
        let path = records[0].assets[0].path
        #expect(state.session.fileExists[path] == true)
        _ = App.update(&state, .filesChecked([path: false]))
        state.press("enter")
        #expect(state.picture.contains("MISSING"))
    }

    @Test func `a generation that ends appears without losing the place`() {
        var (state, _) = loaded()
        state.press("down", "down")
        let chosen = state.history.selected?.id
        _ = App.update(
            &state, .jobEvents([JobEvent(id: Scene.record(950).id, event: .finished(Scene.record(950)))], at: Scene.now)
        )
        #expect(state.history.rows.first?.id == Scene.record(950).id)
        #expect(state.history.selected?.id == chosen)
    }

    @Test func `a broken history shows its remedy`() {
        var state = Scene.state()
        state.press("f4")
        _ = App.update(&state, .history(.refused(EaselError(.storage, "The history cannot be read."), serial: 1)))
        #expect(state.picture.contains("The history cannot be read."))
    }
}
