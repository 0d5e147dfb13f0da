import EaselCore
import EaselProviderKit
import Foundation

/// Sorts what the token endpoint, the metadata server and IAM answer in place of a token (wire sheet 6.4).
enum GoogleTokenRefusal {
    static func error(
        status: Int, headers: HeaderFields, body: Data, account: GoogleAccount, now: Date
    ) -> EaselError {
        let fault = try? JSONDecoder().decode(Fault.self, from: body)
        let code = fault?.subtype?.value ?? fault?.error?.text
        let kind = kind(status, fault)
        let words = fault?.description?.value ?? fault?.error?.message ?? ""
        let quote = words.isEmpty ? "" : ": \(ControlText.oneLine(String(words.prefix(300))))"
        return EaselError(
            kind, "Google gave no access token to the \(account.words) (HTTP \(status))\(quote).",
            remedy: remedy(kind, code, account)
        ).with {
            $0.httpStatus = status
            $0.providerCode = code
            $0.retryAfterSeconds = RetryAfter.seconds(in: headers, now: now)
        }
    }

    /// No answer came: nothing was started, so the call that needs the token may be tried again.
    static func unreachable(_ error: EaselError, host: String) -> EaselError {
        guard error.kind != .cancelled else { return error }
        return error.with {
            $0.message = "No access token: \(ControlText.oneLine(host)) cannot be reached. \(error.message)"
            $0.mayHaveBeenAccepted = false
        }
    }

    private static func kind(_ status: Int, _ fault: Fault?) -> EaselError.Kind {
        switch fault?.error?.text {
        case "invalid_grant", "invalid_client", "unauthorized_client", "account_not_found": .authentication
        case "access_denied", "PERMISSION_DENIED", "org_internal", "admin_policy_enforced": .permission
        case "internal_failure", "server_error", "temporarily_unavailable": .unavailable
        case "invalid_scope", "invalid_request", "unsupported_grant_type": .configuration
        default: status == 400 ? .authentication : StatusMapping.kind(for: status)
        }
    }

    private static func remedy(_ kind: EaselError.Kind, _ code: String?, _ account: GoogleAccount) -> String? {
        switch (kind, account) {
        case (.authentication, .user), (.permission, .user):
            return code == "invalid_rapt"
                ? "Your organisation asks for a new login: run `gcloud auth application-default login`."
                : "Run `gcloud auth application-default login`."
        case (.authentication, .service):
            return
                "Create a new key for the service account and check this machine's clock, or run `gcloud auth application-default login`."
        case (.permission, .impersonated):
            return "Grant roles/iam.serviceAccountTokenCreator on the service account."
        case (.authentication, .impersonated): return "Run `gcloud auth application-default login`."
        default: return nil
        }
    }

    private struct Fault: Decodable {
        var error: Word?
        var description: Lenient<String>?
        var subtype: Lenient<String>?

        enum CodingKeys: String, CodingKey {
            case error
            case description = "error_description"
            case subtype = "error_subtype"
        }
    }

    /// OAuth's word, or the status of a `google.rpc.Status`.
    private struct Word: Decodable {
        var text: String?
        var message: String?

        private struct Status: Decodable {
            var status: String?
            var message: String?
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let status = try? container.decode(Status.self)
            text = (try? container.decode(String.self)) ?? status?.status
            message = status?.message
        }
    }
}
