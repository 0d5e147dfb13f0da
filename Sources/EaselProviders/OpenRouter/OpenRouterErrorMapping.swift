import EaselCore
import EaselProviderKit
import Foundation

/// Sorts OpenRouter's failures by `error_type`, `availability`, `limit_source` and codes (wire sheet A9).
enum OpenRouterErrorMapping {
    static func error(_ reply: FailedReply) -> EaselError {
        let body = reply.decode(Body.self)?.error?.value
        let usual = kind(reply, body)
        let reset = ownReset(reply, body)
        // Its own limits are of a minute or of a day: what starts anew later than in two minutes is the day's (A9.4).
        let isDaily = usual == .rateLimited && reset.map { $0.timeIntervalSince(reply.now) > 120 } == true
        let kind = isDaily ? .quota : usual
        let reasons = body?.metadata?.value?.reasons?.elements ?? []
        let words = reply.envelope?.message
        let quote = reasons.isEmpty ? words : "\(words ?? "moderation") (\(reasons.joined(separator: ", ")))"
        return reply.error(kind, quoting: quote).with {
            $0.providerCode =
                body?.type ?? body?.availability?.value?.code ?? body?.metadata?.value?.limitSource ?? $0.providerCode
            $0.retryAfterSeconds = $0.retryAfterSeconds ?? body.flatMap { wait($0, now: reply.now) }
            if kind == .quota || kind == .rateLimited {
                $0.limitScope = scope(reply, body)
                if kind == .quota { $0.resetsAt = reset ?? body?.metadata?.value?.budgetReset }
            }
            if kind == .quota {
                $0.remedy =
                    "Add credit at https://openrouter.ai/credits, lower maxOutputTokens, or choose another provider."
            }
        }
    }

    private static func kind(_ reply: FailedReply, _ body: Failure?) -> EaselError.Kind {
        let status = reply.status > 0 ? reply.status : body?.code?.status ?? body?.httpStatus?.value ?? 0
        let metadata = body?.metadata?.value
        if let source = metadata?.limitSource, let kind = limitSources[source] { return kind }
        if let code = body?.availability?.value?.code, let kind = availabilityCodes[code] { return kind }
        let types = [body?.type, body?.code?.text].compactMap { $0 }
        if let kind = types.lazy.compactMap({ errorTypes[$0] }).first { return kind }
        if let availability = body?.availability?.value, availability.retryable == true { return .unavailable }
        if status == 403, metadata?.isModeration == true { return .contentPolicy }
        return StatusMapping.kind(for: status)
    }

    /// When OpenRouter's own limit starts anew: in the headers of its 429, or in their copy in the body (A9.4).
    private static func ownReset(_ reply: FailedReply, _ body: Failure?) -> Date? {
        let text =
            reply.headers["X-RateLimit-Reset"] ?? body?.metadata?.value?.headers?.value?.reset.map(\.text)
        return text.flatMap { RetryAfter.reset($0, now: reply.now) }.map { reply.now.addingTimeInterval($0) }
    }

    /// For what the limit holds: a budget for the account, OpenRouter's own counts for the free models together, a limit of
    /// the company behind for the model.
    private static func scope(_ reply: FailedReply, _ body: Failure?) -> RateScope {
        switch body?.metadata?.value?.limitSource {
        case "openrouter_free_tier_daily": .pool
        case .some: .account
        case nil: ownReset(reply, body) != nil ? .pool : .model
        }
    }

    /// Seconds to wait, out of the body: the header is often missing (A9.4).
    private static func wait(_ body: Failure, now: Date) -> Double? {
        let metadata = body.metadata?.value
        return body.availability?.value?.retryAfter ?? metadata?.retryAfterSeconds?.value
            ?? metadata?.headers?.value?.retryAfter.flatMap { Double($0.text) }
            ?? metadata?.headers?.value?.reset.flatMap { RetryAfter.reset($0.text, now: now) }
    }

    /// `error.metadata.limit_source` (A9.2, A9.4). The free daily allowance is of the whole account, so waiting a moment or
    /// another free model does not help.
    private static let limitSources: [String: EaselError.Kind] = [
        "openrouter_in_flight_budget": .rateLimited, "openrouter_credits": .quota, "openrouter_key_limit": .quota,
        "openrouter_guardrail_budget": .quota, "openrouter_workspace_budget": .quota,
        "openrouter_free_tier_daily": .quota,
    ]

