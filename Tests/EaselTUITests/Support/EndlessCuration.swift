import EaselCore
import Foundation
import Synchronization

@testable import EaselTUI

/// A history of as many rows as a test wants, made up as they are asked for, that counts what is asked of it.
final class EndlessCuration: HistoryCuration {
    struct Asked {
        var lists = 0
        var jumps = 0
        var counts = 0
        /// Rows that were handed over.
        var rows = 0
        var mostRows = 0
    }

    let count: Int
    private let state = Mutex(Asked())

    init(count: Int) { self.count = count }

    var asked: Asked { state.withLock { $0 } }

    /// The generation at a place, newest first.
    func entry(at place: Int) -> HistoryEntry {
        let date = Scene.now.addingTimeInterval(-Double(place) * 60)
        var record = GenerationRecord(
            id: JobID.lowest(at: date), createdAt: date,
            draft: GenerationDraft(modality: .text, prompt: "Row \(place)"), provider: "openrouter",
            model: "openai/gpt-4o-mini", isSandbox: false)
        record.status = .succeeded
        record.text = "Answer \(place)"
        return HistoryEntry(record: record)
    }

    private func place(of id: JobID) -> Int {
        // Version 7 ids begin with milliseconds.
        let hex = id.rawValue.filter { $0 != "-" }.prefix(12)
        let date = Double(UInt64(hex, radix: 16) ?? 0) / 1000
        return Int(((Scene.now.timeIntervalSince1970 - date) / 60).rounded())
    }

    func list(_ request: HistoryRequest) async throws(EaselError) -> HistoryListing {
        let isReversed = request.sort == .oldest
        let at = request.after.map { place(of: $0.id) }
        var places: [Int]
        let towardsOld = isReversed == request.isBackward
        if towardsOld {
            let first = at.map { $0 + 1 } ?? 0
            places = Array(first..<max(first, min(count, first + request.limit)))
        } else {
            let end = at ?? count
            places = Array(max(0, end - request.limit)..<end)
        }
        let isAtEnd = towardsOld ? (places.last ?? count) >= count - 1 : (places.first ?? 0) <= 0
        if isReversed { places.reverse() }
        let entries = places.map(entry(at:))
        state.withLock { asked in
            asked.lists += 1
            asked.rows += entries.count
            asked.mostRows = max(asked.mostRows, entries.count)
        }
        let edge = request.isBackward ? entries.first : entries.last
        return HistoryListing(
            entries: entries, next: isAtEnd ? nil : edge.map { HistoryCursor($0, request.sort) })
    }

    func count(_ filter: HistoryFilter) async throws(EaselError) -> HistoryCount {
        state.withLock { $0.counts += 1 }
        return HistoryCount(count)
    }

    func cursor(at fraction: Double, of request: HistoryRequest) async throws(EaselError) -> HistoryCursor? {
        state.withLock { $0.jumps += 1 }
        let share = request.sort == .oldest ? 1 - fraction : fraction
        let place = Int(share * Double(count)) - 1
        return place < 0 ? nil : HistoryCursor(entry(at: min(place, count - 1)), request.sort)
    }

    func versionOfOthers() async throws(EaselError) -> Int { 0 }

    func fraction(of id: JobID) async throws(EaselError) -> Double { Double(place(of: id)) / Double(count) }

    func entry(_ id: JobID) async throws(EaselError) -> HistoryEntry? {
        let place = place(of: id)
        return (0..<count).contains(place) ? entry(at: place) : nil
    }

    func facets() async throws(EaselError) -> HistoryFacets { HistoryFacets() }
    func curate(
        _ ids: [JobID], _ change: CurationChange, at date: Date
    ) async throws(EaselError) -> [JobID: Curation] { [:] }
    func put(_ curations: [JobID: Curation]) async throws(EaselError) {}
    func purge(_ ids: [JobID]) async throws(EaselError) -> PurgedRows { PurgedRows() }
    func trashed(before date: Date, limit: Int) async throws(EaselError) -> [JobID] { [] }
    func savedFilters() async throws(EaselError) -> [SavedFilter] { [] }
    func save(_ filter: SavedFilter) async throws(EaselError) {}
    func removeFilter(named name: String) async throws(EaselError) {}
    func note(_ findings: [AssetFinding], at date: Date) async throws(EaselError) {}
    func findings(of id: JobID) async throws(EaselError) -> [AssetFinding] { [] }
    func files(withSHA256 digest: String, limit: Int) async throws(EaselError) -> [IndexedFile] { [] }
    func adopt(_ entry: HistoryEntry) async throws(EaselError) -> Bool { false }
}

extension App.State {
    /// Answers what the list asks of a history, until it asks for nothing more. Returns how many answers that took.
    @discardableResult
    mutating func answer(_ effects: [Effect], from curation: any HistoryCuration) async throws -> Int {
        var open = effects
        var answers = 0
        while !open.isEmpty {
            guard case .history(let effect) = open.removeFirst() else { continue }
            let message: HistoryScreen.Message
            switch effect {
            case .list(let request, let serial): message = .listed(try await curation.list(request), serial: serial)
            case .jump(var request, let fraction, let serial):
                request.after = try await curation.cursor(at: fraction, of: request)
                message = .landed(try await curation.list(request), fraction: fraction, serial: serial)
            case .land(let request, let serial):
                let page = try await curation.list(request)
                var fraction = 1.0
                if let first = page.entries.first { fraction = try await curation.fraction(of: first.id) }
                message = .landed(page, fraction: request.sort == .oldest ? 1 - fraction : fraction, serial: serial)
            case .count(let filter, let serial): message = .counted(try await curation.count(filter), serial: serial)
            case .loadDetail(let id, _):
                guard let entry = try await curation.entry(id) else { continue }
                message = .detailLoaded(.init(entry))
            default: continue
            }
            answers += 1
            guard answers < 50 else { break }
            open += App.update(&self, .history(message))
        }
        return answers
    }
}
