import EaselCore
import EaselProviderKit
import Foundation

/// Sorts fal.ai's failures by `detail[].type`, `error_type` and the status (wire sheet A12). The words beside them are
/// only quoted.
enum FalErrorMapping {
    /// The error inside a COMPLETED status, in the shape of an error body.
    struct Fault: Encodable, Sendable {
        var error: JSONValue?
        var errorType: String?
        enum CodingKeys: String, CodingKey {
            case error
            case errorType = "error_type"
        }
    }

    static func error(_ reply: FailedReply) -> EaselError {
        let envelope = reply.envelope
        let words = [envelope?.details.first?.type, envelope?.errorType, reply.headers["X-Fal-Error-Type"]].compactMap {
            $0
        }
        let status = reply.status > 0 ? reply.status : envelope?.code?.status ?? 0
        let kind = words.lazy.compactMap { kinds[$0] }.first ?? StatusMapping.kind(for: status)
        return reply.error(kind).with {
            $0.providerCode = words.first ?? $0.providerCode
            switch kind {
            // A locked account answers 403, and only its text says whether money is the reason.
            case .permission:
                $0.remedy =
                    "Check the account and its balance at https://fal.ai/dashboard/billing, and the key's scope."
            case .modelNotFound: $0.remedy = "Check the endpoint's spelling at https://fal.ai/models; case matters."
            default: break
            }
        }
    }

    /// `detail[].type` and `error_type`; plain validation types fall through to their status, 422.
    private static let kinds: [String: EaselError.Kind] = [
        "content_policy_violation": .contentPolicy, "no_media_generated": .contentPolicy,
        "internal_server_error": .unavailable, "internal_error": .unavailable, "downstream_service_error": .unavailable,
        "downstream_service_unavailable": .unavailable, "generation_timeout": .timeout, "request_timeout": .timeout,
        "startup_timeout": .timeout, "runner_scheduling_failure": .unavailable,
        "runner_connection_timeout": .unavailable,
        "runner_disconnected": .unavailable, "runner_connection_refused": .unavailable,
        "runner_connection_error": .unavailable,
        "runner_incomplete_response": .unavailable, "runner_server_error": .unavailable,
        "client_disconnected": .cancelled,
        "client_cancelled": .cancelled, "bad_request": .invalidRequest, "concurrent_requests_limit": .rateLimited,
        "feature_not_supported": .unsupported,
    ]
}
