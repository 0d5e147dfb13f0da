import EaselCore
import EaselEngine
import Foundation
import TerminalUI

@testable import EaselTUI

extension HistoryScreen.Message {
    /// A page of records that nobody judged; `next` says that there are more.
    static func pageLoaded(_ page: HistoryPage, serial: Int) -> Self {
        .listed(
            HistoryListing(
                entries: page.records.map { HistoryEntry(record: $0) }, next: page.next.map { HistoryCursor(id: $0) }),
            serial: serial)
    }
}

extension HistoryDetail {
    /// The detail of an entry whose files are as they were.
    init(
        _ entry: HistoryEntry, _ state: AssetState = .present, ancestors: [HistoryEntry] = [],
        children: [HistoryEntry] = []
    ) {
        self.init(
            entry: entry,
            files: entry.record.assets.indices.map { AssetFinding(id: entry.id, index: $0, state: state) },
            ancestors: ancestors, children: children, conversation: [])
    }
}

/// The history with something in every place.
enum HistoryScenes {
    static func entry(_ number: Int, _ change: (inout HistoryEntry) -> Void = { _ in }) -> HistoryEntry {
        let modality = Modality.allCases[number % 3]
        var entry = HistoryEntry(
            record: Scene.record(
                number, modality, prompt: "Prompt number \(number)", status: number % 7 == 3 ? .failed : .succeeded))
        entry.record.usage = Usage(costUSD: 0.02)
        change(&entry)
        return entry
    }

    /// Some of them judged.
    static var entries: [HistoryEntry] {
        (0..<40).map { index in
            entry(990 - index) { entry in
                if index % 4 == 1 { entry.curation.isStarred = true }
                if index % 5 == 2 { entry.curation.rating = 1 + index % 5 }
                if index % 6 == 2 { entry.curation.tags = ["sea", "blue hour"] }
                if index == 3 { entry.curation.name = "The good one" }
                if index == 4 { entry.missingFiles = 1 }
                if index == 5 { entry.curation.note = "Try it\nlarger." }
                if index % 9 == 8 { entry.record.isSandbox = true }
            }
        }
    }

    static func state(
        _ size: Size = Size(width: 80, height: 24), _ entries: [HistoryEntry] = entries, total: Int? = nil,
        unicode: Bool = true
    ) -> App.State {
        var state = Scene.state(size, unicode: unicode)
        state.press("f4")
        let next = total == nil ? nil : entries.last.map { HistoryCursor($0, .newest) }
        _ = App.update(&state, .history(.listed(HistoryListing(entries: entries, next: next), serial: 1)))
        if let total { _ = App.update(&state, .history(.counted(HistoryCount(total), serial: 1))) }
        return state
    }

    /// The same with the detail of what is chosen, in the middle of a chain.
    static func chained(_ size: Size = Size(width: 80, height: 24)) -> App.State {
        var state = state(size)
        guard var chosen = state.history.chosen else { return state }
        chosen.record.draft.lineage = Lineage(.step, of: Scene.record(1).id)
        let detail = HistoryDetail(
            chosen, ancestors: [entry(500), entry(400)], children: [entry(991), entry(992)])
        _ = App.update(&state, .jobEvents([JobEvent(id: chosen.id, event: .opened(chosen.record))], at: Scene.now))
        _ = App.update(&state, .history(.detailLoaded(detail)))
        return state
    }

    /// Requests and answers of a generation whose first target failed.
    static func exchanged(_ size: Size = Size(width: 80, height: 24), unicode: Bool = true) -> App.State {
        var state = state(size, unicode: unicode)
        guard var record = state.history.selected else { return state }
        record.attempts = [
            Attempt(
                provider: "fal", model: "fal-ai/flux/dev", status: .failed, errorKind: .unavailable, milliseconds: 812),
            Attempt(
                provider: "replicate", model: "black-forest-labs/flux-dev", status: .succeeded, milliseconds: 9_120),
        ]
        _ = App.update(&state, .history(.exchangesLoaded(record, exchanges)))
        return state
    }

    static var exchanges: [HTTPExchange] {
        var failed = exchange(0, "POST", "https://queue.fal.run/fal-ai/flux/dev")
        failed.requestBody = .init(text: "{\"prompt\":\"A red \u{1B}[2J fox\"}", bytes: 24)
        failed.status = 503
        failed.responseBody = .init(text: "{\"detail\":\"later\"}", bytes: 18)
        var submit = exchange(
            1, attempt: 1, "POST", "https://api.replicate.com/v1/models/black-forest-labs/predictions")
        submit.requestBody = .init(text: "{\"input\":{\"prompt\":\"A red fox\"}}", bytes: 34)
        submit.status = 201
        submit.responseBody = .init(text: (0..<30).map { "line \($0)" }.joined(separator: "\n"), bytes: 230)
        var poll = exchange(2, attempt: 1, "GET", "https://api.replicate.com/v1/predictions/ufawqhfynnddngldkgtslldrkq")
        poll.status = 200
        poll.skipped = 41
        var file = exchange(3, attempt: 1, "GET", "https://replicate.delivery/xezq/out-0.webp")
        file.status = 200
        file.responseBody = .init(text: "[image/webp, 48213 bytes]", bytes: 48_213, isBroken: true)
        file.failure = EaselError(.timeout, "replicate.delivery did not answer in time.")
        return [failed, submit, poll, file]
    }

    private static func exchange(_ number: Int, attempt: Int = 0, _ method: String, _ url: String) -> HTTPExchange {
        var exchange = HTTPExchange(number: number, attempt: attempt, sentAt: Scene.now, method: method, url: url)
        exchange.requestHeaders = [.init(name: "Authorization", value: "Key •••")]
        exchange.responseHeaders = [.init(name: "Content-Type", value: "application/json")]
        (exchange.headMilliseconds, exchange.milliseconds) = (300, 312)
        return exchange
    }

    static var facets: HistoryFacets {
        var facets = HistoryFacets()
        (facets.total, facets.starred, facets.trashed, facets.sandbox) = (40, 10, 2, 4)
        facets.modalities = [.init("image", 14), .init("text", 13)]
        facets.statuses = [.init("succeeded", 34), .init("failed", 6)]
        facets.providers = [.init("fal", 27), .init("openrouter", 13)]
        facets.tags = [.init("sea", 6), .init("blue hour", 6)]
        facets.models = [.init("fal-ai/flux/dev", 14)]
        return facets
    }
}
