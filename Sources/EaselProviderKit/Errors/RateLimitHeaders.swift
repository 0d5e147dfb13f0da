public import EaselCore
public import Foundation

/// Reads what an answer's header tells of the allowance that is left.
///
/// Forms: `ratelimit-remaining` and `ratelimit-reset` in seconds (Replicate, wire sheet B10), `RateLimit: "api";r=0;t=55`
/// (Hugging Face's Hub), `x-ratelimit-remaining-requests` and `x-ratelimit-reset-requests` as `6m0s` (OpenAI and servers that
/// follow it).
public enum RateLimitHeaders {
    public static func read(_ headers: HeaderFields, now: Date) -> RateObservation? {
        if let remaining = headers["ratelimit-remaining"].flatMap(count),
            let seconds = headers["ratelimit-reset"].flatMap(Double.init)
        {
            return observation(remaining, seconds, now)
        }
        if let field = headers["RateLimit"], let match = field.firstMatch(of: /;\s*r=(\d{1,9})\s*;\s*t=(\d{1,9})/),
            let remaining = Int(match.1), let seconds = Double(match.2)
        {
            return observation(remaining, seconds, now)
        }
        if let remaining = headers["x-ratelimit-remaining-requests"].flatMap(count),
            let seconds = headers["x-ratelimit-reset-requests"].flatMap(span)
        {
            return observation(remaining, seconds, now)
        }
        return nil
    }

    private static func observation(_ remaining: Int, _ seconds: Double, _ now: Date) -> RateObservation? {
        guard seconds.isFinite, (0...86_400).contains(seconds) else { return nil }
        return RateObservation(remaining: remaining, resetsAt: now.addingTimeInterval(seconds))
    }

    private static func count(_ text: String) -> Int? {
        Int(text.trimmingCharacters(in: .whitespaces)).map { max(0, $0) }
    }

    /// `1h2m3.5s`, `120ms`.
    private static func span(_ text: String) -> Double? {
        guard
            let match = text.wholeMatch(
                of: /(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,8}(?:\.\d{1,9})?)s)?(?:(\d{1,9})ms)?/)
        else { return nil }
        guard !text.isEmpty else { return nil }
        let number = { (part: Substring?) in part.flatMap { Double($0) } ?? 0 }
        return number(match.1) * 3600 + number(match.2) * 60 + number(match.3) + number(match.4) / 1000
    }
}