    /// `error.availability.code` (A9.1).
    private static let availabilityCodes: [String: EaselError.Kind] = [
        "model_not_found": .modelNotFound, "wrong_endpoint": .unsupported, "no_endpoints": .modelNotFound,
        "model_deprecated": .modelNotFound, "model_unavailable_upstream": .unavailable,
        "privacy_restricted": .permission,
        "constraint_filtered": .unsupported, "free_variant_ended": .modelNotFound, "region_restricted": .permission,
        "capacity_exhausted": .rateLimited, "temporarily_unavailable": .unavailable,
    ]

    /// `error_type`, and the words that take the place of `code` in streams and on `/images` (A3.6, A9.1).
    private static let errorTypes: [String: EaselError.Kind] = [
        "context_length_exceeded": .invalidRequest, "max_tokens_exceeded": .invalidRequest,
        "token_limit_exceeded": .invalidRequest, "string_too_long": .invalidRequest, "authentication": .authentication,
        "payment_required": .quota, "permission_denied": .permission, "not_found": .modelNotFound,
        "image_not_found": .invalidRequest, "precondition_failed": .invalidRequest,
        "payload_too_large": .invalidRequest,
        "unprocessable": .invalidRequest, "rate_limit_exceeded": .rateLimited, "provider_unavailable": .unavailable,
        "provider_overloaded": .unavailable, "timeout": .timeout, "server": .unavailable, "server_error": .unavailable,
        "unmapped": .unavailable, "invalid_request": .invalidRequest, "invalid_prompt": .invalidRequest,
        "refusal": .contentPolicy, "content_policy_violation": .contentPolicy,
        "image_content_policy_violation": .contentPolicy,
        "invalid_image": .invalidRequest, "image_too_large": .invalidRequest, "image_too_small": .invalidRequest,
        "unsupported_image_format": .invalidRequest, "image_download_failed": .invalidRequest,
    ]
}

extension OpenRouterErrorMapping {
    private struct Body: Decodable { var error: Lenient<Failure>? }

    private struct Failure: Decodable, Sendable {
        var code: FlexibleCode?
        var errorType: Lenient<String>?
        var httpStatus: Lenient<Int>?
        var metadata: Lenient<Metadata>?
        var availability: Lenient<Availability>?

        var type: String? { metadata?.value?.errorType ?? errorType?.value }

        enum CodingKeys: String, CodingKey {
            case code, metadata, availability
            case errorType = "error_type"
            case httpStatus = "http_status"
        }
    }

    private struct Metadata: Decodable, Sendable {
        struct Headers: Decodable, Sendable {
            var retryAfter: FlexibleCode?
            var reset: FlexibleCode?
            enum CodingKeys: String, CodingKey {
                case retryAfter = "Retry-After"
                case reset = "X-RateLimit-Reset"
            }
        }

        var errorType: String?
        var limitSource: String?
        var reasons: LenientArray<String>?
        var flaggedInput: Lenient<String>?
        var patterns: LenientArray<JSONValue>?
        var retryAfterSeconds: Lenient<Double>?
        var headers: Lenient<Headers>?
        var resetsAt: Lenient<String>?

        /// When a budget that somebody set starts anew (A9.2).
        var budgetReset: Date? { resetsAt?.value.flatMap(WireTime.date) }

        var isModeration: Bool { reasons != nil || flaggedInput != nil || patterns != nil }

        enum CodingKeys: String, CodingKey {
            case reasons, patterns, headers
            case errorType = "error_type"
            case limitSource = "limit_source"
            case resetsAt = "resets_at"
            case flaggedInput = "flagged_input"
            case retryAfterSeconds = "retry_after_seconds"
        }
    }

    private struct Availability: Decodable, Sendable {
        var code: String?
        var retryable: Bool?
        var retryAfter: Double?

        enum CodingKeys: String, CodingKey {
            case code, retryable
            case retryAfter = "retry_after"
        }
    }
}
