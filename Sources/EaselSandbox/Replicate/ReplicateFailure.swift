import Foundation

/// A problem document (sheet B9).
struct ReplicateFailure: Error, Sendable {
    let status: Int
    var title: String?
    let detail: String
    var further: [String: JSON] = [:]
    var headers: [(name: String, value: String)] = []

    static let unauthenticated = ReplicateFailure(
        status: 401, title: "Unauthenticated", detail: "You did not pass a valid authentication token")
    static let noCredit = ReplicateFailure(
        status: 402, title: "Insufficient credit",
        detail:
            "You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to "
            + "purchase credit. Once you purchase credit, please wait a few minutes before trying again.")
    static let notFound = ReplicateFailure(
        status: 404, title: "Not found", detail: "The requested resource could not be found.")
    static let methodNotAllowed = ReplicateFailure(
        status: 405, title: "Method not allowed", detail: "This method is not allowed here.")
    static let tooLarge = ReplicateFailure(status: 413, detail: "Files must be less than 100MB in size")
    static let unknownVersion = ReplicateFailure(
        status: 422, title: "Invalid version or not permitted",
        detail: "The specified version does not exist (or perhaps you don't have permission to use it?)")

    /// The input does not fit the model's schema, or the body the API's.
    static func invalid(_ complaints: [ReplicateComplaint]) -> ReplicateFailure {
        ReplicateFailure(
            status: 422, title: "Input validation failed",
            detail: complaints.map { "- \($0.field): \($0.description)\n" }.joined(),
            further: [
                "invalid_fields": .array(
                    complaints.map {
                        ["type": .string($0.type), "field": .string($0.field), "description": .string($0.description)]
                    })
            ])
    }

    /// What a fault with this status looks like.
    static func simulated(status: Int) -> ReplicateFailure {
        switch status {
        case 401: return unauthenticated
        case 402: return noCredit
        case 403:
            return ReplicateFailure(status: 403, detail: "You do not have permission to perform this action.")
        case 404: return notFound
        case 413: return tooLarge
        case 422: return invalid([ReplicateComplaint("required", "input", "prompt is required")])
        case 429: return throttled
        default:
            return ReplicateFailure(
                status: status, title: status < 500 ? "Bad request" : "Internal server error",
                detail: status < 500 ? "The request could not be understood." : "An unexpected error occurred.")
        }
    }

    /// No `Retry-After`: the delay is in the body and in the words (sheet B10).
    private static let throttled = ReplicateFailure(
        status: 429,
        detail:
            "Request was throttled. Your rate limit for creating predictions is reduced to 6 requests per minute with a "
            + "burst of 1 requests while you have less than $5.0 in credit. Your rate limit resets in ~2s.",
        further: ["retry_after": 2], headers: [("ratelimit-remaining", "0"), ("ratelimit-reset", "2")])

    var reply: SandboxReply {
        var body = further
        body["detail"] = .string(detail)
        body["status"] = .integer(Int64(status))
        if let title { body["title"] = .string(title) }
        var reply = SandboxReply(
            status: status, contentType: "application/problem+json", body: WireEncoder.bytes(JSON.object(body)))
        for header in headers { reply = reply.adding(header.name, header.value) }
        return reply
    }
}

/// One entry of `invalid_fields`.
struct ReplicateComplaint: Error, Sendable, Equatable {
    let type: String
    /// `input` or `input.seed`; for a missing field it is the object that lacks it.
    let field: String
    let description: String

    init(_ type: String, _ field: String, _ description: String) {
        self.type = type
        self.field = field
        self.description = description
    }
}
