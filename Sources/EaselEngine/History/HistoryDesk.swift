public import EaselCore
public import Foundation

/// What a person does with the history, for the command line and the screen alike. It answers; it asks nobody.
public struct HistoryDesk: Sendable {
    let history: any HistoryStore
    /// Finding and judging, for what needs no more than that.
    public let curation: any HistoryCuration
    let shelf: any MediaShelf
    private let exchangeStore: (any ExchangeStore)?
    let runner: JobRunner
    let now: @Sendable () -> Date

    public init(
        history: any HistoryStore, curation: any HistoryCuration, shelf: any MediaShelf, runner: JobRunner,
        exchanges: (any ExchangeStore)? = nil, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.history = history
        self.curation = curation
        self.shelf = shelf
        self.runner = runner
        self.exchangeStore = exchanges
        self.now = now
    }

    /// Applies a change to all or to none.
    public func change(_ ids: [JobID], _ change: CurationChange) async throws(EaselError) -> HistoryUndo {
        HistoryUndo(change: change, before: try await curation.curate(ids, change, at: now()))
    }

    /// Takes a change back, whatever happened since.
    public func undo(_ undo: HistoryUndo) async throws(EaselError) { try await curation.put(undo.before) }

    /// As many entries as are wanted, however many pages with how much work that takes. Only `limit` entries are held.
    public func list(_ request: HistoryRequest, upTo limit: Int) async throws(EaselError) -> HistoryListing {
        var page = request
        var result = HistoryListing(entries: [])
        repeat {
            page.limit = min(limit - result.entries.count, 1000)
            let next = try await curation.list(page)
            result.entries = page.isBackward ? next.entries + result.entries : result.entries + next.entries
            result.next = next.next
            result.isSortBounded = next.isSortBounded
            page.after = next.next
            if Task.isCancelled { throw .cancelled }
        } while result.next != nil && result.entries.count < limit
        return result
    }

    /// Hands over every entry, a page in memory at a time.
    public func each(
        _ filter: HistoryFilter, sort: HistorySort = .newest,
        _ work: (HistoryEntry) async throws(EaselError) -> Void
    ) async throws(EaselError) {
        var request = HistoryRequest(filter, sort: sort, limit: 200)
        repeat {
            let page = try await curation.list(request)
            for entry in page.entries { try await work(entry) }
            request.after = page.next
            if Task.isCancelled { throw .cancelled }
        } while request.after != nil
    }

    /// What was exchanged with providers for a generation, in the order of sending.
    public func exchanges(of id: JobID) async throws(EaselError) -> [HTTPExchange] {
        try await exchangeStore?.exchanges(of: id) ?? []
    }

    /// Forgets generations for good.
    ///
    /// - Parameter deletesFiles: also delete their files, those only that no other generation has and that lie in the media
    ///   folder with the content that history knows.
    public func purge(_ ids: [JobID], deletesFiles: Bool) async throws(EaselError) -> PurgeReport {
        var report = PurgeReport()
        for start in stride(from: 0, to: ids.count, by: 200) {
            let rows = try await curation.purge(Array(ids[start..<min(start + 200, ids.count)]))
            report.purged += rows.ids
            report.unfinished += rows.kept
            for asset in rows.files {
                guard deletesFiles else {
                    report.keptFiles.append(asset.path)
                    continue
                }
                do throws(EaselError) {
                    if try await shelf.remove(asset) { report.deletedFiles.append(asset.path) }
                } catch {
                    report.keptFiles.append(asset.path)
                    report.problems.append(error)
                }
            }
        }
        return report
    }

    /// The same again, as a new generation: draft, target and all. What the gate or the budget refuses is thrown.
    public func rerun(_ id: JobID) async throws(EaselError) -> GenerationRecord {
        try await runner.start(try await order(again: id))
    }

    /// The order that runs a generation again exactly.
    public func order(again id: JobID) async throws(EaselError) -> GenerationOrder {
        let record = try await known(id)
        return GenerationOrder(draft: record.draft, target: record.target, allowsUnknownModel: true)
    }

    func known(_ id: JobID) async throws(EaselError) -> GenerationRecord {
        guard let record = try await history.record(id) else {
            throw EaselError(
                .invalidRequest, "The history has no generation \(id.short).",
                remedy: "`easel history list` shows what it has.")
        }
        return record
    }
}

/// What takes a change back.
public struct HistoryUndo: Hashable, Sendable {
    public var change: CurationChange
    public var before: [JobID: Curation]

    public init(change: CurationChange, before: [JobID: Curation]) {
        self.change = change
        self.before = before
    }

    /// How many generations were changed.
    public var count: Int { before.count }
}

/// What a purge did.
public struct PurgeReport: Sendable {
    public var purged: [JobID] = []
    /// Not finished, so still there.
    public var unfinished: [JobID] = []
    public var deletedFiles: [String] = []
    /// Files that nobody names any more and that are still there.
    public var keptFiles: [String] = []
    /// Why files could not be deleted.
    public var problems: [EaselError] = []
}
