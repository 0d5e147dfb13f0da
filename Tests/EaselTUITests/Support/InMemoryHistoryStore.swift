import EaselCore
import Foundation

/// A history in memory, with the promises of the port: newest first, keyset pages, the first to close wins.
actor InMemoryHistoryStore: HistoryStore {
    private(set) var rows: [JobID: GenerationRecord] = [:]
    private var owners: [JobID: String] = [:]
    private var failure: EaselError?

    init(_ records: [GenerationRecord] = []) {
        for record in records { rows[record.id] = record }
    }

    /// Makes every read fail from now on.
    func fail(with error: EaselError?) { failure = error }

    func open(_ record: GenerationRecord, as lease: RowLease?, within caps: [BudgetCap]) async throws(EaselError) {
        rows[record.id] = record
        owners[record.id] = lease?.owner
    }

    func note(_ step: SendingStep, of id: JobID, at date: Date) async throws(EaselError) {
        let sent = rows[id]?.sentAt
        rows[id]?.sentAt = step == .waiting ? nil : sent ?? date
    }

    func adopt(_ job: RemoteJob, for id: JobID, owner: String, until: Date) async throws(EaselError) -> Bool { false }

    func known(_ jobs: [String], at provider: ProviderID) async throws(EaselError) -> Set<String> { [] }

    func keep(_ progress: JobProgress, for id: JobID) async throws(EaselError) { rows[id]?.progress = progress }

    func retarget(_ record: GenerationRecord) async throws(EaselError) {
        rows[record.id]?.provider = record.provider
        rows[record.id]?.model = record.model
    }

    func accept(_ job: RemoteJob, for id: JobID) async throws(EaselError) {
        rows[id]?.remoteJob = job
        rows[id]?.status = .accepted
    }

    func checkpoint(_ text: String, for id: JobID) async throws(EaselError) { rows[id]?.text = text }

    func add(_ asset: Asset, to id: JobID) async throws(EaselError) { rows[id]?.assets.append(asset) }

    func close(_ record: GenerationRecord) async throws(EaselError) {
        guard rows[record.id]?.status.isFinished != true else { return }
        let assets = rows[record.id]?.assets ?? []
        rows[record.id] = record
        rows[record.id]?.assets = assets
    }

    func record(_ id: JobID) async throws(EaselError) -> GenerationRecord? { rows[id] }

    func records(matchingID text: String, limit: Int) async throws(EaselError) -> [GenerationRecord] {
        Array(sorted.filter { $0.id.rawValue.hasPrefix(text) || $0.id.rawValue.hasSuffix(text) }.prefix(limit))
    }

    func page(_ query: HistoryQuery) async throws(EaselError) -> HistoryPage {
        if let failure { throw failure }
        let words = query.search.lowercased().split(separator: " ")
        let found = sorted.filter { record in
            let text = (record.draft.prompt + " " + (record.text ?? "")).lowercased()
            return words.allSatisfy { text.contains($0) }
                && query.modality ?? record.draft.modality == record.draft.modality
                && query.status ?? record.status == record.status
                && query.provider ?? record.provider == record.provider
                && query.before.map { record.id < $0 } ?? true
        }
        let page = Array(found.prefix(query.limit))
        return HistoryPage(records: page, next: found.count > query.limit ? page.last?.id : nil)
    }

    func children(of id: JobID, limit: Int) async throws(EaselError) -> [GenerationRecord] {
        Array(sorted.reversed().filter { $0.draft.lineage?.parent == id }.prefix(limit))
    }

    func unfinished() async throws(EaselError) -> [GenerationRecord] {
        sorted.reversed().filter { !$0.status.isFinished }
    }

    func spending(since date: Date) async throws(EaselError) -> Spending {
        rows.values.filter { $0.createdAt >= date && !$0.isSandbox }.reduce(into: Spending()) {
            $0.add($1.usage.costUSD)
        }
    }

    func claim(_ id: JobID, owner: String, until: Date) async throws(EaselError) -> Bool {
        if let holder = owners[id], holder != owner { return false }
        owners[id] = owner
        return true
    }

    func owner(of id: JobID) async throws(EaselError) -> String? { owners[id] }

    func release(_ id: JobID, owner: String) async throws(EaselError) { owners[id] = nil }

    private var sorted: [GenerationRecord] { rows.values.sorted { $0.id > $1.id } }
}
