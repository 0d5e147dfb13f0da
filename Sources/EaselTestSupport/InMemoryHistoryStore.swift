public import EaselCore
public import Foundation
import Synchronization

/// A history that is forgotten with the test. It keeps the rules of the port, and notes each write in the journal when it
/// is durable: `history.accept`.
public final class InMemoryHistoryStore: HistoryStore {
    /// The writes and reads that a hook can hold up or refuse.
    public enum Operation: String, Sendable {
        case open, note, adopt, keep, retarget, accept, checkpoint, add, close, claim, release, owner, record,
            unfinished
    }

    public typealias Hook = @Sendable (Operation, JobID?) async throws(EaselError) -> Void

    private struct Row {
        var record: GenerationRecord
        var owner: String?
        var expiry = Date.distantPast
    }

    private struct State {
        var rows: [JobID: Row] = [:]
        var hook: Hook?
    }

    private let state = Mutex(State())
    private let journal: CallJournal
    private let now: @Sendable () -> Date

    public init(_ journal: CallJournal, now: @escaping @Sendable () -> Date) {
        self.journal = journal
        self.now = now
    }

    /// A store that nobody takes notes of, with what an earlier process left.
    public convenience init(_ records: [GenerationRecord] = []) {
        self.init(CallJournal { _ in }, now: { Date() })
        for record in records { put(record) }
    }

    /// All rows as they stand, the newest first.
    public var records: [GenerationRecord] { all.sorted { $0.id > $1.id } }

    /// Runs before each operation takes effect; what it throws, the operation throws.
    public func before(_ hook: Hook?) { state.withLock { $0.hook = hook } }

    /// Puts a row there as an earlier process left it.
    public func put(_ record: GenerationRecord, owner: String? = nil, until: Date = .distantPast) {
        state.withLock { $0.rows[record.id] = Row(record: record, owner: owner, expiry: until) }
    }

    /// The row as it stands, nil when there is none.
    public func peek(_ id: JobID) -> GenerationRecord? { state.withLock { $0.rows[id]?.record } }

    /// Who holds the row, nil when nobody does.
    public func holder(_ id: JobID) -> String? { state.withLock { $0.rows[id]?.owner } }

    public func note(_ step: SendingStep, of id: JobID, at date: Date) async throws(EaselError) {
        try await run(.note, id)
        state.withLock { state in
            guard state.rows[id]?.record.status.isFinished == false else { return }
            switch step {
            case .waiting:
                state.rows[id]?.record.sentAt = nil
                state.rows[id]?.record.lostAt = nil
            case .sending:
                state.rows[id]?.record.sentAt = date
                state.rows[id]?.record.lostAt = nil
            case .lost: state.rows[id]?.record.lostAt = date
            }
        }
    }

    public func adopt(
        _ job: RemoteJob, for id: JobID, owner: String, until: Date
    ) async throws(EaselError) -> Bool {
        try await run(.adopt, id)
        return state.withLock { state in
            guard var row = state.rows[id], row.record.remoteJob == nil,
                row.record.status == .submitted || row.record.isOfUnknownFate,
                !state.rows.values.contains(where: { $0.record.remoteJob?.id == job.id })
            else { return false }
            row.record.remoteJob = job
            row.record.status = .accepted
            row.record.error = nil
            row.owner = owner
            row.expiry = until
            state.rows[id] = row
            return true
        }
    }

    public func known(_ jobs: [String], at provider: ProviderID) async throws(EaselError) -> Set<String> {
        Set(all.compactMap { $0.remoteJob?.provider == provider ? $0.remoteJob?.id : nil }).intersection(jobs)
    }

    public func keep(_ progress: JobProgress, for id: JobID) async throws(EaselError) {
        try await run(.keep, id)
        state.withLock { state in
            if state.rows[id]?.record.status.isFinished == false { state.rows[id]?.record.progress = progress }
        }
    }

    public func retarget(_ record: GenerationRecord) async throws(EaselError) {
        try await change(.retarget, record.id) { row in
            guard !row.record.status.isFinished else { return }
            row.record.provider = record.provider
            row.record.model = record.model
            row.record.isSandbox = record.isSandbox
            row.record.warnings = record.warnings
            row.record.usage = record.usage
            row.record.attempts = record.attempts
            row.record.sentAt = nil
            row.record.lostAt = nil
        }
    }

    public func accept(_ job: RemoteJob, for id: JobID) async throws(EaselError) {
        try await change(.accept, id) { row in
            row.record.remoteJob = job
            if row.record.status == .submitted { row.record.status = .accepted }
        }
    }

    public func checkpoint(_ text: String, for id: JobID) async throws(EaselError) {
        try await change(.checkpoint, id) { row in
            if !row.record.status.isFinished { row.record.text = text }
        }
    }

    public func add(_ asset: Asset, to id: JobID) async throws(EaselError) {
        try await change(.add, id) { row in
            row.record.assets.removeAll { $0.path == asset.path }
            row.record.assets.append(asset)
            row.record.assets.sort { ($0.index ?? .max) < ($1.index ?? .max) }
        }
    }

    public func close(_ record: GenerationRecord) async throws(EaselError) {
        try await change(.close, record.id) { row in
            guard !row.record.status.isFinished else { return }
            let assets = row.record.assets
            row = Row(record: record)
            row.record.assets = assets
        }
    }

