public import EaselCore

/// Runs comparisons on the engine: every target is one generation of the `JobRunner`, under its limits and its budget.
///
/// Nothing here holds a task: generations belong to the runner, and what binds them to their seats is in the store before
/// they are sent. So panes are independent, and a comparison outlives the process that began it.
public struct ComparisonRunner: Sendable {
    public let runner: JobRunner
    public let store: any ComparisonStore

    public init(_ runner: JobRunner, store: any ComparisonStore) {
        self.runner = runner
        self.store = store
    }

    var history: any HistoryStore { runner.environment.history }

    /// Keeps the comparison, then starts all its generations at once.
    ///
    /// A target that is refused is noted with its seat and holds nobody else. Throws `.invalidRequest` for an order that makes
    /// no sense, `.quota` when the cap would be passed, what the first target was refused for when all were, and `.storage`;
    /// nothing was sent then.
    ///
    /// - Parameters:
    ///   - cap: takes the place of the order's own cap; whoever owns it settles.
    ///   - kept: told who answers in which seat before anything is sent: before the first event of any of them.
    public func start(
        _ order: ComparisonOrder, within cap: BatchBudget? = nil, kept: @Sendable (Comparison) -> Void = { _ in }
    ) async throws(EaselError) -> Comparison {
        let outlook = try await outlook(of: order)
        if let first = outlook.targets.first?.refusal, outlook.targets.allSatisfy({ $0.refusal != nil }) { throw first }
        try outlook.check(order)
        var order = order
        for target in outlook.targets { order.targets[target.slot].reference = target.reference }
        var comparison = Comparison(order, at: runner.environment.now())
        comparison.members = comparison.seats.map { seat in
            ComparisonMember(seat, .new(), refusal: outlook.targets[seat.slot].refusal)
        }
        try await store.keep(comparison)
        kept(comparison)
        let cap = cap ?? order.capUSD.map { BatchBudget(limit: $0) }
        try await send(comparison.members.filter { $0.refusal == nil }, of: order, within: cap)
        return try await stored(order.id)
    }

    /// Stops the generation of one seat and tells its provider; the others go on.
    public func cancel(_ seat: ComparisonSeat, of id: ComparisonID) async throws(EaselError) -> GenerationRecord {
        try await runner.cancel(try await member(seat, of: id).generation)
    }

    /// Asks one target again; what it answered before stays in history. Throws `.invalidRequest` while it is at work.
    ///
    /// - Parameter kept: told who answers in the seat now, before anything is sent.
    public func retry(
        _ seat: ComparisonSeat, of id: ComparisonID, isConfirmed: Bool = false,
        kept: @Sendable (Comparison) -> Void = { _ in }
    ) async throws(EaselError) -> Comparison {
        let comparison = try await stored(id)
        let old = try await member(seat, of: id)
        if let record = try await history.record(old.generation), !record.status.isFinished {
            throw EaselError(
                .invalidRequest, "\(record.target) is still at work.", remedy: "Cancel it first, or wait.")
        }
        try await sendAgain([seat], of: comparison, isConfirmed, kept: kept)
        return try await stored(id)
    }

    /// Goes on with a comparison whose process ended: jobs are followed, and what was certainly never sent is sent.
    ///
    /// A request that may have been accepted is never sent again. Returns the comparison as it stands.
    ///
    /// - Parameters:
    ///   - sendsUnsent: false to follow what was sent, and no more.
    ///   - kept: told who answers in which seat, before anything is sent.
    public func resume(
        _ id: ComparisonID, isConfirmed: Bool = false, sendsUnsent: Bool = true,
        kept: @Sendable (Comparison) -> Void = { _ in }
    ) async throws(EaselError) -> Comparison {
        let comparison = try await stored(id)
        for member in comparison.members {
            guard let record = try await history.record(member.generation), !record.status.isFinished else { continue }
            do throws(EaselError) { _ = try await runner.resume(record) } catch  where error.kind != .storage {
                continue
            }
        }
        guard sendsUnsent else { return comparison }
        let left = try await unsent(of: comparison)
        var order = comparison.orderAgain(id: id)
        order.isConfirmed = isConfirmed
        kept(comparison)
        try await send(left.assigned, of: order)
        try await sendAgain(left.lost, of: comparison, isConfirmed, kept: kept)
        return try await stored(id)
    }

