import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// Text from outside may say what it likes and never takes hold of the terminal.
@Suite struct HostileTextTests {
    static let hostile =
        "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}evil\u{2066}\u{0}\u{7F}\t\r\nnext\u{85}\u{2028}e\u{301}\u{301}\u{301}👩‍👩‍👧"

    private func expectClean(_ state: App.State, sourceLocation: SourceLocation = #_sourceLocation) {
        for scalar in state.picture.unicodeScalars where scalar != "\n" {
            let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
            let isOverride = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
            #expect(!isControl && !isOverride, "U+\(String(scalar.value, radix: 16))", sourceLocation: sourceLocation)
        }
    }

    @Test func `in an answer, a log, an error, a path and a warning`() {
        var state = Scene.state()
        let order = state.press("x", "enter").orders[0]
        func take(_ event: GenerationEvent) {
            _ = App.update(&state, .jobEvents([JobEvent(id: order.id, event: event)], at: Scene.now))
        }
        take(.progress(0.5, newLines: [LogLine(timestamp: "", message: Self.hostile)]))
        expectClean(state)
        take(.reasoning(Self.hostile))
        take(.text(Self.hostile))
        expectClean(state)
        var record = Scene.record(1, .text, prompt: Self.hostile, status: .failed)
        record.id = order.id
        record.text = Self.hostile
        record.warnings = [GenerationWarning(.other, Self.hostile)]
        record.error = EaselError(.unavailable, Self.hostile, remedy: Self.hostile).with {
            $0.providerCode = Self.hostile
        }
        record.assets = [Scene.asset(Self.hostile)]
        take(.finished(record))
        expectClean(state)
        state.press("tab", "t", "?")
        expectClean(state)
        state.press("escape", "f5")
        expectClean(state)
    }

    @Test func `in the history, a model list, a toast and a paste`() {
        var state = Scene.state()
        let cards = [
            ModelCard(
                provider: "openrouter", model: ModelID(rawValue: Self.hostile), modality: .text, name: Self.hostile,
                summary: Self.hostile)
        ]
        _ = App.update(&state, .studio(.cardsListed(CardQuery(provider: "openrouter", modality: .text), cards)))
        _ = App.update(&state, .failed(EaselError(.storage, Self.hostile)))
        _ = App.update(&state, .input(.paste(Self.hostile), at: Scene.now))
        state.press("tab", "tab", "tab")
        expectClean(state)
        state.press("?")
        expectClean(state)
        state.press("escape", "f4")
        let record = Scene.record(1, .text, prompt: Self.hostile)
        _ = App.update(&state, .history(.pageLoaded(HistoryPage(records: [record], next: nil), serial: 1)))
        expectClean(state)
        state.press("/")
        _ = App.update(&state, .input(.paste(Self.hostile), at: Scene.now))
        expectClean(state)
    }

    @Test func `a paste of megabytes is taken whole`() {
        var state = Scene.state()
        let book = String(repeating: "All happy families are alike. ", count: 70_000)
        _ = App.update(&state, .input(.paste(book), at: Scene.now))
        #expect(state.studio.prompt.buffer.byteCount == book.utf8.count)
        #expect(state.picture.contains("happy families"))
    }

    @Test(arguments: [
        Size(width: 1, height: 1), Size(width: 0, height: 0), Size(width: 32, height: 9), Size(width: 33, height: 11),
        Size(width: 72, height: 17), Size(width: 300, height: 9), Size(width: 32, height: 100),
    ])
    func `any size is drawn, and what was written stays`(size: Size) {
        for var state in BusyScenes.all {
            let prompt = state.studio.prompt.buffer.text
            _ = App.update(&state, .input(.resize(size), at: Scene.now))
            _ = state.picture
            _ = App.update(&state, .input(.resize(Size(width: 80, height: 24)), at: Scene.now))
            #expect(state.studio.prompt.buffer.text == prompt)
        }
    }
}
