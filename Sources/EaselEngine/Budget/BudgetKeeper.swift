import EaselCore
import Foundation
import Synchronization

/// Holds a process to its budget: asks history what was spent, and remembers what is on its way.
final class BudgetKeeper: Sendable {
    private let budget: Budget
    private let history: any HistoryStore
    private let now: @Sendable () -> Date
    private let session = Mutex(SessionLedger())

    init(_ environment: EngineEnvironment) {
        budget = environment.budget
        history = environment.history
        now = environment.now
    }

    /// What this process has spent, running generations with their estimates.
    var sessionSpending: Spending { session.withLock { $0.spending } }

    /// What has to be asked before the order may start. Throws `.quota` when it may not start at all.
    func question(about prepared: PreparedOrder) async throws(EaselError) -> BudgetQuestion? {
        guard budget.limits.isSet, !prepared.provider.isSandbox else { return nil }
        if let refusal = budget.refusal(of: prepared.estimate) { throw refusal }
        for cap in budget.caps(at: now()) {
            let spent = try await history.spending(since: cap.since).knownUSD
            let cost = prepared.estimate?.dollars
            guard cap.allows(cost, after: spent) else { throw cap.refusal(of: cost, after: spent) }
        }
        return try await question(about: prepared.estimate, replacing: 0)
    }

    /// Opens the row if the budget allows it, and sets its cost aside. Throws `.quota`; nothing is written then.
    func open(
        _ record: GenerationRecord, for prepared: PreparedOrder, as lease: RowLease
    ) async throws(EaselError) {
        guard !prepared.provider.isSandbox else { return try await history.open(record, as: lease, within: []) }
        if let refusal = budget.refusal(of: prepared.estimate) { throw refusal }
        if !prepared.order.isConfirmed, let question = try await question(about: prepared.estimate, replacing: 0) {
            throw question.refusal
        }
        session.withLock { $0.reserve(prepared.estimate?.dollars, for: record.id) }
        do {
            try await history.open(record, as: lease, within: budget.caps(at: now()))
        } catch {
            session.withLock { $0.release(record.id) }
            throw error
        }
    }

    /// Sets the cost of another target aside in place of the present one's. Throws `.quota`; nothing is changed then.
    func move(_ record: GenerationRecord, to next: PreparedOrder) async throws(EaselError) {
        guard budget.limits.isSet, !next.provider.isSandbox else { return }
        if let refusal = budget.refusal(of: next.estimate) { throw refusal }
        let old = record.isSandbox ? nil : record.usage.costUSD
        if !next.order.isConfirmed, let question = try await question(about: next.estimate, replacing: old ?? 0) {
            throw question.refusal
        }
        let caps = budget.caps(at: now())
        if !caps.isEmpty { try await history.reserve(next.estimate?.dollars, for: record.id, within: caps) }
        session.withLock { $0.reserve(next.estimate?.dollars, for: record.id) }
    }

    /// What a record should warn of: a limit is set, and this request's cost is not known.
    func warnings(for prepared: PreparedOrder) -> [GenerationWarning] {
        guard budget.limits.isSet, !prepared.provider.isSandbox, prepared.estimate == nil else { return [] }
        return [GenerationWarning(.other, "What it costs is not known beforehand: the budget cannot hold it back.")]
    }

    /// A generation has ended.
    func settle(_ record: GenerationRecord) {
        session.withLock { session in
            let isFree = record.usage.costUSD == nil && record.status != .succeeded && !record.mayBeCharged
            if record.isSandbox || isFree {
                session.release(record.id)
            } else {
                session.settle(record.id, record.usage.costUSD)
            }
        }
    }

    private func question(about estimate: CostEstimate?, replacing old: Double) async throws(EaselError)
        -> BudgetQuestion?
    {
        var spent = 0.0
        if let soft = budget.softCap(at: now()) { spent = try await history.spending(since: soft.since).knownUSD - old }
        return budget.question(about: estimate, spent: spent, at: now())
    }
}

extension GenerationRecord {
    /// It did not succeed, and may have to be paid for all the same.
    fileprivate var mayBeCharged: Bool {
        !status.isFinished || text != nil || error?.mayHaveBeenAccepted == true
            || cancelReply.map { $0 != .removed } ?? false
    }
}
