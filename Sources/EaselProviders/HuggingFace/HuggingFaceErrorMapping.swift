import EaselCore
import EaselProviderKit
import Foundation

/// Sorts the failures of the router, of the providers behind it and of the Hub by `X-Error-Code`, `code`, `error_type`,
/// `detail[].type` and the status (wire sheet B8).
enum HuggingFaceErrorMapping {
    static func error(_ reply: FailedReply) -> EaselError {
        let envelope = reply.envelope
        let hubCode = reply.headers["X-Error-Code"]
        let words =
            [hubCode, envelope?.code?.text, envelope?.details.first?.type, envelope?.errorType, envelope?.type]
            .compactMap(\.self)
        let status = reply.status > 0 ? reply.status : envelope?.code?.status ?? 0
        let kind = words.lazy.compactMap { kinds[$0] }.first ?? StatusMapping.kind(for: status)
        return reply.error(kind, quoting: quote(reply, envelope)).with {
            $0.providerCode = words.first { kinds[$0] != nil } ?? hubCode ?? $0.providerCode
            $0.retryAfterSeconds = $0.retryAfterSeconds ?? wait(reply)
            if let remedy = words.lazy.compactMap({ wordRemedies[$0] }).first ?? remedies[kind] { $0.remedy = remedy }
            if $0.retryAfterSeconds != nil, kind == .unavailable, isLoading(reply) {
                $0.remedy = "The model is being loaded; send again when that is done."
            }
        }
    }

    /// Validation errors of the older servers are plain text (B8).
    private static func quote(_ reply: FailedReply, _ envelope: ErrorEnvelope?) -> String? {
        if let words = envelope?.message { return words }
        if let list = reply.decode(Complaints.self)?.error?.elements, !list.isEmpty {
            return list.joined(separator: "; ")
        }
        if let words = reply.headers["X-Error-Message"] { return words }
        guard reply.headers["Content-Type"].map(MediaType.init(rawValue:)) == .plainText else { return nil }
        return String(String(decoding: reply.body, as: UTF8.self).prefix(300))
    }

    /// `estimated_time` of a model that is being loaded (B6), then `RateLimit: "api";r=0;t=55` of the Hub (B7).
    private static func wait(_ reply: FailedReply) -> Double? {
        if let seconds = reply.decode(Loading.self)?.estimatedTime, seconds.isFinite, seconds >= 0 { return seconds }
        guard reply.status == 429, let limit = reply.headers["RateLimit"] else { return nil }
        return limit.firstMatch(of: /;\s*t=(\d+)/).flatMap { Double($0.1) }
    }

    private static func isLoading(_ reply: FailedReply) -> Bool { reply.decode(Loading.self) != nil }

    private struct Loading: Decodable {
        var estimatedTime: Double
        enum CodingKeys: String, CodingKey { case estimatedTime = "estimated_time" }
    }

    private struct Complaints: Decodable { var error: LenientArray<String>? }

    /// Codes of the Hub, of the router, of text servers, of fal. Plain validation types fall through to their status.
    private static let kinds: [String: EaselError.Kind] = [
        "RepoNotFound": .modelNotFound, "GatedRepo": .permission, "DisabledRepo": .permission,
        "model_not_supported": .unsupported, "model_not_found": .modelNotFound,
        "insufficient_quota": .quota, "NOT_ENOUGH_BALANCE": .quota,
        "overloaded": .unavailable, "validation": .invalidRequest, "template_error": .unsupported,
        "generation": .unavailable, "incomplete_generation": .unavailable,
        "content_policy_violation": .contentPolicy, "no_media_generated": .contentPolicy, "E005": .contentPolicy,
        "content_filter": .contentPolicy,
    ]

    private static let wordRemedies: [String: String] = [
        "GatedRepo": "Accept the model's terms on its page at https://huggingface.co with the account of the token.",
        "model_not_supported":
            "Name another provider after a colon, or enable one at https://huggingface.co/settings/inference-providers.",
    ]

    private static let remedies: [EaselError.Kind: String] = [
        .quota: "Buy credits or subscribe to PRO at https://huggingface.co/settings/billing.",
        .permission:
            "Give the token the permission “Make calls to Inference Providers”, and accept the model's terms if it is gated.",
    ]
}