    public func claim(_ id: JobID, owner: String, until: Date) async throws(EaselError) -> Bool {
        try await run(.claim, id)
        let now = now()
        let isTaken = state.withLock { state in
            guard let row = state.rows[id], !row.record.status.isFinished,
                row.owner == nil || row.owner == owner || row.expiry <= now
            else { return false }
            state.rows[id]?.owner = owner
            state.rows[id]?.expiry = until
            return true
        }
        journal.note(isTaken ? "history.claim" : "history.claim refused")
        return isTaken
    }

    public func release(_ id: JobID, owner: String) async throws(EaselError) {
        try await change(.release, id) { row in
            if row.owner == owner { row.owner = nil }
        }
    }

    public func owner(of id: JobID) async throws(EaselError) -> String? {
        try await run(.owner, id)
        return holder(id)
    }

    public func record(_ id: JobID) async throws(EaselError) -> GenerationRecord? {
        try await run(.record, id)
        return peek(id)
    }

    public func unfinished() async throws(EaselError) -> [GenerationRecord] {
        try await run(.unfinished, nil)
        return all.filter { !$0.status.isFinished }.sorted { $0.id < $1.id }
    }

    public func records(matchingID text: String, limit: Int) async throws(EaselError) -> [GenerationRecord] {
        let matches = all.filter { $0.id.rawValue.hasPrefix(text) || $0.id.rawValue.hasSuffix(text) }
        return Array(matches.sorted { $0.id > $1.id }.prefix(limit))
    }

    public func page(_ query: HistoryQuery) async throws(EaselError) -> HistoryPage {
        let matches = all.filter { record in
            (query.search.isEmpty
                || (record.draft.prompt + " " + (record.text ?? "")).localizedCaseInsensitiveContains(query.search))
                && (query.modality == nil || record.draft.modality == query.modality)
                && (query.provider == nil || record.provider == query.provider)
                && (query.status == nil || record.status == query.status)
                && (query.before.map { record.id < $0 } ?? true)
        }
        let page = Array(matches.sorted { $0.id > $1.id }.prefix(query.limit))
        return HistoryPage(records: page, next: page.count < matches.count ? page.last?.id : nil)
    }

    public func children(of id: JobID, limit: Int) async throws(EaselError) -> [GenerationRecord] {
        Array(all.filter { $0.draft.lineage?.parent == id }.sorted { $0.id < $1.id }.prefix(limit))
    }

    public func spending(since date: Date) async throws(EaselError) -> Spending {
        state.withLock { Self.spending($0.rows, since: date) }
    }

    public func open(
        _ record: GenerationRecord, as lease: RowLease?, within caps: [BudgetCap]
    ) async throws(EaselError) {
        try await run(.open, record.id)
        let problem: EaselError? = state.withLock { state in
            guard state.rows[record.id] == nil else {
                return EaselError(.storage, "The history has \(record.id) already.")
            }
            var row = Row(record: record)
            row.owner = lease?.owner
            row.expiry = lease?.until ?? .distantPast
            state.rows[record.id] = row
            guard let refusal = Self.refusal(state.rows, record, caps) else { return nil }
            state.rows[record.id] = nil
            return refusal
        }
        if let problem { throw problem }
        journal.note("history.open")
    }

    public func reserve(_ costUSD: Double?, for id: JobID, within caps: [BudgetCap]) async throws(EaselError) {
        let problem: EaselError? = state.withLock { state in
            guard var row = state.rows[id] else { return nil }
            row.record.usage.costUSD = costUSD
            guard let refusal = Self.refusal(state.rows, row.record, caps) else {
                state.rows[id] = row
                return nil
            }
            return refusal
        }
        if let problem { throw problem }
    }

    private static func spending(_ rows: [JobID: Row], since date: Date) -> Spending {
        rows.values.reduce(into: Spending()) { sum, row in
            if !row.record.isSandbox && row.record.createdAt >= date { sum.add(row.record.usage.costUSD) }
        }
    }

    private static func refusal(_ rows: [JobID: Row], _ record: GenerationRecord, _ caps: [BudgetCap]) -> EaselError? {
        guard !record.isSandbox else { return nil }
        let others = rows.filter { $0.key != record.id }
        for cap in caps {
            let spent = spending(others, since: cap.since).knownUSD
            if !cap.allows(record.usage.costUSD, after: spent) {
                return cap.refusal(of: record.usage.costUSD, after: spent)
            }
        }
        return nil
    }

    private var all: [GenerationRecord] { state.withLock { $0.rows.values.map(\.record) } }

    private func run(_ operation: Operation, _ id: JobID?) async throws(EaselError) {
        if let hook = state.withLock({ $0.hook }) { try await hook(operation, id) }
    }

    private func change(_ operation: Operation, _ id: JobID, _ change: @Sendable (inout Row) -> Void)
        async throws(EaselError)
    {
        try await run(operation, id)
        let isThere = state.withLock { state in
            guard var row = state.rows[id] else { return false }
            change(&row)
            state.rows[id] = row
            return true
        }
        guard isThere else { throw EaselError(.storage, "The history has no generation \(id).") }
        journal.note("history.\(operation.rawValue)")
    }
}
