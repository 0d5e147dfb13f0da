import EaselCore
import EaselTestSupport
import Foundation
import Testing

/// A provider's own way to say no, as its wire sheet has it.
struct SpokenFault: Sendable, CustomTestStringConvertible {
    /// When to come back, as the answer says it.
    enum Delay: Sendable {
        case seconds(Double)
        /// Told as a moment: some of it passes on the way.
        case until(Double)
        /// Not told: the engine's own wait, half of its ceiling with a test's dice.
        case own
    }

    var provider: ProviderID
    var name: String
    var status: Int
    /// Made anew for each answer, for some tell a moment.
    var headers: @Sendable () -> [String: String]
    var body: @Sendable () -> String
    var kind: EaselError.Kind
    /// Nil when sending again would not help.
    var delay: Delay?

    var testDescription: String { "\(provider) \(status) \(name)" }

    init(
        _ provider: ProviderID, _ name: String, status: Int = 429, kind: EaselError.Kind = .rateLimited,
        _ delay: Delay?, headers: @escaping @autoclosure @Sendable () -> [String: String] = [:],
        body: @escaping @autoclosure @Sendable () -> String
    ) {
        self.provider = provider
        self.name = name
        self.status = status
        self.headers = headers
        self.body = body
        self.kind = kind
        self.delay = delay
    }

    var answer: MisbehaverStep { .answer(status, with: headers(), body()) }
}

extension SpokenFault {
    private static func milliseconds(in seconds: Double) -> String {
        String(Int((Date().timeIntervalSince1970 + seconds) * 1000))
    }

