import EaselCore
import EaselProviderKit
import Foundation
import Testing

/// What headers tell of the allowance that is left.
struct RateLimitHeadersTests {
    private let now = Date(timeIntervalSince1970: 1_787_270_000)

    private func read(_ headers: HeaderFields) -> (Int, Double)? {
        RateLimitHeaders.read(headers, now: now)?.requests.map { ($0.remaining, $0.resetsAt.timeIntervalSince(now)) }
    }

    @Test(
        arguments: [
            (["ratelimit-remaining": "599", "ratelimit-reset": "1"], 599, 1),
            (["RateLimit": "\"api\";r=0;t=55"], 0, 55), (["ratelimit": "\"api\"; r=12; t=3"], 12, 3),
            (["x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": "6m0s"], 3, 360),
            (["x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": "1h0m1.5s"], 3, 3601.5),
            (["x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "120ms"], 0, 0.12),
            (["ratelimit-remaining": "-4", "ratelimit-reset": "2"], 0, 2),
            (["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1787270400000"], 0, 400),
            (["x-ratelimit-remaining": "7", "x-ratelimit-reset": "1787270030"], 7, 30),
        ] as [(HeaderFields, Int, Double)])
    func `each form is read`(_ headers: HeaderFields, _ remaining: Int, _ seconds: Double) throws {
        let seen = try #require(read(headers))
        #expect(seen.0 == remaining)
        #expect(abs(seen.1 - seconds) < 0.001)
    }

    @Test(
        arguments: [
            [:], ["ratelimit-remaining": "5"], ["ratelimit-remaining": "x", "ratelimit-reset": "1"],
            ["ratelimit-remaining": "5", "ratelimit-reset": "1e999"],
            ["ratelimit-remaining": "5", "ratelimit-reset": "-1"],
            ["RateLimit": "r=99999999999999999999;t=1"],
            ["x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": "soon"],
            ["x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": ""],
        ] as [HeaderFields])
    func `nonsense tells nothing`(_ headers: HeaderFields) { #expect(read(headers) == nil) }

    @Test func `tokens and whole allowances are read too`() throws {
        let seen = try #require(
            RateLimitHeaders.read(
                [
                    "x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": "59",
                    "x-ratelimit-reset-requests": "1s", "x-ratelimit-limit-tokens": "150000",
                    "x-ratelimit-remaining-tokens": "149984", "x-ratelimit-reset-tokens": "6m0s",
                ], now: now))
        #expect(seen.requests == .init(limit: 60, remaining: 59, resetsAt: now.addingTimeInterval(1)))
        #expect(seen.tokens == .init(limit: 150_000, remaining: 149_984, resetsAt: now.addingTimeInterval(360)))
        let tokens = RateLimitHeaders.read(
            ["x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "2s"], now: now)
        #expect(tokens?.requests == nil && tokens?.tokens?.remaining == 0)
        let hub = RateLimitHeaders.read(
            ["RateLimit": "\"api\";r=0;t=55", "RateLimit-Policy": "\"fixed window\";\"api\";q=500;w=300"], now: now)
        #expect(hub?.requests?.limit == 500)
    }
}
