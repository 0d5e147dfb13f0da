import EaselCore
import EaselEngine
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

    private func request(_ change: (inout HistoryRequest) -> Void = { _ in }) -> HistoryRequest {
        var request = HistoryRequest(limit: HistoryWindow.pageSize)
        change(&request)
        return request
    }

    private func lists(_ effects: [Effect]) -> [HistoryRequest] {
        effects.compactMap { if case .history(.list(let request, _)) = $0 { request } else { nil } }
    }

    @Test func `the first page is asked for when the screen is shown`() {
        var state = Scene.state()
        #expect(state.press("f4") == [.history(.followOthers(true)), .history(.list(request(), serial: 1))])
    }

    @Test func `the next page is asked for before the end comes in sight, once`() {
        var (state, records) = loaded(100)
        var asked: [HistoryRequest] = []
        for _ in 0..<5 { asked += lists(state.press("pagedown")) }
        #expect(asked == [request { $0.after = records.last.map { HistoryCursor(id: $0.id) } }])
        let older = (0..<10).map { Scene.record(400 - $0) }
        _ = App.update(&state, .history(.pageLoaded(HistoryPage(records: older, next: nil), serial: 1)))
        #expect(state.history.total == 110)
        #expect(state.history.list.selected > 0)
    }

    @Test func `typing in the search box asks anew, and late answers are dropped`() {
        var (state, _) = loaded()
        #expect(lists(state.press("/", "l")) == [request { $0.filter.search = "l" }])
        #expect(lists(state.press("i")) == [request { $0.filter.search = "li" }])
        let before = state.history.total
        let late = HistoryPage(records: [Scene.record(1, prompt: "late")], next: nil)
        _ = App.update(&state, .history(.pageLoaded(late, serial: state.history.serial - 1)))
        #expect(state.history.total == before)
        _ = App.update(
            &state, .history(.pageLoaded(HistoryPage(records: [], next: nil), serial: state.history.serial)))
        #expect(state.picture.contains("Nothing is like that."))
        #expect(lists(state.press("escape")) == [request()])
    }

    @Test func `filters go round and back to all`() {
        var (state, _) = loaded()
        #expect(lists(state.press("t")) == [request { $0.filter.modalities = [.text] }])
        for _ in 0..<5 { state.press("t") }
        #expect(state.history.filter.isEmpty)
        #expect(lists(state.press("T")) == [request { $0.filter.statuses = [.submitted] }])
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
        _ = App.update(&state, .history(.shown))
        let page = HistoryPage(records: [record], next: nil)
        _ = App.update(&state, .history(.pageLoaded(page, serial: state.history.serial)))
        state.press("m")
        #expect(state.studio.prompt.buffer.text == "Old")
        #expect(state.studio.desk.provider == "fal")
        #expect(state.session.toasts.last?.text.contains("REPLICATE_API_TOKEN") == true)
    }

    @Test func `a missing file is marked, in the list as well`() throws {
        var (state, records) = loaded()
        #expect(!state.picture.contains("missing"))
        _ = App.update(
            &state, .history(.detailLoaded(HistoryDetail(HistoryEntry(record: records[0]), .missing))))
        #expect(state.picture.contains("missing"))
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
        #expect(state.history.window.entries.first?.id == Scene.record(950).id)
        #expect(state.history.selected?.id == chosen)
    }

    @Test func `a broken history shows its remedy`() {
        var state = Scene.state()
        state.press("f4")
        _ = App.update(&state, .history(.refused(EaselError(.storage, "The history cannot be read."), serial: 1)))
        #expect(state.picture.contains("The history cannot be read."))
    }
}
