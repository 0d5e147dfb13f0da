import EaselCore
import EaselProviderKit
import Foundation

/// Sorts Google's failures by the reason in their details, by the word of an interaction's error and by their status
/// (wire sheet 9). All of the services answer alike, but for the Interactions API, whose `code` is a word.
enum GoogleVertexErrorMapping {
    static func error(_ reply: FailedReply) -> EaselError {
        let fault = fault(in: reply)
        let refusal = GoogleVertexSupportCodes(in: fault?.message?.value ?? "")
        let status = reply.status > 0 ? reply.status : fault?.code?.status ?? 0
        let kind = refusal.isEmpty || status != 400 ? kind(status, fault) : .contentPolicy
        return reply.error(kind, quoting: fault?.message?.value).with {
            $0.providerCode =
                (kind == .contentPolicy ? refusal.category : nil) ?? fault?.reason ?? fault?.status?.value
                ?? fault?.code?.text
            if $0.httpStatus == nil, status > 0 { $0.httpStatus = status }
            $0.retryAfterSeconds = fault?.delay ?? $0.retryAfterSeconds
            if kind == .quota || kind == .rateLimited { $0.limitScope = fault?.scope }
            if kind == .quota, fault?.isDaily == true {
                // The delay beside a day's quota is that of the minute.
                let reset = RateDay.pacific.end(of: reply.now)
                $0.resetsAt = reset
                $0.retryAfterSeconds = reset.timeIntervalSince(reply.now)
            }
            if let remedy = remedy(kind, fault) { $0.remedy = remedy }
        }
    }

    private static func kind(_ status: Int, _ fault: Fault?) -> EaselError.Kind {
        if let word = fault?.code?.text, let kind = interactionWords[word] { return kind }
        if let reason = fault?.reason, let kind = reasons[reason] { return kind }
        if status == 429, fault?.isExhausted == true { return .quota }
        if let word = fault?.status?.value, status == 400 || status == 0, let kind = statusWords[word] { return kind }
        // Of a call that Easel cancelled nothing is heard: who is told so was cut off by Google.
        if status == 499 { return .unavailable }
        return StatusMapping.kind(for: status)
    }

    private static func remedy(_ kind: EaselError.Kind, _ fault: Fault?) -> String? {
        switch fault?.reason {
        case "SERVICE_DISABLED": return "Enable the API for the project in the Google Cloud console, and wait a minute."
        case "API_KEY_INVALID": return "Check GOOGLE_API_KEY and GEMINI_API_KEY; the first one wins."
        default: break
        }
        if kind == .authentication, fault?.status?.value == "UNAUTHENTICATED" {
            return "Run `gcloud auth application-default login`, or check the service account's key."
        }
        return nil
    }

    /// `ErrorInfo.reason` where it says more than the status (9.2, 9.3).
    private static let reasons: [String: EaselError.Kind] = [
        "API_KEY_INVALID": .authentication, "API_KEY_EXPIRED": .authentication,
        "ACCESS_TOKEN_EXPIRED": .authentication, "ACCESS_TOKEN_TYPE_UNSUPPORTED": .authentication,
        "SERVICE_DISABLED": .permission, "IAM_PERMISSION_DENIED": .permission, "CONSUMER_SUSPENDED": .permission,
        "CONSUMER_INVALID": .permission, "API_KEY_SERVICE_BLOCKED": .permission, "BILLING_DISABLED": .quota,
    ]

    /// `status` where HTTP's says less: a 400, or a failure inside a success.
    private static let statusWords: [String: EaselError.Kind] = [
        "FAILED_PRECONDITION": .permission, "UNAUTHENTICATED": .authentication, "PERMISSION_DENIED": .permission,
        "NOT_FOUND": .modelNotFound, "RESOURCE_EXHAUSTED": .rateLimited, "CANCELLED": .unavailable,
        "UNAVAILABLE": .unavailable, "INTERNAL": .unavailable, "DEADLINE_EXCEEDED": .timeout,
        "INVALID_ARGUMENT": .invalidRequest, "UNIMPLEMENTED": .unsupported, "ABORTED": .unavailable,
    ]

