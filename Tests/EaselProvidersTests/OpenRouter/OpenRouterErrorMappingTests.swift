import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct OpenRouterErrorMappingTests {
    private func error(_ reply: CannedTransport.Reply) async throws -> EaselError {
        let bench = try Bench("openrouter", CannedTransport(reply))
        return try #require(
            await failure { () async throws(EaselError) in try await bench.write(TextRequest(model: "m", prompt: "x")) }
        )
    }

    @Test func `capacity is a rate limit with the delay of the body`() async throws {
        let error = try await error(.json(try RecordedFixture.text("openrouter-error-availability.json"), status: 429))
        #expect(
            error.kind == .rateLimited && error.retryAfterSeconds == 40 && error.providerCode == "rate_limit_exceeded")
    }

    @Test func `the free daily allowance is a quota until its reset`() async throws {
        let error = try await error(.json(try RecordedFixture.text("openrouter-error-free-daily.json"), status: 429))
        #expect(error.kind == .quota && error.retryAfterSeconds == 400)
        #expect(error.resetsAt == Date(timeIntervalSince1970: 1_787_270_400) && error.limitScope == .pool)
    }

    @Test func `moderation is content policy and quotes its reasons`() async throws {
        let error = try await error(.json(try RecordedFixture.text("openrouter-error-moderation.json"), status: 403))
        #expect(error.kind == .contentPolicy && error.message.contains("sexual, violence"))
    }

    @Test(arguments: [
        (
            402,
            #"{"code":402,"message":"m","metadata":{"limit_source":"openrouter_in_flight_budget","reason":"in_flight_budget_exhausted"}}"#,
            EaselError.Kind.rateLimited
        ),
        (
            402,
            #"{"code":402,"message":"m","metadata":{"error_type":"payment_required","limit_source":"openrouter_credits"}}"#,
            .quota
        ),
        (
            402, #"{"code":402,"message":"This request requires more credits","metadata":{"provider_name":null}}"#,
            .quota
        ),
        (
            403,
            #"{"code":403,"message":"Budget limit exceeded","metadata":{"limit_source":"openrouter_workspace_budget"}}"#,
            .quota
        ),
        (403, #"{"code":403,"message":"Request blocked","metadata":{"patterns":["x"]}}"#, .contentPolicy),
        (403, #"{"code":403,"message":"Only management keys can perform this operation"}"#, .permission),
        (400, #"{"code":400,"message":"m","metadata":{"error_type":"content_policy_violation"}}"#, .contentPolicy),
        (400, #"{"message":"m","availability":{"code":"model_not_found","retryable":false}}"#, .modelNotFound),
        (404, #"{"message":"m","availability":{"code":"privacy_restricted","retryable":false}}"#, .permission),
        (
            503, #"{"message":"m","availability":{"code":"temporarily_unavailable","retryable":true,"retry_after":5}}"#,
            .unavailable
        ),
        (404, #"{"message":"m","availability":{"code":"something_new","retryable":true}}"#, .unavailable),
        (400, #"{"code":400,"message":"a bare 429 in an echoed prompt"}"#, .invalidRequest),
        (
            529,
            #"{"code":529,"message":"Provider returned error","metadata":{"raw":"{\"x\":1}","provider_name":"P"}}"#,
            .unavailable
        ),
        (524, #"{"code":524,"message":"Request timed out."}"#, .timeout),
        (200, #"{"code":"server_error","message":"m"}"#, .unavailable),
        (200, #"{"code":"image_content_policy_violation","message":"m"}"#, .contentPolicy),
        (200, #"{"message":"m","error_type":"authentication"}"#, .authentication),
        (418, #"{"code":{},"message":["x"],"metadata":7,"availability":"no"}"#, .invalidRequest),
    ]) func `structured fields decide, never the words`(_ status: Int, _ error: String, _ kind: EaselError.Kind)
        async throws
    {
        #expect(try await self.error(.json(#"{"error":\#(error)}"#, status: status)).kind == kind)
    }

    @Test func `the delay mirrored in the body is found`() async throws {
        let body =
            #"{"error":{"message":"m","code":429,"metadata":{"retry_after_seconds":17,"headers":{"Retry-After":"18"}}}}"#
        #expect(try await error(.json(body, status: 429)).retryAfterSeconds == 17)
    }

    @Test func `the reset of the header is epoch milliseconds`() async throws {
        let reply = CannedTransport.Reply.json(
            #"{"error":{"message":"m"}}"#, status: 429, headers: ["X-RateLimit-Reset": "1787270012000"])
        #expect(try await error(reply).retryAfterSeconds == 12)
    }

    @Test func `a reset that is hours away is the day's, one within a minute is the minute's`() async throws {
        let body = #"{"error":{"message":"m","code":429}}"#
        let minute = try await error(
            .json(body, status: 429, headers: ["X-RateLimit-Limit": "20", "X-RateLimit-Reset": "1787270040000"]))
        #expect(minute.kind == .rateLimited && minute.limitScope == .pool && minute.resetsAt == nil)
        let day = try await error(
            .json(body, status: 429, headers: ["X-RateLimit-Limit": "50", "X-RateLimit-Reset": "1787356800000"]))
        #expect(day.kind == .quota && day.resetsAt == Date(timeIntervalSince1970: 1_787_356_800))
    }

    @Test func `a limit of the company behind holds for the model, a budget for the account until it starts anew`()
        async throws
    {
        let upstream =
            #"{"error":{"message":"m","code":429,"metadata":{"provider_name":"Venice","retry_after_seconds":17}}}"#
        #expect(try await error(.json(upstream, status: 429)).limitScope == .model)
        let budget =
            #"{"error":{"message":"m","code":403,"metadata":{"limit_source":"openrouter_key_limit","resets_at":"2026-08-22T00:00:00Z"}}}"#
        let told = try await error(.json(budget, status: 403))
        #expect(told.kind == .quota && told.limitScope == .account)
        #expect(told.resetsAt == Date(timeIntervalSince1970: 1_787_356_800))
    }
}
