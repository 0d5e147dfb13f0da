import EaselCore
import EaselEngine
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// Text from outside may say what it likes and never takes hold of the terminal.
@Suite struct HostileTextTests {
    static let hostile =
        "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}evil\u{2066}\u{0}\u{7F}\t\r\nnext\u{85}\u{2028}e\u{301}\u{301}\u{301}👩‍👩‍👧"

    private func expectClean(_ state: App.State, sourceLocation: SourceLocation = #_sourceLocation) {
        Self.expectCleanPicture(state, sourceLocation: sourceLocation)
    }

    static func expectCleanPicture(_ state: App.State, sourceLocation: SourceLocation = #_sourceLocation) {
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

    @Test func `in everything that a person keeps in the history`() {
        let curation = Curation(
            name: Self.hostile, note: Self.hostile, tags: [Self.hostile, "x" + Self.hostile], isStarred: true,
            rating: 3,
            comparison: Self.hostile)
        var entry = HistoryScenes.entry(990)
        entry.record.draft.prompt = Self.hostile
        entry.record.model = ModelID(rawValue: Self.hostile)
        entry.record.assets = [Scene.asset(Self.hostile)]
        entry.record.draft.lineage = Lineage(.step, of: entry.id)
        entry.curation = curation
        for size in [Size(width: 80, height: 24), Size(width: 120, height: 40)] {
            var state = HistoryScenes.state(size, [entry, HistoryScenes.entry(989)])
            let detail = HistoryDetail(entry, .changed, ancestors: [entry], children: [entry, entry])
            _ = App.update(&state, .history(.detailLoaded(detail)))
            expectClean(state)
            state.history.filter.tags = [Self.hostile]
            state.history.filter.models = [entry.record.model]
            state.history.filter.comparison = Self.hostile
            var facets = HistoryScenes.facets
            facets.tags = [.init(Self.hostile, 1)]
            facets.models = [.init(Self.hostile, 1)]
            let saved = SavedFilter(name: Self.hostile, filter: HistoryFilter(search: Self.hostile))
            _ = App.update(&state, .history(.filtersLoaded(facets, [saved])))
            expectClean(state)
            for keys in [
                ["escape", "]"], ["escape", "#"], ["escape", "n"], ["escape", "N"], ["escape", "R"], ["escape", "D"],
                ["escape", "space", "up", "enter"], ["end"], ["[", "e"],
            ] {
                for key in keys { state.press(key) }
                expectClean(state)
            }
            state.press("escape")
            let change = HistoryUndo(change: .tag([Self.hostile]), before: [entry.id: Curation()])
            for message: HistoryScreen.Message in [
                .changed(change), .placeTyped(Self.hostile), .periodTyped(Self.hostile),
                .exported(1, path: Self.hostile),
                .detailRefused(entry.id, EaselError(.storage, Self.hostile, remedy: Self.hostile)), .pathCopied,
            ] {
                _ = App.update(&state, .history(message))
                expectClean(state)
            }
        }
    }

    @Test func `in the screens of jobs and providers`() {
        var state = WatchScenes.jobs(Size(width: 120, height: 40))
        var record = Scene.record(999, .video, prompt: Self.hostile, status: .accepted)
        record.model = ModelID(rawValue: Self.hostile)
        record.remoteJob = RemoteJob(provider: "fal", modality: .video, model: record.model, id: Self.hostile)
        record.attempts = [
            Attempt(provider: "fal", model: record.model, status: .failed, errorKind: .timeout, milliseconds: 1)
        ]
        record.assets = [Scene.asset(Self.hostile)]
        let error = EaselError(.unavailable, Self.hostile, remedy: Self.hostile)
        for event: GenerationEvent in [
            .opened(record), .retrying(because: error, at: Scene.now), .switched(record, because: error),
            .warning(GenerationWarning(.other, Self.hostile)), .saved(Scene.asset(Self.hostile)),
            .progress(0.1, newLines: [LogLine(timestamp: "", message: Self.hostile)]),
        ] { _ = App.update(&state, .jobEvents([JobEvent(id: record.id, event: event)], at: Scene.now)) }
        for keys in [["home"], ["tab", "end"], ["x"], ["f5", "tab", "space", "x"], ["enter", "?"]] {
            for key in keys { state.press(key) }
            expectClean(state)
        }
        _ = App.update(&state, .jobs(.notFound(WatchScenes.unknown(1), error)))
        expectClean(state)
        expectCleanProviders()
    }

    private func expectCleanProviders() {
        var state = WatchScenes.providers(Size(width: 120, height: 40))
        let model = ModelID(rawValue: Self.hostile)
        let card = ModelCard(
            provider: "openrouter", model: model, modality: .text, name: Self.hostile, summary: Self.hostile
        )
        .with { $0.retirement = Retirement(date: Self.hostile, successor: model) }
        let error = EaselError(.unavailable, Self.hostile, remedy: Self.hostile)
        var status = AccountStatus(label: Self.hostile)
        status.isFreeTier = true
        state.session.note(
            Takeover(
                ModelReference(provider: "openrouter", model: model), to: ModelReference(provider: "fal", model: model),
                error, at: Scene.now))
        state.session.fallbacks[.text] = FallbackPlan(targets: [ModelReference(provider: "fal", model: model)])
        var meter = MeterReport(TrafficKey(provider: "openrouter", account: "", name: "model:\(Self.hostile)"))
        meter.sentToday = 3
        for message: ProvidersScreen.Message in [
            .accountTold("openrouter", .told(status, at: Scene.now)), .catalogLoaded([card]), .notKept(error),
            .notListed(CardQuery(provider: "openrouter", modality: .text), error),
        ] { _ = App.update(&state, .providers(message)) }
        _ = App.update(&state, .trafficReported(TrafficReport(meters: [meter])))
        expectClean(state)
        _ = App.update(&state, .providers(.accountTold("openrouter", .failed(error))))
        expectClean(state)
        for keys in [["tab"], ["tab"], ["?"], ["escape", "/"], ["enter"]] {
            for key in keys { state.press(key) }
            expectClean(state)
        }
        state.press("f6", "tab", "tab", "/")
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
