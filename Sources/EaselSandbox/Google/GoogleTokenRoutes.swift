import Foundation

/// `POST /oauth/token` of Google's authorization server: a service account's assertion, or a refresh token (sheet 6.3, 6.4).
///
/// A refresh token that contains `expired` is of no use any more; one that contains `rapt` needs a person.
struct GoogleTokenRoutes: GoogleRoutes {
    private let world: SandboxWorld

    init(world: SandboxWorld) { self.world = world }

    func respond(to call: GoogleCall) async throws -> SandboxReply? {
        guard call.surface == "oauth" else { return nil }
        guard call.request.method == "POST", call.request.path == "token" else { return nil }
        do {
            let form = try Self.form(call.request)
            switch form["grant_type"] {
            case "urn:ietf:params:oauth:grant-type:jwt-bearer":
                try GoogleAssertion(form["assertion"] ?? "").check(now: Date())
                return grant(kind: "c", scope: nil)
            case "refresh_token":
                try Self.checkRefresh(form)
                return grant(kind: "a0", scope: form["scope"] ?? "https://www.googleapis.com/auth/cloud-platform")
            default:
                throw GoogleTokenFailure(
                    400, "unsupported_grant_type", "Invalid grant_type: \(form["grant_type"] ?? "")")
            }
        } catch let failure as GoogleTokenFailure {
            return failure.reply
        }
    }

    private func grant(kind: String, scope: String?) -> SandboxReply {
        var members: [String: JSON] = [
            "access_token": .string("ya29.\(kind).\(world.identifiers.letters(48))"), "expires_in": 3599,
            "token_type": "Bearer",
        ]
        if let scope { members["scope"] = .string(scope) }
        return SandboxReply(json: JSON.object(members)).adding("Cache-Control", "no-store")
    }

    private static func checkRefresh(_ form: [String: String]) throws(GoogleTokenFailure) {
        guard form["client_id"]?.isEmpty == false, form["client_secret"]?.isEmpty == false else {
            throw GoogleTokenFailure(401, "invalid_client", "The OAuth client was not found.")
        }
        let token = form["refresh_token"] ?? ""
        if token.contains("rapt") {
            throw GoogleTokenFailure(
                400, "invalid_grant", "reauth related error (invalid_rapt)", subtype: "invalid_rapt")
        }
        guard !token.isEmpty, !token.contains("expired") else {
            throw GoogleTokenFailure(400, "invalid_grant", "Token has been expired or revoked.")
        }
    }

    private static func form(_ request: SandboxRequest) throws(GoogleTokenFailure) -> [String: String] {
        guard request.header("Content-Type")?.hasPrefix("application/x-www-form-urlencoded") == true else {
            throw GoogleTokenFailure(400, "invalid_request", "The body must be a form.")
        }
        var form: [String: String] = [:]
        for pair in String(decoding: request.body, as: UTF8.self).split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { continue }
            form[String(sides[0])] = sides[1].replacing("+", with: " ").removingPercentEncoding
        }
        return form
    }
}
