import EaselProviderKit
import Foundation
import Testing

struct RetryAfterTests {
    private let now = Date(timeIntervalSince1970: 1_787_270_000)

    @Test(
        arguments: [
            (["Retry-After": "17"], 17), (["retry-after": " 0.5 "], 0.5),
            (["retry-after-ms": "1500", "Retry-After": "9"], 1.5),
            (["X-RateLimit-Reset": "1787270400000"], 400), (["X-RateLimit-Reset": "1787270060"], 60),
            (["X-RateLimit-Reset": "30"], 30), (["X-RateLimit-Reset": "1787260000000"], 0),
            (["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"], 0),
        ] as [(HeaderFields, Double)]) func `every form of waiting is seconds`(
            _ headers: HeaderFields, _ seconds: Double
        )
    {
        #expect(RetryAfter.seconds(in: headers, now: now) == seconds)
    }

    @Test(arguments: [[:], ["Retry-After": "soon"], ["Retry-After": "-3"], ["Retry-After": "nan"]] as [HeaderFields])
    func `what is no time is none`(_ headers: HeaderFields) {
        #expect(RetryAfter.seconds(in: headers, now: now) == nil)
    }

    @Test func `a date is told from now`() throws {
        let date = try #require(HTTPDate.parse("Fri, 21 Aug 2026 02:14:20 GMT"))
        #expect(date.timeIntervalSince1970 == 1_787_278_460)
        #expect(RetryAfter.seconds(in: ["Retry-After": "Fri, 21 Aug 2026 02:14:20 GMT"], now: now) == 8_460)
    }

    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ])
    func `dates are counted right`(_ text: String, _ seconds: Double) {
        #expect(HTTPDate.parse(text)?.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: [
        "", "Sun, 06 Nov 1994", "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Foo 1994 08:49:37 GMT",
    ])
    func `what is no date is none`(_ text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }
}
