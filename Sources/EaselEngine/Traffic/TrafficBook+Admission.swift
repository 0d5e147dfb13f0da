import EaselCore
import Foundation

extension TrafficBook {
    enum Verdict {
        case go
        case hold(until: Duration?)
        case refuse(EaselError)
    }

    /// Whether a request may go now; one that may is counted everywhere.
    ///
    /// The breaker is asked last: the request that it lets out of an open circuit is the probe, and while a probe is out the
    /// others wait for its answer.
    mutating func admit(_ waiting: Waiting, at now: Duration) -> Verdict {
        let plan = waiting.plan
        let circuit = Circuit(plan.lane)
        var breaker = breakers[circuit] ?? CircuitBreaker()
        if case .open(let until) = breaker.state, now < until {
            return .refuse(LimitWords.broken(plan, for: until - now))
        }
        if breaker.state == .probing { return .hold(until: nil) }
        var times: [Duration] = []
        var lacksRoom = false
        let blank = window()
        for meter in plan.meters {
            switch meters[meter.key, default: blank].check(at: now, tokens: waiting.tokens) {
            case .go: break
            case .wait(let until): times.append(until)
            case .waitForRoom: lacksRoom = true
            case .refuse(let refusal): return .refuse(error(refusal, plan, meter, at: now))
            }
        }
        if lacksRoom { return .hold(until: nil) }
        if let latest = times.max() { return .hold(until: latest) }
        if let pause = breaker.admit(at: now) { return .refuse(LimitWords.broken(plan, for: pause)) }
        breakers[circuit] = breaker
        for meter in plan.meters {
            meters[meter.key]?.count(at: now, tokens: waiting.tokens, ticket: waiting.ticket)
        }
        return .go
    }

    private func error(
        _ refusal: RateWindow.Refusal, _ plan: LanePlan, _ meter: LanePlan.Meter, at now: Duration
    ) -> EaselError {
        let until =
            switch refusal {
            case .quota(let until), .pause(let until): until
            }
        let date = epoch.addingTimeInterval(until / .seconds(1))
        let error =
            if case .quota = refusal {
                LimitWords.usedUp(plan, meter, until: date, in: until - now)
            } else {
                LimitWords.longPause(plan, in: until - now)
            }
        // Moments come from dates and carry their rounding.
        let milliseconds = ((until - now) / .milliseconds(1)).rounded()
        return error.with { $0.retryAfterSeconds = (milliseconds / 1000).rounded(.up) }
    }
}