    static func date(in seconds: Double) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: Date().addingTimeInterval(seconds))
    }

    static let all = vertex + openRouter + fal + replicate + huggingFace + local

    /// google.md 9.3.
    private static let vertex: [SpokenFault] = [
        SpokenFault(
            "vertex", "RetryInfo", .seconds(34.4),
            body:
                #"{"error":{"code":429,"message":"You exceeded your current quota.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier"}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}]}}"#
        ),
        SpokenFault(
            "vertex", "a day's quota", status: 429, kind: .quota, nil,
            body:
                #"{"error":{"code":429,"message":"You exceeded your current quota.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"12s"}]}}"#
        ),
        SpokenFault(
            "vertex", "a quota of nothing", status: 429, kind: .quota, nil,
            body:
                #"{"error":{"code":429,"message":"Quota exceeded for quota metric","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RATE_LIMIT_EXCEEDED","domain":"googleapis.com","metadata":{"quota_limit_value":"0"}}]}}"#
        ),
        SpokenFault(
            "vertex", "shared capacity", .own,
            body:
                #"{"error":{"code":429,"message":"Resource exhausted. Please try again later.","status":"RESOURCE_EXHAUSTED"}}"#
        ),
        SpokenFault(
            "vertex", "an interaction's word", .own,
            body: #"{"error":{"code":"too_many_requests","message":"Slow down."}}"#),
        SpokenFault(
            "vertex", "an interaction's day", status: 429, kind: .quota, nil,
            body: #"{"error":{"code":"quota_exceeded","message":"Come back tomorrow."}}"#),
        SpokenFault(
            "vertex", "unavailable", status: 503, kind: .unavailable, .own,
            body: #"{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}"#),
        SpokenFault(
            "vertex", "internal", status: 500, kind: .unavailable, .own,
            body: #"{"error":{"code":500,"message":"Internal error encountered.","status":"INTERNAL"}}"#),
    ]

    /// openrouter-huggingface-local.md A9.
    private static let openRouter: [SpokenFault] = [
        SpokenFault(
            "openrouter", "a moment in milliseconds", .until(9),
            headers: [
                "X-RateLimit-Limit": "20", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": milliseconds(in: 9),
            ],
            body: #"{"error":{"message":"Rate limit exceeded: free-models-per-min. ","code":429},"user_id":"user_1"}"#),
        SpokenFault(
            "openrouter", "a moment in the body", .until(11),
            body:
                #"{"error":{"message":"Rate limit exceeded","code":429,"metadata":{"headers":{"X-RateLimit-Remaining":"0","X-RateLimit-Reset":"\#(milliseconds(in: 11))"}}},"user_id":"user_1"}"#
        ),
        SpokenFault(
            "openrouter", "seconds in the metadata", .seconds(17),
            body:
                #"{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"temporarily rate-limited upstream","provider_name":"Venice","is_byok":false,"retry_after_seconds":17,"headers":{"Retry-After":"17"}}},"user_id":"user_1"}"#
        ),
        SpokenFault(
            "openrouter", "availability", .seconds(40),
            body:
                #"{"error":{"message":"All providers are at capacity.","error_type":"rate_limit_exceeded","http_status":429,"availability":{"code":"capacity_exhausted","retryable":true,"retry_after":40,"requested_models":["m"]}}}"#
        ),
        SpokenFault(
            "openrouter", "the free day", status: 429, kind: .quota, nil,
            body:
                #"{"error":{"message":"Rate limit exceeded: free-models-per-day.","code":429,"metadata":{"limit_source":"openrouter_free_tier_daily","headers":{"X-RateLimit-Limit":"50","X-RateLimit-Remaining":"0","X-RateLimit-Reset":"1787270400000"}}},"user_id":"user_1"}"#
        ),
        SpokenFault(
            "openrouter", "too much in flight", status: 402, kind: .rateLimited, .seconds(3),
            headers: ["Retry-After": "3"],
            body:
                #"{"error":{"message":"Too many concurrent requests","code":402,"metadata":{"limit_source":"openrouter_in_flight_budget","reason":"in_flight_budget_exhausted"}}}"#
        ),
        SpokenFault(
            "openrouter", "credits", status: 402, kind: .quota, nil,
            body:
                #"{"error":{"message":"Insufficient credits","code":402,"metadata":{"limit_source":"openrouter_credits"}}}"#
        ),
        SpokenFault(
            "openrouter", "overloaded", status: 503, kind: .unavailable, .seconds(4), headers: ["Retry-After": "4"],
            body:
                #"{"error":{"message":"Service temporarily unavailable","code":503,"metadata":{"error_type":"provider_overloaded"}}}"#
        ),
        SpokenFault(
            "openrouter", "incomplete, not charged", status: 502, kind: .unavailable, .own,
            body:
                #"{"error":{"message":"Provider returned error","code":502,"metadata":{"error_type":"provider_unavailable"}}}"#
        ),
    ]

    /// fal-replicate.md A12, A13.
    private static let fal: [SpokenFault] = [
        SpokenFault(
            "fal", "concurrency", .own,
            headers: ["X-Fal-needs-retry": "1", "X-Fal-Error-Type": "concurrent_requests_limit"],
            body: #"{"detail":"Too many concurrent requests","error_type":"concurrent_requests_limit"}"#),
        SpokenFault(
            "fal", "somebody behind it", .own,
            body: #"{"error":{"message":"{\"error\":{\"message\":\"quota of the minute\"}}","code":429}}"#),
        SpokenFault(
            "fal", "no runner", status: 503, kind: .unavailable, .own,
            headers: ["X-Fal-Retryable": "1", "x-fal-request-id": "r1"],
            body: #"{"detail":"No runner is available","error_type":"runner_scheduling_failure"}"#),
        SpokenFault(
            "fal", "locked", status: 403, kind: .permission, nil,
            body: #"{"detail":"User is locked. Reason: Exhausted balance."}"#),
    ]

    /// fal-replicate.md B10.
    private static let replicate: [SpokenFault] = [
        SpokenFault(
            "replicate", "seconds in the body", .seconds(9),
            body: #"{"detail":"Request was throttled. Your rate limit resets in ~9s.","status":429,"retry_after":9}"#),
        SpokenFault(
            "replicate", "seconds in the words", .seconds(30),
            body: #"{"detail":"Request was throttled. Your rate limit resets in ~30s."}"#),
        SpokenFault(
            "replicate", "other words", .seconds(1),
            body: #"{"detail":"Request was throttled. Expected available in 1 second."}"#),
        SpokenFault(
            "replicate", "its own header", .seconds(6), headers: ["ratelimit-remaining": "0", "ratelimit-reset": "6"],
            body: #"{"detail":"Request was throttled.","status":429}"#),
        SpokenFault(
            "replicate", "the header wins", .seconds(5), headers: ["Retry-After": "5"],
            body: #"{"detail":"Your rate limit resets in ~30s.","status":429,"retry_after":9}"#),
        SpokenFault(
            "replicate", "credit", status: 402, kind: .quota, nil,
            body: #"{"title":"Insufficient credit","detail":"You have insufficient credit.","status":402}"#),
    ]

    /// openrouter-huggingface-local.md B6 to B8.
    private static let huggingFace: [SpokenFault] = [
        SpokenFault(
            "huggingface", "a string", .own, body: #"{"error":"Too many requests, please slow down."}"#),
        SpokenFault(
            "huggingface", "a string and a header", .seconds(8), headers: ["Retry-After": "8"],
            body: #"{"error":"Too many requests"}"#),
        SpokenFault(
            "huggingface", "the Hub's field", .seconds(55),
            headers: ["RateLimit": #""api";r=0;t=55"#, "RateLimit-Policy": #""fixed window";"api";q=500;w=300"#],
            body: #"{"error":"Too many requests"}"#),
        SpokenFault(
            "huggingface", "loading", status: 503, kind: .unavailable, .seconds(3.5),
            body: #"{"error":"Model is currently loading","estimated_time":3.5}"#),
        SpokenFault(
            "huggingface", "credits", status: 402, kind: .quota, nil,
            body: #"{"error":"You have exceeded your monthly included credits for Inference Providers."}"#),
    ]

    /// openrouter-huggingface-local.md C7.
    private static let local: [SpokenFault] = [
        SpokenFault(
            "local", "a full queue", status: 503, kind: .unavailable, .seconds(2),
            body:
                #"{"error":{"message":"server busy, please try again.  maximum pending requests exceeded","type":"api_error","param":null,"code":null}}"#
        ),
        SpokenFault(
            "local", "a proxy's limit", .seconds(7), headers: ["Retry-After": "7"],
            body: #"{"error":{"message":"slow down"}}"#),
    ]
}
