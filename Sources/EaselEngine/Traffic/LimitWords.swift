import EaselCore
import Foundation

/// What is said of a request that is not sent because of a limit.
enum LimitWords {
    static func broken(_ plan: LanePlan, for pause: Duration) -> EaselError {
        let seconds = max(1, (pause / .seconds(1)).rounded(.up))
        return EaselError(
            .unavailable,
            "\(plan.lane.provider) failed \(CircuitBreaker.threshold) times in a row for \(plan.lane.modality.rawValue); nothing is sent to it for the moment.",
            remedy: "Easel tries it again in \(Int(seconds)) s; until then choose another provider.",
            provider: plan.lane.provider
        ).with { $0.retryAfterSeconds = seconds }
    }

    /// - Parameter date: when the allowance starts anew.
    static func usedUp(_ plan: LanePlan, _ meter: LanePlan.Meter, until date: Date, in time: Duration) -> EaselError {
        EaselError(
            .quota, "\(plan.name)'s allowance \(what(plan, meter)) is used up; nothing was sent.",
            remedy:
                "It starts anew \(when(date, in: time)); until then choose another provider. If you raised it: `easel providers limits --forget \(plan.lane.provider)`.",
            provider: plan.lane.provider
        ).with {
            $0.resetsAt = date
            $0.limitScope = meter.scope
        }
    }

    static func longPause(_ plan: LanePlan, in time: Duration) -> EaselError {
        EaselError(
            .rateLimited, "\(plan.name) asked for a pause that lasts longer than Easel waits; nothing was sent.",
            remedy: "Send again in \(span(time)), or choose another provider.", provider: plan.lane.provider)
    }

    /// What to do about a limit whose delay is too long to be waited for.
    static func remedy(afterSeconds seconds: Double) -> String {
        "Send again in \(span(.seconds(min(max(0, seconds), 1e8)))), or choose another provider."
    }

    /// What to do about an allowance that is used up, and starts anew.
    static func remedy(until date: Date, in time: Duration) -> String {
        "The allowance starts anew \(when(date, in: time)); add credit, or choose another provider until then."
    }

    private static func what(_ plan: LanePlan, _ meter: LanePlan.Meter) -> String {
        switch meter.scope {
        case .account: "of the account"
        case .pool: "for \(plan.lane.pool ?? "these") models"
        case .model: "for \(plan.lane.model.map { "\($0)" } ?? "this model")"
        }
    }

    /// `at 00:00 UTC, in 5 h 12 min`.
    private static func when(_ date: Date, in time: Duration) -> String {
        let minutes = Int((date.timeIntervalSince1970 / 60).rounded(.up)) % 1440
        let clock = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "at \(clock) UTC, in \(span(time))"
    }

    /// `8 s`, `12 min`, `5 h 12 min`.
    static func span(_ time: Duration) -> String {
        let seconds = Int(max(0, time / .seconds(1)).rounded(.up))
        if seconds < 120 { return "\(seconds) s" }
        let minutes = (seconds + 59) / 60
        if minutes < 120 { return "\(minutes) min" }
        return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }
}
