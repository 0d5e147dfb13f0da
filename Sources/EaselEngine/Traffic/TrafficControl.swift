import EaselCore
import Foundation
import Synchronization

/// Lets requests out to the providers: in the order in which they came, as fast as each provider takes them, and not at all
/// while one is down.
///
/// A request enters a lane, leaves it when its work has ended, and tells in between how each try went.
actor TrafficControl {
    private struct LaneState {
        var window: RateWindow
        var breaker = CircuitBreaker()
        var budget = RetryBudget()
        /// Tickets in the order of their arrival. Only the first one may go.
        var queue: [Int] = []
    }

    private let rates: RateBoard
    private let now: @Sendable () -> Date
    private let uptime: @Sendable () -> Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private var lanes: [Lane: LaneState] = [:]
    private let waiters = Waiters()
    private var nextTicket = 0

    init(_ environment: EngineEnvironment) {
        rates = environment.rates
        now = environment.now
        uptime = environment.uptime
        sleep = environment.sleep
    }

    /// Waits until a request may go out, first come first served.
    ///
    /// Throws `cancelled` when the task is, and `unavailable` while the circuit of the provider is open. Every entry that
    /// returns has to be followed by one `leave`.
    ///
    /// - Parameter onWait: told once per wait until when it lasts, nil when that depends on other requests.
    func enter(
        _ lane: Lane, limits: RateLimits, onWait: @Sendable (Date?) -> Void = { _ in }
    ) async throws(EaselError) {
        try refuseWhileBroken(lane, limits)
        nextTicket += 1
        let ticket = nextTicket
        state(lane, limits) { $0.queue.append(ticket) }
        do {
            try await waitForTurn(ticket, lane, limits, onWait)
            dequeue(ticket, lane)
        } catch {
            dequeue(ticket, lane)
            throw error
        }
    }

    /// Waits until the same request may go out once more; it keeps its place among those at work.
    func reenter(_ lane: Lane, limits: RateLimits, onWait: @Sendable (Date?) -> Void) async throws(EaselError) {
        leave(lane)
        try await enter(lane, limits: limits, onWait: onWait)
    }

    /// Counts a job of an earlier process that goes on at the provider.
    func adopt(_ lane: Lane, limits: RateLimits) { state(lane, limits) { $0.window.adopt() } }

    /// The work of a request that entered has ended.
    func leave(_ lane: Lane) {
        lanes[lane]?.window.finish()
        wakeFirst(lane)
    }

    func noteSuccess(_ lane: Lane) {
        lanes[lane]?.window.noteSuccess()
        lanes[lane]?.breaker.noteSuccess()
        lanes[lane]?.budget.noteSuccess()
        wakeFirst(lane)
    }

    /// A try failed; the provider's wish to wait holds for everybody.
    func note(_ error: EaselError, in lane: Lane) {
        let time = uptime()
        switch error.kind {
        case .rateLimited:
            let seconds = error.retryAfterSeconds ?? 0
            lanes[lane]?.window.pause(until: time + .seconds(min(max(seconds, 0), 1e6)))
            lanes[lane]?.breaker.noteNothing(at: time)
        case .unavailable, .timeout: lanes[lane]?.breaker.noteFailure(at: time)
        case .cancelled: lanes[lane]?.breaker.noteNothing(at: time)
        // Any other answer is an answer: the provider works.
        default: lanes[lane]?.breaker.noteSuccess()
        }
        wakeFirst(lane)
    }

    /// Whether another try is within the provider's budget; it is taken from it.
    func mayRetry(_ lane: Lane) -> Bool { lanes[lane]?.budget.take() ?? true }

    /// How all lanes stand, in a stable order.
    func reports() -> [LaneReport] {
        lanes.map { report($0.key, $0.value) }.sorted {
            ($0.lane.provider.rawValue, $0.lane.modality.rawValue, $0.lane.model?.rawValue ?? "")
                < ($1.lane.provider.rawValue, $1.lane.modality.rawValue, $1.lane.model?.rawValue ?? "")
        }
    }

    private func waitForTurn(
        _ ticket: Int, _ lane: Lane, _ limits: RateLimits, _ onWait: @Sendable (Date?) -> Void
    ) async throws(EaselError) {
        while true {
            if Task.isCancelled { throw .cancelled }
            guard lanes[lane]?.queue.first == ticket else {
                await waiters.wait(ticket)
                continue
            }
            try refuseWhileBroken(lane, limits)
            if let seen = rates.take(lane.provider) {
                let reset = uptime() + .seconds(max(0, seen.resetsAt.timeIntervalSince(now())))
                state(lane, limits) { $0.window.note(.init(remaining: seen.remaining, resetsAt: reset)) }
            }
            switch state(lane, limits, { $0.window.admit(at: uptime()) }) {
            case .go: return try probe(lane)
            case .waitForRoom:
                onWait(nil)
                await waiters.wait(ticket)
            case .wait(let time):
                onWait(date(of: time))
                do { try await sleep(time - uptime()) } catch { throw .cancelled }
            }
        }
    }

    /// The breaker is asked last, when the request goes: the one that it lets out of an open circuit is the probe.
    private func probe(_ lane: Lane) throws(EaselError) {
        guard let pause = lanes[lane]?.breaker.admit(at: uptime()) else { return }
        lanes[lane]?.window.finish()
        throw broken(lane, pause)
    }

    private func refuseWhileBroken(_ lane: Lane, _ limits: RateLimits) throws(EaselError) {
        guard case .open(let until) = lanes[lane]?.breaker.state, uptime() < until else { return }
        throw broken(lane, until - uptime())
    }

    private func broken(_ lane: Lane, _ pause: Duration) -> EaselError {
        let seconds = max(1, (pause / .seconds(1)).rounded(.up))
        return EaselError(
            .unavailable,
            "\(lane.provider) failed \(CircuitBreaker.threshold) times in a row for \(lane.modality.rawValue); nothing is sent to it for the moment.",
            remedy: "Easel tries it again in \(Int(seconds)) s; until then choose another provider.",
            provider: lane.provider
        ).with { $0.retryAfterSeconds = seconds }
    }

    private func dequeue(_ ticket: Int, _ lane: Lane) {
        lanes[lane]?.queue.removeAll { $0 == ticket }
        wakeFirst(lane)
    }

    private func wakeFirst(_ lane: Lane) { if let first = lanes[lane]?.queue.first { waiters.wake(first) } }

    @discardableResult
    private func state<Result>(_ lane: Lane, _ limits: RateLimits, _ change: (inout LaneState) -> Result) -> Result {
        var state = lanes[lane] ?? LaneState(window: RateWindow(limits))
        state.window.limits = limits
        defer { lanes[lane] = state }
        return change(&state)
    }

    private func date(of time: Duration) -> Date { now().addingTimeInterval((time - uptime()) / .seconds(1)) }

    private func report(_ lane: Lane, _ state: LaneState) -> LaneReport {
        var broken: Date?
        if case .open(let until) = state.breaker.state, until > uptime() { broken = date(of: until) }
        let paused = state.window.pausedUntil.flatMap { $0 > uptime() ? date(of: $0) : nil }
        return LaneReport(
            lane: lane, waiting: state.queue.count, running: state.window.running, pausedUntil: paused,
            remaining: state.window.allowance?.remaining,
            resetsAt: state.window.allowance.map { date(of: $0.resetsAt) },
            brokenUntil: broken, isProbing: state.breaker.state == .probing)
    }
}

/// Tasks that wait to be woken, by their tickets.
private final class Waiters: Sendable {
    private let state = Mutex<[Int: CheckedContinuation<Void, Never>]>([:])

    /// Returns when somebody wakes the ticket or the task is cancelled; also now and then for no reason.
    func wait(_ ticket: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { $0[ticket] = continuation }
                // The handler may have run before the continuation was there.
                if Task.isCancelled { wake(ticket) }
            }
        } onCancel: {
            wake(ticket)
        }
    }

    func wake(_ ticket: Int) { state.withLock { $0.removeValue(forKey: ticket) }?.resume() }
}
