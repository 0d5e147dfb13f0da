import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Google's failures in Easel's vocabulary (wire sheet google.md, section 9).
struct GoogleVertexErrorMappingTests {
    private func error(_ body: String, status: Int, type: String = "application/json") async throws -> EaselError? {
        let reply = CannedTransport.Reply(status, headers: ["Content-Type": type], chunks: [Array(body.utf8)])
        let stand = try GoogleVertexStand(reply)
        return await failure { () async throws(EaselError) in try await stand.image() }
    }

    @Test func `a key that nobody knows comes with 400`() async throws {
        let error = try await error(try RecordedFixture.text("google-error-key.json"), status: 400)
        #expect(error?.kind == .authentication && error?.providerCode == "API_KEY_INVALID")
    }

    @Test func `a day's allowance is a quota, also inside an array`() async throws {
        let error = try await error(try RecordedFixture.text("google-error-daily-quota.json"), status: 429)
        #expect(error?.kind == .quota && error?.limitScope == .model)
        let reset = try #require(error?.resetsAt)
        #expect(RateDay.pacific.end(of: reset.addingTimeInterval(-1)) == reset)
        #expect(error?.retryAfterSeconds.map { $0 > 0 && $0 <= 90_000 } == true)
        #expect(error?.message.contains("check your plan") == true)
    }

    private static let details: [(String, Int, EaselError.Kind)] = [
        (#"{"violations":[{"quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier"}]}"#, 429, .rateLimited),
        (#"{"reason":"RATE_LIMIT_EXCEEDED","metadata":{"quota_limit_value":"0"}}"#, 429, .quota),
        (#"{"reason":"RATE_LIMIT_EXCEEDED","metadata":{"quota_limit_value":"5"}}"#, 429, .rateLimited),
        (#"{"reason":"IAM_PERMISSION_DENIED"}"#, 403, .permission),
        (#"{"reason":"SERVICE_DISABLED"}"#, 403, .permission),
        (#"{"retryDelay":"soon"}"#, 503, .unavailable), ("null", 400, .invalidRequest), ("[]", 404, .modelNotFound),
    ]

    @Test(arguments: details) func `the details decide`(_ row: (detail: String, status: Int, kind: EaselError.Kind))
        async throws
    {
        let body = #"{"error":{"code":\#(row.status),"message":"m","details":[\#(row.detail)]}}"#
        #expect(try await error(body, status: row.status)?.kind == row.kind)
    }

    @Test(arguments: [
        ("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", RateScope.model),
        ("GenerateContentRequestsPerMinutePerProjectPerRegion", .account),
    ]) func `the id of a quota says for what it holds`(_ id: String, _ scope: RateScope) async throws {
        let body =
            #"{"error":{"code":429,"message":"m","details":[{"violations":[{"quotaId":"\#(id)"}]},{"retryDelay":"34.4s"}]}}"#
        let limited = try await error(body, status: 429)
        #expect(limited?.kind == .rateLimited && limited?.limitScope == scope && limited?.retryAfterSeconds == 34.4)
        #expect(limited?.resetsAt == nil)
    }

    @Test func `a quota of nothing starts anew on no day`() async throws {
        let body =
            #"{"error":{"code":429,"message":"m","details":[{"metadata":{"quota_limit_value":"0","quota_limit":"XPerDay"}}]}}"#
        let error = try await error(body, status: 429)
        #expect(error?.kind == .quota && error?.resetsAt == nil)
    }

    @Test func `an interaction's word for a day's quota waits for the day`() async throws {
        let error = try await error(#"{"error":{"code":"quota_exceeded","message":"m"}}"#, status: 429)
        #expect(error?.resetsAt != nil)
    }

    @Test func `a precondition that fails is no fault of the request`() async throws {
        let body = #"{"error":{"code":400,"message":"User location is not supported.","status":"FAILED_PRECONDITION"}}"#
        #expect(try await error(body, status: 400)?.kind == .permission)
    }

    @Test(arguments: [
        ("payment_required", 402, EaselError.Kind.quota), ("quota_exceeded", 429, .quota),
        ("rate_limit_exceeded", 429, .rateLimited), ("model_not_found", 404, .modelNotFound),
        ("api_error", 500, .unavailable),
    ]) func `the words of the Interactions API decide`(_ row: (word: String, status: Int, kind: EaselError.Kind))
        async throws
    {
        let error = try await error(#"{"error":{"code":"\#(row.word)","message":"m"}}"#, status: row.status)
        #expect(error?.kind == row.kind && error?.providerCode == row.word)
    }

    @Test func `a page for a location that does not exist says only that`() async throws {
        let error = try await error("<!DOCTYPE html><title>Error 404</title>", status: 404, type: "text/html")
        #expect(error?.kind == .modelNotFound && error?.message.contains("<") == false)
    }

    @Test func `a call that Google cancelled was not cancelled by anybody here`() async throws {
        let body = #"{"error":{"code":499,"message":"The operation was cancelled.","status":"CANCELLED"}}"#
        #expect(try await error(body, status: 499)?.kind == .unavailable)
    }
}
