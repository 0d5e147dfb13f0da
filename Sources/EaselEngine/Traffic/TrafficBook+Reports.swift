import EaselCore
import Foundation

extension TrafficReport {
    /// How a book stands at a time.
    public init(_ book: TrafficBook, at now: Duration) {
        let meters = book.meters.map { key, window in
            MeterReport(key, window, at: now)
        }.sorted { $0.key.order < $1.key.order }
        let opens = Dictionary(meters.map { ($0.key, $0.opensAt) }, uniquingKeysWith: { first, _ in first })
        let lanes = book.plans.map { lane, plan in
            LaneReport(book, lane, plan, opens, at: now)
        }.sorted { $0.lane.order < $1.lane.order }
        self.init(lanes: lanes, meters: meters)
    }
}

extension LaneReport {
    fileprivate init(
        _ book: TrafficBook, _ lane: Lane, _ plan: LanePlan, _ opens: [TrafficKey: Date?], at now: Duration
    ) {
        let breaker = book.breakers[TrafficBook.Circuit(lane)]
        var broken: Date?
        if case .open(let until) = breaker?.state, until > now { broken = book.date(of: until) }
        self.init(
            lane: lane, waiting: book.queues[lane]?.count ?? 0,
            running: book.out.values.count { $0.plan.lane == lane }, brokenUntil: broken,
            isProbing: breaker?.state == .probing,
            opensAt: (plan.meters.compactMap { opens[$0.key] ?? nil } + [broken].compactMap(\.self)).max())
    }
}

extension MeterReport {
    fileprivate init(_ key: TrafficKey, _ window: RateWindow, at now: Duration) {
        var window = window
        let reading = { (allowance: RateWindow.Allowance?) in
            allowance.flatMap { allowance in
                allowance.resetsAt > now
                    ? RateObservation.Reading(
                        limit: allowance.limit, remaining: max(0, allowance.remaining),
                        resetsAt: window.date(of: allowance.resetsAt)) : nil
            }
        }
        self.init(key)
        limits = window.limits
        (sentLastMinute, tokensLastMinute) = window.lastMinute(at: now)
        sentToday = window.dayEnds.map { $0 > now } == true ? window.today : 0
        running = window.running
        requests = reading(window.requestAllowance)
        tokens = reading(window.tokenAllowance)
        pausedUntil = window.pausedUntil.flatMap { $0 > now ? window.date(of: $0) : nil }
        switch window.check(at: now, tokens: 0) {
        case .go, .waitForRoom: break
        case .wait(let until), .refuse(.pause(let until)): opensAt = window.date(of: until)
        case .refuse(.quota(let until)):
            closedUntil = window.date(of: until)
            opensAt = closedUntil
        }
    }
}

extension TrafficKey {
    fileprivate var order: (String, String, String) { (provider.rawValue, account, name) }
}

extension Lane {
    fileprivate var order: (String, String, String) {
        (provider.rawValue, modality.rawValue, (model?.rawValue ?? "") + account)
    }
}
