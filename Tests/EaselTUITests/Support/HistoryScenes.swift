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
