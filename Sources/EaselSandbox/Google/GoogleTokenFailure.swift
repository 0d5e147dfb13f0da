/// An error of the token endpoint: flat, and in OAuth's words (sheet 6.4).
struct GoogleTokenFailure: Error, Sendable {
    let status: Int
    let word: String
    let message: String
    let subtype: String?

    init(_ status: Int, _ word: String, _ message: String, subtype: String? = nil) {
        self.status = status
        self.word = word
        self.message = message
        self.subtype = subtype
    }

    static func simulated(status: Int) -> GoogleTokenFailure {
        switch status {
        case 400, 401: GoogleTokenFailure(status, "invalid_grant", "Token has been expired or revoked.")
        case 403: GoogleTokenFailure(status, "access_denied", "Account restricted.")
        case 429: GoogleTokenFailure(status, "rate_limit_exceeded", "Rate limit exceeded.")
        case 503: GoogleTokenFailure(status, "temporarily_unavailable", "Try again.")
        default: GoogleTokenFailure(status, "internal_failure", "Internal error.")
        }
    }

    var reply: SandboxReply {
        var members: [String: JSON] = ["error": .string(word), "error_description": .string(message)]
        if let subtype { members["error_subtype"] = .string(subtype) }
        return SandboxReply(status: status, json: JSON.object(members))
    }
}
