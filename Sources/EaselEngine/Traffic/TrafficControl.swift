import EaselCore
import Foundation

/// Lets requests out to the providers as `TrafficBook` says: it keeps the waiting tasks, one timer, and the memory that other
/// processes share.
///
/// A request enters, tells how each try was answered, and leaves when its work has ended.
actor TrafficControl {
    private let now: @Sendable () -> Date
    private let uptime: @Sendable () -> Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let memory: any TrafficMemory
    private let epoch: Date
    private var book: TrafficBook
    private var waiters: [Int: CheckedContinuation<Result<Void, EaselError>, Never>] = [:]
    private var listeners: [Int: @Sendable (Date?) -> Void] = [:]
    private var timer: (time: Duration, task: Task<Void, Never>)?
    private var nextTicket = 0
    nonisolated let bell = ChangeBell()

    init(_ environment: EngineEnvironment) {
        now = environment.now
        uptime = environment.uptime
        sleep = environment.sleep
        memory = environment.trafficMemory
        epoch = environment.now().addingTimeInterval(-(environment.uptime() / .seconds(1)))
        book = TrafficBook(epoch: epoch, patience: environment.retries.deadline)
    }

    /// Waits until a request may go out, first come first served.
    ///
    /// Throws `cancelled` when the task is, `unavailable` while the circuit of the provider is open, `quota` until the day's
    /// allowance starts anew, and `rateLimited` for a pause that is longer than anybody waits. Every entry that returns has
    /// to be followed by one `note` or `noteSuccess`, and by one `leave`.
    ///
    /// - Parameters:
    ///   - tokens: what the request may take.
    ///   - onWait: told once per wait until when it lasts, nil when that depends on other requests.
    func enter(
        _ plan: LanePlan, tokens: Int, onWait: @escaping @Sendable (Date?) -> Void = { _ in }
    ) async throws(EaselError) -> TrafficPass {
        nextTicket += 1
        let ticket = nextTicket
        listeners[ticket] = onWait
        defer { listeners[ticket] = nil }
        try await turn(of: ticket) { $0.enqueue(ticket, plan, tokens: tokens) }
        while let verdict = await claim(plan), !verdict.isGranted {
            try await turn(of: ticket) { $0.holdBack(ticket, verdict.notes) }
        }
        return TrafficPass(ticket: ticket, plan: plan)
    }

    /// Counts a job of an earlier process that goes on at the provider.
    func adopt(_ plan: LanePlan) -> TrafficPass {
        nextTicket += 1
        book.adopt(nextTicket, plan)
        pump()
        return TrafficPass(ticket: nextTicket, plan: plan)
    }

    /// The work of a request that entered has ended.
    func leave(_ pass: TrafficPass) {
        book.leave(pass.ticket)
        pump()
    }

    /// - Parameter board: what the answers told.
    func noteSuccess(_ pass: TrafficPass, _ board: RateBoard) {
        observe(board, pass)
        book.noteSuccess(pass.ticket)
        pump()
    }

    /// A try failed; the provider's wish to wait holds for everybody.
    func note(_ error: EaselError, of pass: TrafficPass, _ board: RateBoard) async {
        observe(board, pass)
        let restriction = book.note(error, of: pass.ticket, at: uptime())
        pump()
        guard let restriction, pass.plan.isRemembered else { return }
        try? await memory.restrict(
            restriction.key, pausedUntil: restriction.pausedUntil, closedUntil: restriction.closedUntil)
    }

    /// What a request took, in place of what was reserved for it.
    func settle(_ pass: TrafficPass, tokens: Int) {
        book.settle(pass.ticket, tokens: tokens)
        pump()
    }

    /// Whether another try is within the provider's budget; it is taken from it.
    func mayRetry(_ provider: ProviderID) -> Bool { book.mayRetry(provider) }

    /// Takes up what earlier processes left of the counts that these requests would come under.
    func recall(_ plans: [LanePlan]) async {
        for plan in plans { book.know(plan) }
        let keys = Set(plans.filter(\.isRemembered).flatMap(\.meters).map(\.key))
        let accounts = Set(keys.map { TrafficKey(provider: $0.provider, account: $0.account, name: "") })
        if let notes = try? await memory.notes() {
            book.learn(
                notes.filter { key, _ in
                    accounts.contains(TrafficKey(provider: key.provider, account: key.account, name: ""))
                })
        }
        bell.ring()
    }

    /// Forgets what is known of a provider, or of all, here and for later processes.
    func forget(_ provider: ProviderID?) async throws(EaselError) {
        book.forget(provider)
        pump()
        try await memory.forget(provider)
    }

    /// How everything stands.
    func report() -> TrafficReport { TrafficReport(book, at: uptime()) }

    private func observe(_ board: RateBoard, _ pass: TrafficPass) {
        if let seen = board.take() { book.observe(seen, of: pass.ticket) }
    }

    /// Counts the request where other processes see it. A memory that does not answer holds nobody up.
    private func claim(_ plan: LanePlan) async -> TrafficVerdict? {
        guard plan.isRemembered else { return nil }
        let claims = plan.meters.map { TrafficClaim($0.key, limits: $0.limits) }
        guard let verdict = try? await memory.claim(claims, at: now()) else { return nil }
        if verdict.isGranted { book.learn(verdict.notes) }
        return verdict
    }

    private func turn(of ticket: Int, _ arrive: (inout TrafficBook) -> Void) async throws(EaselError) {
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                arrive(&book)
                waiters[ticket] = continuation
                if Task.isCancelled { giveUp(ticket) } else { pump() }
            }
        } onCancel: {
            Task { await self.giveUp(ticket) }
        }
        try outcome.get()
    }

    private func giveUp(_ ticket: Int) {
        guard book.withdraw(ticket) else { return }
        waiters.removeValue(forKey: ticket)?.resume(returning: .failure(.cancelled))
        pump()
    }

    private func pump() {
        for step in book.advance(at: uptime()) {
            switch step {
            case .go(let ticket): waiters.removeValue(forKey: ticket)?.resume(returning: .success(()))
            case .refuse(let ticket, let error):
                waiters.removeValue(forKey: ticket)?.resume(returning: .failure(error))
            case .hold(let ticket, let until):
                listeners[ticket]?(until.map { epoch.addingTimeInterval($0 / .seconds(1)) })
            }
        }
        setTimer()
        bell.ring()
    }

    /// One timer for the first of those who wait; it holds nobody back from ending.
    private func setTimer() {
        guard let time = book.wakesAt else {
            timer?.task.cancel()
            return timer = nil
        }
        if let timer, timer.time == time { return }
        timer?.task.cancel()
        let (sleep, pause) = (sleep, max(.zero, time - uptime()))
        timer = (
            time,
            Task { [weak self] in
                guard (try? await sleep(pause)) != nil else { return }
                await self?.ring(time)
            }
        )
    }

    private func ring(_ time: Duration) {
        if timer?.time == time { timer = nil }
        pump()
    }
}
