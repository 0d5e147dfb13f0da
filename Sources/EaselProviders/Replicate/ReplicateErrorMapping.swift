import EaselCore
import EaselProviderKit
import Foundation

/// Sorts Replicate's failures: problem documents by their status and title, failed predictions by the code in their text
/// (wire sheet B9, B10).
enum ReplicateErrorMapping {
    /// The error of a prediction, in the shape of an error body.
    struct Fault: Encodable, Sendable { var error: String }

    /// `application/problem+json`.
    private struct Problem: Decodable, Sendable {
        struct Field: Decodable, Sendable { var type: Lenient<String>? }
        var title: Lenient<String>?
        var detail: Lenient<String>?
        var retryAfter: Lenient<Double>?
        var invalidFields: LenientArray<Field>?

        enum CodingKeys: String, CodingKey {
            case title, detail
            case retryAfter = "retry_after"
            case invalidFields = "invalid_fields"
        }
    }

    static func error(_ reply: FailedReply) -> EaselError {
        guard reply.status > 0 else { return failedPrediction(reply) }
        let problem = reply.decode(Problem.self)
        let title = problem?.title?.value
        // A field of the problem document: it sets a missing version apart from an invalid input, both of status 422.
        let isUnknownVersion = title == "Invalid version or not permitted"
        let kind = isUnknownVersion ? .modelNotFound : StatusMapping.kind(for: reply.status)
        return reply.error(kind).with {
            $0.providerCode = problem?.invalidFields?.elements.first?.type?.value ?? title ?? $0.providerCode
            switch kind {
            case .rateLimited: $0.retryAfterSeconds = delay(reply, problem)
            case .quota: $0.remedy = "Add credit at https://replicate.com/account/billing, then wait a few minutes."
            case .modelNotFound:
                $0.remedy =
                    "Check the spelling at https://replicate.com/explore; a community model needs its version: owner/name:version."
            default: break
            }
        }
    }

    /// Header, body, text, header (B10's order). The text is looked at because some bodies have no `retry_after`.
    private static func delay(_ reply: FailedReply, _ problem: Problem?) -> Double? {
        if let told = RetryAfter.seconds(in: reply.headers, now: reply.now) { return told }
        if let seconds = problem?.retryAfter?.value, seconds.isFinite, seconds >= 0 { return seconds }
        let words = problem?.detail?.value ?? ""
        if let match = words.firstMatch(of: /(?:resets in|available in) ~?(\d{1,6})/) { return Double(match.1) }
        return reply.headers["ratelimit-reset"].flatMap { RetryAfter.reset($0, now: reply.now) }
    }

    /// A failed prediction has nothing but a text (B9: "error: string"), so this is the one place that reads words: first
    /// the code at their end, then, because open models raise plain exceptions, what moderation is called in them.
    private static func failedPrediction(_ reply: FailedReply) -> EaselError {
        let words = reply.envelope?.message ?? ""
        let code = words.firstMatch(of: /\((E\d{3,5})\)/).map { String($0.1) }
        let isModeration =
            words.firstMatch(
                of:
                    /(?i)\b(?:nsfw|flagged|sensitive|safety|content[ _]policy|moderation|prohibited|blocked by .*filter)/
            )
            != nil
        let kind =
            code.flatMap { codes[$0] } ?? (isModeration ? .contentPolicy : nil)
            ?? (words.firstMatch(of: /\(code: PA\)/) != nil ? .unavailable : .invalidRequest)
        return reply.error(kind).with {
            $0.providerCode = code
            switch (kind, code) {
            case (.invalidRequest, "E1001"):
                $0.remedy = "The model ran out of memory: ask for less, or for a smaller size."
            case (.invalidRequest, _):
                $0.remedy = "The model itself failed: change the prompt or the parameters, or try again."
            default: break
            }
        }
    }

    /// E005 is on no public list; the codes of four digits are (B9).
    private static let codes: [String: EaselError.Kind] = [
        "E005": .contentPolicy, "E1000": .unavailable, "E1001": .invalidRequest, "E6716": .unavailable,
        "E8367": .unavailable, "E8765": .unavailable, "E9243": .unavailable, "E9825": .unavailable,
    ]
}