    /// The words in `code` of an interaction's error (9.4).
    private static let interactionWords: [String: EaselError.Kind] = [
        "invalid_request": .invalidRequest, "failed_precondition": .permission, "parameter_unknown": .invalidRequest,
        "authentication": .authentication, "payment_required": .quota, "permission_denied": .permission,
        "not_found": .modelNotFound, "model_not_found": .modelNotFound, "already_exists": .invalidRequest,
        "aborted": .unavailable, "out_of_range": .invalidRequest, "rate_limit_exceeded": .rateLimited,
        "too_many_requests": .rateLimited, "quota_exceeded": .quota, "cancelled": .unavailable,
        "api_error": .unavailable, "unimplemented": .unsupported, "service_unavailable": .unavailable,
        "deadline_exceeded": .timeout,
    ]
}

extension GoogleVertexErrorMapping {
    private struct Body: Decodable { var error: Lenient<Fault>? }

    /// An error of either shape; streams and front ends also wrap it in an array of one element (0.1).
    private static func fault(in reply: FailedReply) -> Fault? {
        (reply.decode(Body.self) ?? reply.decode(LenientArray<Body>.self)?.elements.first)?.error?.value
    }

    private struct Fault: Decodable, Sendable {
        /// The HTTP status as a number, or a word of the Interactions API.
        var code: FlexibleCode?
        var message: Lenient<String>?
        /// The name of the gRPC code.
        var status: Lenient<String>?
        var details: LenientArray<Detail>?

        var reason: String? { details?.elements.lazy.compactMap { $0.reason?.value }.first }

        /// `RetryInfo.retryDelay`, a duration such as `34.4s`.
        var delay: Double? {
            details?.elements.lazy.compactMap { detail -> Double? in
                guard let text = detail.retryDelay?.value, text.last == "s" else { return nil }
                return Double(text.dropLast()).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
            }.first
        }

        /// A day's allowance, or one of nothing: waiting a moment does not help.
        var isExhausted: Bool { isOfNothing || isDaily }

        /// A project that may do none of it (9.3): no day brings more.
        private var isOfNothing: Bool {
            (details?.elements ?? []).contains { $0.metadata?.value?.limit?.value == "0" }
                || violations.contains { $0.quotaValue?.value == "0" }
        }

        /// A day's allowance, which starts anew at midnight in California (9.3), or an interaction's word for it (9.4).
        var isDaily: Bool {
            guard !isOfNothing else { return false }
            return code?.text == "quota_exceeded" || quotas.contains { $0.firstMatch(of: /PerDay/) != nil }
        }

        /// What the quota is counted by; nil where the body names none.
        var scope: RateScope? {
            guard !quotas.isEmpty else { return nil }
            return quotas.contains { $0.firstMatch(of: /Per(Base)?Model/) != nil } ? .model : .account
        }

        /// The id of a quota is a structured field whose parts are its meaning (9.3).
        private var quotas: [String] {
            violations.compactMap { $0.quotaId?.value }
                + (details?.elements ?? []).compactMap { $0.metadata?.value?.quota?.value }
        }

        private var violations: [Detail.Violation] {
            (details?.elements ?? []).flatMap { $0.violations?.elements ?? [] }
        }
    }

    private struct Detail: Decodable, Sendable {
        struct Metadata: Decodable, Sendable {
            var limit: Lenient<String>?
            var quota: Lenient<String>?
            enum CodingKeys: String, CodingKey {
                case limit = "quota_limit_value"
                case quota = "quota_limit"
            }
        }

        struct Violation: Decodable, Sendable {
            var quotaId: Lenient<String>?
            var quotaValue: Lenient<String>?
        }

        var reason: Lenient<String>?
        var retryDelay: Lenient<String>?
        var metadata: Lenient<Metadata>?
        var violations: LenientArray<Violation>?
    }
}
