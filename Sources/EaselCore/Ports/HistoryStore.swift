public import Foundation

/// Where generations are remembered. Each write is one transaction and durable when it returns.
public protocol HistoryStore: Sendable {
    /// Opens the row, before anything is sent, unless a cap would be passed; and takes it for one process, in one step: no
    /// other process ever sees it unowned. Throws `.quota` for a cap; nothing is written then.
    func open(_ record: GenerationRecord, as lease: RowLease?, within caps: [BudgetCap]) async throws(EaselError)
    /// Keeps how far the present request has come. A process that is killed afterwards leaves this behind; a power cut may
    /// take it away.
    func note(_ step: SendingStep, of id: JobID, at date: Date) async throws(EaselError)
    /// Keeps that another target takes over, before anything is sent to it: provider, model, warnings, usage, attempts.
    func retarget(_ record: GenerationRecord) async throws(EaselError)
    /// Keeps a remote job, before the first poll.
    func accept(_ job: RemoteJob, for id: JobID) async throws(EaselError)
    /// Gives a job that was found at its provider to a row that lost its answer, and takes the row for a process until a
    /// time. Also reopens a row that was closed as of unknown fate.
    ///
    /// False when the row has ended otherwise or has a job, or when another row has this one: a job belongs to one row.
    func adopt(_ job: RemoteJob, for id: JobID, owner: String, until: Date) async throws(EaselError) -> Bool
    /// Which of these jobs of a provider belong to rows.
    func known(_ jobs: [String], at provider: ProviderID) async throws(EaselError) -> Set<String>
    /// Keeps what a provider told of an unfinished job.
    func keep(_ progress: JobProgress, for id: JobID) async throws(EaselError)
    /// Keeps the text so far, so that a crash does not lose it.
    func checkpoint(_ text: String, for id: JobID) async throws(EaselError)
    /// Keeps a file; the file is in place already.
    func add(_ asset: Asset, to id: JobID) async throws(EaselError)
    /// Closes the row with its final status, text, warnings, usage, attempts, timing and error. Assets are kept by `add`.
    ///
    /// A row that is closed already stays as it is: the first to close wins.
    func close(_ record: GenerationRecord) async throws(EaselError)

    func record(_ id: JobID) async throws(EaselError) -> GenerationRecord?
    /// Records whose id begins or ends with the text, newest first, at most `limit`: people type short ids.
    func records(matchingID text: String, limit: Int) async throws(EaselError) -> [GenerationRecord]
    func page(_ query: HistoryQuery) async throws(EaselError) -> HistoryPage
    /// The conversation that ends with a turn, oldest first: that record and the turns before it, at most `limit` records.
    /// Empty when there is no such record; it begins late where an earlier turn has left the history.
    func conversation(endingAt id: JobID, limit: Int) async throws(EaselError) -> [GenerationRecord]
    /// What went on from a record, oldest first, at most `limit` records.
    func children(of id: JobID, limit: Int) async throws(EaselError) -> [GenerationRecord]
    /// Rows that are neither succeeded, failed nor cancelled, oldest first.
    func unfinished() async throws(EaselError) -> [GenerationRecord]
    /// What was spent since a time, which is taken down to the quarter of an hour; rows of the sandbox do not count. A row
    /// counts from its opening on, with its estimate until its cost is known.
    func spending(since date: Date) async throws(EaselError) -> Spending
    /// Puts another estimate into an open row unless a cap would be passed. Throws `.quota`; nothing is changed then.
    func reserve(_ costUSD: Double?, for id: JobID, within caps: [BudgetCap]) async throws(EaselError)

    /// Takes an unfinished row for one process until a time, so that two processes never follow the same job.
    /// False when another owner holds it and its time has not run out.
    func claim(_ id: JobID, owner: String, until: Date) async throws(EaselError) -> Bool
    /// Who holds a row, nil when nobody does; a claim that ran out still names its owner.
    func owner(of id: JobID) async throws(EaselError) -> String?
    /// Gives a row back before its time.
    func release(_ id: JobID, owner: String) async throws(EaselError)
}

extension HistoryStore {
    /// Opens a row that nobody holds.
    public func open(_ record: GenerationRecord) async throws(EaselError) {
        try await open(record, as: nil, within: [])
    }

    public func conversation(endingAt id: JobID, limit: Int) async throws(EaselError) -> [GenerationRecord] {
        var turns: [GenerationRecord] = []
        var next: JobID? = id
        while turns.count < limit, let wanted = next, let turn = try await record(wanted) {
            turns.append(turn)
            next = turn.earlierTurn
        }
        return turns.reversed()
    }

    public func reserve(_ costUSD: Double?, for id: JobID, within caps: [BudgetCap]) async throws(EaselError) {
        try await check(costUSD, replacing: record(id)?.usage.costUSD, caps)
    }

    private func check(_ cost: Double?, replacing old: Double?, _ caps: [BudgetCap]) async throws(EaselError) {
        for cap in caps {
            let spent = try await spending(since: cap.since).knownUSD - (old ?? 0)
            guard cap.allows(cost, after: spent) else { throw cap.refusal(of: cost, after: spent) }
        }
    }
}

/// For how long a row belongs to a process.
public struct RowLease: Hashable, Sendable {
    /// Names the process.
    public var owner: String
    public var until: Date

    public init(owner: String, until: Date) {
        self.owner = owner
        self.until = until
    }
}

/// Which rows of the history are wanted, newest first.
public struct HistoryQuery: Hashable, Sendable {
    /// Words to find in prompts and answers; empty finds all.
    public var search: String
    public var modality: Modality?
    public var provider: ProviderID?
    public var status: GenerationStatus?
    /// Rows older than this one, for the next page.
    public var before: JobID?
    public var limit: Int

    public init(
        search: String = "", modality: Modality? = nil, provider: ProviderID? = nil, status: GenerationStatus? = nil,
        before: JobID? = nil, limit: Int = 50
    ) {
        self.search = search
        self.modality = modality
        self.provider = provider
        self.status = status
        self.before = before
        self.limit = limit
    }
}

/// A page of the history.
public struct HistoryPage: Hashable, Sendable {
    public var records: [GenerationRecord]
    /// Where the next page begins, nil when this is the last.
    public var next: JobID?

    public init(records: [GenerationRecord], next: JobID?) {
        self.records = records
        self.next = next
    }
}
