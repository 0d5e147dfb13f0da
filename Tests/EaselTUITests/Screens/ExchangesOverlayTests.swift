import EaselCore
import EaselEngine
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// Requests and answers in the studio: asked for, opened and closed by line, copied.
@Suite struct ExchangesOverlayTests {
    private func overlay(_ state: App.State) throws -> ExchangesOverlay {
        guard case .exchanges(let overlay)? = state.session.overlays.last else { throw CocoaError(.featureUnsupported) }
        return overlay
    }

    @Test func `a key asks for those of the generation under the bar, in the list and in its details`() throws {
        var state = HistoryScenes.state()
        state.press("down")
        let record = try #require(state.history.selected)
        #expect(state.press("w") == [.history(.loadExchanges(record))])
        state.press("enter")
        #expect(state.press("w") == [.history(.loadExchanges(record))])
        _ = App.update(&state, .history(.exchangesLoaded(record, [])))
        #expect(state.session.overlays.isEmpty)
        #expect(state.picture.contains("Nothing is kept of its requests"))
        _ = App.update(&state, .history(.exchangesLoaded(record, HistoryScenes.exchanges)))
        #expect(try overlay(state).stories.count == 4)
        state.press("w")
        #expect(state.session.overlays.isEmpty)
    }

    @Test func `lines open and close`() throws {
        var state = HistoryScenes.exchanged()
        #expect(!state.picture.contains("Content-Type"))
        #expect(state.picture.contains("Attempt 1  fal:fal-ai/flux/dev  failed"))
        #expect(state.picture.contains("503, 312 ms") && state.picture.contains("200, 312 ms, 41 before it"))
        state.press("enter")
        #expect(try overlay(state).unfolded == [0])
        #expect(
            state.picture.contains("> Authorization: Key •••") && state.picture.contains("< {\"detail\":\"later\"}"))
        #expect(!state.picture.contains("\u{1B}"))
        state.press("down", "down", "down", "enter")
        #expect(try overlay(state).unfolded.isEmpty)
        state.press("a")
        #expect(try overlay(state).unfolded == [0, 1, 2, 3])
        state.press("end")
        #expect(state.picture.contains("* timeout: replicate.delivery did not answer in time."))
        #expect(state.picture.contains("< [image/webp, 48213 bytes]"))
        state.press("a")
        #expect(try overlay(state).unfolded.isEmpty)
    }

    @Test func `from request to request, and one is copied whole`() throws {
        var state = HistoryScenes.exchanged()
        state.press("right", "enter", "right")
        let copied = state.press("y")
        guard case .copy(let text)? = copied.first else { throw CocoaError(.featureUnsupported) }
        #expect(
            text.hasPrefix("GET https://api.replicate.com/v1/predictions/ufawqhfynnddngldkgtslldrkq\n> Authorization"))
        #expect(text.contains("* Before this one the same request was sent 41 times more"))
        state.press("left", "left", "left", "left", "enter")
        #expect(try overlay(state).unfolded == [0, 1])
    }

    @Test func `a body of megabytes in one line is laid out at once`() throws {
        var exchange = HistoryScenes.exchanges[0]
        exchange.responseBody = .init(text: String(repeating: "{\"n\":1},", count: 7000), bytes: 56_000)
        var state = HistoryScenes.state()
        let record = try #require(state.history.selected)
        _ = App.update(&state, .history(.exchangesLoaded(record, [exchange])))
        state.press("end")
        #expect(state.picture.contains("* The answer began after"))
    }

    @Test func `a blind comparison hides them until the vote`() throws {
        var state = HistoryScenes.state()
        let record = try #require(state.history.selected)
        state.session.veils[record.id] = Veil(label: "A", draft: record.draft)
        #expect(state.press("w").allSatisfy { if case .history = $0 { false } else { true } })
        #expect(state.picture.contains("after the vote"))
    }
}
