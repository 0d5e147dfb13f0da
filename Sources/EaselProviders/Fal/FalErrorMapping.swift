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
        let inner = upstream(reply)
        let envelope = inner ?? reply.envelope
        let words = [envelope?.details.first?.type, envelope?.errorType, reply.headers["X-Fal-Error-Type"]].compactMap {
            $0
        }
        let status = reply.status > 0 ? reply.status : envelope?.code?.status ?? reply.envelope?.code?.status ?? 0
        let kind = words.lazy.compactMap { kinds[$0] }.first ?? StatusMapping.kind(for: status)
        return reply.error(kind, quoting: inner?.message).with {
            $0.providerCode = words.first ?? $0.providerCode
            if let remedy = words.lazy.compactMap({ remedies[$0] }).first { $0.remedy = remedy }
            if reply.headers["X-Fal-Request-Timeout-Type"] == "user" {
                $0.remedy = "It did not start in the time that was set (EASEL_FAL_START_WITHIN); allow more."
            }
            switch kind {
            // A locked account answers 403, and only its text says whether money is the reason.
            case .permission:
                $0.remedy =
                    "Check the account and its balance at https://fal.ai/dashboard/billing, and the key's scope."
            case .modelNotFound:
                $0.remedy = "Check the endpoint's spelling at https://fal.ai/models; case matters."
            default: break
            }
        }
    }

    /// The error of the company behind fal.ai: its JSON stands as text inside `error.message` (A12, form 5).
    private static func upstream(_ reply: FailedReply) -> ErrorEnvelope? {
        guard let text = reply.envelope?.message,
            let inner = try? JSONDecoder().decode(ErrorEnvelope.self, from: Data(text.utf8)), inner.message != nil
        else { return nil }
        return inner
    }

    /// What to do about files that a model cannot take (A12).
    private static let remedies: [String: String] = [
        "image_too_small": "Attach a larger picture.", "image_too_large": "Attach a smaller picture.",
        "image_load_error": "Attach a PNG, JPEG or WebP that opens elsewhere.",
        "file_too_large": "Attach a smaller file.",
        "file_download_error": "Check that the address can be opened by anybody, or attach the file itself.",
        "face_detection_error": "Attach a picture with one clear face.",
        "audio_duration_too_long": "Attach a shorter recording.",
        "audio_duration_too_short": "Attach a longer recording.",
        "video_duration_too_long": "Attach a shorter clip.", "video_duration_too_short": "Attach a longer clip.",
        "unsupported_audio_format": "Attach the sound in a format that the message names.",
        "unsupported_image_format": "Attach the picture in a format that the message names.",
        "unsupported_video_format": "Attach the clip in a format that the message names.",
    ]

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
