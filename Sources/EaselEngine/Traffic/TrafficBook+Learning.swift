public import EaselCore
public import Foundation

extension TrafficBook {
    /// A request was answered well.
    public mutating func noteSuccess(_ ticket: Int) {
        guard let plan = out[ticket]?.plan else { return }
        for meter in plan.meters { meters[meter.key]?.noteSuccess() }
        breakers[Circuit(plan.lane), default: CircuitBreaker()].noteSuccess()
        noteBudgetSuccess(plan.lane.provider)
    }

    /// A try failed. What the provider wants holds for everybody under the same count.
    ///
    /// Returns what is worth keeping beyond this process: nothing may be sent under the count before the times.
    @discardableResult
    public mutating func note(_ error: EaselError, of ticket: Int, at now: Duration) -> Restriction? {
        guard let plan = out[ticket]?.plan else { return nil }
        for meter in plan.meters { meters[meter.key]?.noteAnswer() }
        noteHealth(error, Circuit(plan.lane), at: now)
        let key = plan.key(for: error.limitScope)
        switch error.kind {
        case .rateLimited:
            let seconds = error.retryAfterSeconds ?? 0
            let end = now + .seconds(min(max(seconds.isFinite ? seconds : 0, 0), 1e6))
            meters[key]?.pause(until: end)
            return end - now > .seconds(3) ? Restriction(key: key, pausedUntil: date(of: end)) : nil
        case .quota:
            guard let date = error.resetsAt, date.timeIntervalSince(epoch) > now / .seconds(1) else { return nil }
            meters[key]?.close(until: .seconds(date.timeIntervalSince(epoch)))
            return Restriction(key: key, closedUntil: date)
        default: return nil
        }
    }

    /// What outlives the process.
    public struct Restriction: Sendable, Hashable {
        public var key: TrafficKey
        public var pausedUntil: Date?
        public var closedUntil: Date?
    }

    /// Only an outage opens a circuit; any other answer shows that the provider works.
    private mutating func noteHealth(_ error: EaselError, _ circuit: Circuit, at now: Duration) {
        switch error.kind {
        case .unavailable, .timeout: breakers[circuit, default: CircuitBreaker()].noteFailure(at: now)
        case .rateLimited, .cancelled: breakers[circuit]?.noteNothing(at: now)
        default: breakers[circuit]?.noteSuccess()
        }
    }

    /// What a request took is known.
    public mutating func settle(_ ticket: Int, tokens: Int) {
        guard let plan = out[ticket]?.plan else { return }
        for meter in plan.meters { meters[meter.key]?.correct(ticket, tokens: tokens) }
    }

    /// What the headers of the answer told. It holds for what the provider usually counts.
    public mutating func observe(_ seen: RateObservation, of ticket: Int) {
        guard let plan = out[ticket]?.plan else { return }
        let epoch = epoch
        let allowance = { (reading: RateObservation.Reading?) in
            reading.map {
                RateWindow.Allowance(
                    limit: $0.limit, remaining: $0.remaining,
                    resetsAt: .seconds($0.resetsAt.timeIntervalSince(epoch)))
            }
        }
        meters[plan.key(for: nil)]?.note(requests: allowance(seen.requests), tokens: allowance(seen.tokens))
    }

    /// Takes over what other processes left or do.
    public mutating func learn(_ notes: [TrafficKey: TrafficNote]) {
        let blank = window()
        for (key, note) in notes { meters[key, default: blank].learn(note) }
    }

    /// Knows nothing of a provider's limits any more, or of any; who waits may go on.
    public mutating func forget(_ provider: ProviderID?) {
        for key in meters.keys where provider == nil || key.provider == provider { meters[key]?.forgetLimits() }
    }

    func date(of time: Duration) -> Date { epoch.addingTimeInterval(time / .seconds(1)) }
}
