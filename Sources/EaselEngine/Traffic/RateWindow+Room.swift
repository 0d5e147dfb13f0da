public import EaselCore
import Foundation

extension RateWindow {
    /// Why nothing may be sent today, or for longer than anybody waits.
    mutating func refusal(at now: Duration) -> Refusal? {
        if let closedUntil {
            if now < closedUntil { return .quota(until: closedUntil) }
            self.closedUntil = nil
        }
        rollDay(at: now)
        if let most = limits.requestsPerDay, today >= max(1, most), let dayEnds { return .quota(until: dayEnds) }
        if let pausedUntil, pausedUntil - now > patience { return .pause(until: pausedUntil) }
        return nil
    }

    /// When an allowance that is used up starts anew. A request that is larger than a whole allowance is let out when all
    /// of it is there.
    mutating func allowanceReset(at now: Duration, tokens: Int) -> Duration? {
        if let time = requestAllowance?.resetsAt, now >= time { forgetAllowance(ofRequests: true) }
        if let time = tokenAllowance?.resetsAt, now >= time { forgetAllowance(ofRequests: false) }
        var times: [Duration] = []
        if let allowance = requestAllowance, allowance.remaining <= 0 { times.append(allowance.resetsAt) }
        if let allowance = tokenAllowance, tokens > 0, allowance.remaining < tokens,
            allowance.remaining < allowance.limit ?? .max
        {
            times.append(allowance.resetsAt)
        }
        return times.max()
    }

    /// When the last minute has room for one more request; nil when it has. To be asked after `forget`.
    func requestRoom() -> Duration? {
        guard let most = limits.requestsPerMinute, sent.count >= max(1, most) else { return nil }
        return sent[sent.count - max(1, most)].time + Self.minute
    }

    /// When the last minute has room for so many tokens more; nil when it has.
    func tokenRoom(_ tokens: Int) -> Duration? {
        guard let most = limits.tokensPerMinute, tokens > 0 else { return nil }
        var used = sent.reduce(0) { $0 + $1.tokens }
        for entry in sent {
            if used == 0 || used + tokens <= most { return nil }
            used -= entry.tokens
            if used == 0 || used + tokens <= most { return entry.time + Self.minute }
        }
        return nil
    }

    /// What the last minute held, for reports.
    func lastMinute(at now: Duration) -> (requests: Int, tokens: Int) {
        let recent = sent.filter { $0.time > now - Self.minute }
        return (recent.count, recent.reduce(0) { $0 + $1.tokens })
    }

    /// Puts what a request took in place of what was reserved for it.
    public mutating func correct(_ ticket: Int, tokens: Int) {
        guard let index = sent.lastIndex(where: { $0.ticket == ticket }) else { return }
        let reserved = sent[index].tokens
        sent[index].tokens = max(0, tokens)
        if let allowance = tokenAllowance {
            note(
                requests: nil,
                tokens: Allowance(
                    limit: allowance.limit, remaining: allowance.remaining + reserved - max(0, tokens),
                    resetsAt: allowance.resetsAt))
        }
    }

    mutating func forget(before time: Duration) {
        if let first = sent.first, first.time <= time { sent.removeFirst(sent.prefix { $0.time <= time }.count) }
    }

    /// A day that is over starts anew; the first request begins to count.
    private mutating func rollDay(at now: Duration) {
        guard limits.requestsPerDay != nil else { return }
        if let dayEnds, now < dayEnds { return }
        today = 0
        dayEnds = duration(of: (limits.day ?? .utc).end(of: date(of: now)))
    }

    func date(of time: Duration) -> Date { epoch.addingTimeInterval(time / .seconds(1)) }

    func duration(of date: Date) -> Duration { .seconds(date.timeIntervalSince(epoch)) }

    /// Takes over what other processes left or do.
    public mutating func learn(_ note: TrafficNote) {
        if let time = note.pausedUntil.map(duration), time > pausedUntil ?? .zero {
            pausedUntil = time
            ramp = ramp ?? 1
        }
        if let time = note.closedUntil.map(duration) { close(until: time) }
        if let ends = note.dayEnds.map(duration) {
            today = dayEnds.map { abs($0 - ends) < Self.minute } == true ? max(today, note.today) : note.today
            dayEnds = ends
        }
        let own = sent.filter { $0.ticket != nil }
        let known = Set(own.map { milliseconds($0.time) })
        let others = note.sent.map(duration).filter { time in
            let moment = milliseconds(time)
            return (moment - 1...moment + 1).allSatisfy { !known.contains($0) }
        }
        guard !others.isEmpty || own.count != sent.count else { return }
        sent = (own + others.map { Sent(time: $0, ticket: nil, tokens: 0) }).sorted { $0.time < $1.time }
    }

    private func milliseconds(_ time: Duration) -> Int { Int((time / .milliseconds(1)).rounded()) }
}

private func abs(_ duration: Duration) -> Duration { duration < .zero ? .zero - duration : duration }
