public import EaselCore
public import Foundation

/// Reads what an answer's header tells of the allowance that is left.
///
/// Forms: `ratelimit-remaining` and `ratelimit-reset` in seconds (Replicate, wire sheet B10), `RateLimit: "api";r=0;t=55` with
/// `RateLimit-Policy: …;q=500;w=300` (Hugging Face's Hub, wire sheet B7), `x-ratelimit-remaining` with a reset in epoch
/// milliseconds (OpenRouter, wire sheet A9.4) or seconds, and for requests and tokens apart
/// `x-ratelimit-remaining-requests`, `x-ratelimit-limit-tokens`, `x-ratelimit-reset-tokens` as `6m0s` (OpenAI and servers that
/// follow it).
public enum RateLimitHeaders {
    public static func read(_ headers: HeaderFields, now: Date) -> RateObservation? {
        let requests =
            plain(headers, prefix: "ratelimit", now) ?? structured(headers, now)
            ?? apart(headers, "requests", now) ?? plain(headers, prefix: "x-ratelimit", now)
        let tokens = apart(headers, "tokens", now)
        return requests == nil && tokens == nil ? nil : RateObservation(requests: requests, tokens: tokens)
    }

    /// Seconds until everything that is used up starts anew; nil when nothing is told to be used up.
    static func wait(in headers: HeaderFields, now: Date) -> Double? {
        guard let seen = read(headers, now: now) else { return nil }
        return [seen.requests, seen.tokens].compactMap(\.self).filter { $0.remaining == 0 }.map {
            $0.resetsAt.timeIntervalSince(now)
        }.max()
    }

    private static func plain(_ headers: HeaderFields, prefix: String, _ now: Date) -> RateObservation.Reading? {
        guard let remaining = headers["\(prefix)-remaining"].flatMap(count),
            let seconds = headers["\(prefix)-reset"].flatMap({ RetryAfter.reset($0, now: now) })
        else { return nil }
        return reading(headers["\(prefix)-limit"].flatMap(count), remaining, seconds, now)
    }

    private static func structured(_ headers: HeaderFields, _ now: Date) -> RateObservation.Reading? {
        guard let field = headers["RateLimit"], let match = field.firstMatch(of: /;\s*r=(\d{1,9})\s*;\s*t=(\d{1,9})/),
            let remaining = Int(match.1), let seconds = Double(match.2)
        else { return nil }
        let limit = headers["RateLimit-Policy"]?.firstMatch(of: /;\s*q=(\d{1,9})/).flatMap { Int($0.1) }
        return reading(limit, remaining, seconds, now)
    }

    private static func apart(_ headers: HeaderFields, _ what: String, _ now: Date) -> RateObservation.Reading? {
        guard let remaining = headers["x-ratelimit-remaining-\(what)"].flatMap(count),
            let seconds = headers["x-ratelimit-reset-\(what)"].flatMap(span)
        else { return nil }
        return reading(headers["x-ratelimit-limit-\(what)"].flatMap(count), remaining, seconds, now)
    }

    private static func reading(
        _ limit: Int?, _ remaining: Int, _ seconds: Double, _ now: Date
    ) -> RateObservation.Reading? {
        guard seconds.isFinite, (0...86_400).contains(seconds) else { return nil }
        return RateObservation.Reading(
            limit: limit, remaining: remaining, resetsAt: now.addingTimeInterval(seconds))
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