    /// Seats whose request certainly never left, because a process ended before.
    public func unsentSeats(of id: ComparisonID) async throws(EaselError) -> [ComparisonSeat] {
        let left = try await unsent(of: stored(id))
        return left.assigned.map(\.seat) + left.lost
    }

    /// Members that have no row, and seats whose row was closed before anything was sent.
    private func unsent(
        of comparison: Comparison
    ) async throws(EaselError) -> (assigned: [ComparisonMember], lost: [ComparisonSeat]) {
        var (assigned, lost): ([ComparisonMember], [ComparisonSeat]) = ([], [])
        for member in comparison.members where member.refusal == nil {
            guard let record = try await history.record(member.generation) else {
                assigned.append(member)
                continue
            }
            if record.wasNeverSent { lost.append(member.seat) }
        }
        return (assigned, lost)
    }

    /// The comparison with what is known of its members.
    public func board(of id: ComparisonID) async throws(EaselError) -> ComparisonBoard {
        let comparison = try await stored(id)
        var board = ComparisonBoard(comparison)
        for member in comparison.members {
            if let record = try await history.record(member.generation) { board.take(record) }
        }
        return board
    }

    /// Waits until every generation of this process has ended, and returns how the comparison stands.
    public func results(of id: ComparisonID) async throws(EaselError) -> ComparisonBoard {
        for member in try await stored(id).members { _ = await runner.result(of: member.generation) }
        return try await board(of: id)
    }

    func stored(_ id: ComparisonID) async throws(EaselError) -> Comparison {
        guard let comparison = try await store.comparison(id) else {
            throw EaselError(
                .invalidRequest, "There is no comparison \(id.short).", remedy: "`easel compare list` shows them.")
        }
        return comparison
    }

    private func member(_ seat: ComparisonSeat, of id: ComparisonID) async throws(EaselError) -> ComparisonMember {
        guard let member = try await stored(id).member(seat) else {
            throw EaselError(.invalidRequest, "The comparison \(id.short) has no such target.")
        }
        return member
    }

    private func sendAgain(
        _ seats: [ComparisonSeat], of comparison: Comparison, _ isConfirmed: Bool,
        kept: @Sendable (Comparison) -> Void = { _ in }
    ) async throws(EaselError) {
        var members: [ComparisonMember] = []
        for seat in seats {
            let member = ComparisonMember(seat, .new())
            try await store.assign(member.generation, to: seat, of: comparison.id)
            members.append(member)
        }
        var order = comparison.orderAgain(id: comparison.id)
        order.isConfirmed = isConfirmed
        kept(try await stored(comparison.id))
        try await send(members, of: order)
    }

    /// Starts all at once: a target that takes its time to be looked up holds nobody else. Refusals are noted.
    private func send(
        _ members: [ComparisonMember], of order: ComparisonOrder, within cap: BatchBudget? = nil
    ) async throws(EaselError) {
        let failures = await withTaskGroup(of: EaselError?.self) { group in
            for member in members { group.addTask { await start(member, of: order, within: cap) } }
            return await group.reduce(into: []) { list, failure in failure.map { list.append($0) } }
        }
        if let failure = failures.first { throw failure }
    }

    /// Returns what kept the refusal from being noted.
    private func start(
        _ member: ComparisonMember, of order: ComparisonOrder, within cap: BatchBudget?
    ) async -> EaselError? {
        do throws(EaselError) {
            try await runner.start(order.generation(member.generation, at: member.seat.slot), within: cap)
            return nil
        } catch {
            let refusal = error
            do throws(EaselError) {
                try await store.note(refusal, of: member.generation, in: order.id)
                return nil
            } catch {
                return error
            }
        }
    }
}

extension GenerationRecord {
    /// Closed by somebody who found that its process ended before anything was sent.
    var wasNeverSent: Bool {
        status == .failed && remoteJob == nil && sentAt == nil && attempts.isEmpty && text == nil
            && error?.kind == .unavailable && error?.mayHaveBeenAccepted == false
    }
}
