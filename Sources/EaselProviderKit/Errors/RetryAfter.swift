public import Foundation

/// How long a response asks to wait.
public enum RetryAfter {
    /// Seconds from `now`: `retry-after-ms`, then `Retry-After` (seconds or a date), then `X-RateLimit-Reset`
    /// (epoch milliseconds at OpenRouter, wire sheet A9.4; elsewhere epoch seconds or plain seconds). Nil if none is there.
    public static func seconds(in headers: HeaderFields, now: Date) -> Double? {
        if let text = headers["retry-after-ms"], let milliseconds = number(text) { return milliseconds / 1000 }
        if let text = headers["Retry-After"] {
            if let seconds = number(text) { return seconds }
            if let date = HTTPDate.parse(text) { return max(0, date.timeIntervalSince(now)) }
        }
        return headers["X-RateLimit-Reset"].flatMap { reset($0, now: now) }
    }

    /// Seconds from `now` to a reset that is told as epoch milliseconds, epoch seconds or plain seconds.
    public static func reset(_ text: String, now: Date) -> Double? {
        guard let value = number(text) else { return nil }
        switch value {
        case 100_000_000_000...: return max(0, value / 1000 - now.timeIntervalSince1970)
        case 1_000_000_000...: return max(0, value - now.timeIntervalSince1970)
        default: return value
        }
    }

    private static func number(_ text: String) -> Double? {
        guard let value = Double(text.trimmingCharacters(in: .whitespaces)), value.isFinite, value >= 0 else {
            return nil
        }
        return value
    }
}
