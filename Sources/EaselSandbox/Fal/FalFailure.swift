/// An answer of fal that is no success (sheet A12).
struct FalFailure: Error, Sendable {
    let status: Int
    let body: JSON
    var headers: [(name: String, value: String)] = []

    /// `{"detail": text}`, with `error_type` in body and header when there is one.
    init(status: Int, detail: String, errorType: String? = nil) {
        self.status = status
        var members: [String: JSON] = ["detail": .string(detail)]
        if let errorType {
            members["error_type"] = .string(errorType)
            headers = [("X-Fal-Error-Type", errorType)]
        }
        body = .object(members)
    }

    init(status: Int, body: JSON) {
        self.status = status
        self.body = body
    }

    /// Text for a missing key: UNVERIFIED in the sheet; this one is widely quoted.
    static let missingKey = FalFailure(status: 401, detail: "Authentication is required to access this application.")
    static let badKey = FalFailure(status: 401, detail: "invalid key credentials")
    static let locked = FalFailure(
        status: 403,
        detail: "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.")
    static let unknownRequest = FalFailure(status: 404, body: ["status": "NOT_FOUND"])
    static let methodNotAllowed = FalFailure(status: 405, detail: "Method Not Allowed")
    static let stillInProgress = FalFailure(status: 400, detail: "Request is still in progress")
    static let cancelled = FalFailure(
        status: 499, detail: "Request was cancelled by the client", errorType: "client_cancelled")

    static func unknownApplication(_ app: String) -> FalFailure {
        FalFailure(status: 404, detail: "Application \"\(app)\" not found")
    }

    static func unknownPath(_ path: String) -> FalFailure {
        FalFailure(status: 404, detail: "Path \(path) not found")
    }

    /// Sheet A13.
    static let concurrency: FalFailure = {
        var failure = FalFailure(
            status: 429, detail: "Too many concurrent requests: your account may run 2 at a time.",
            errorType: "concurrent_requests_limit")
        failure.headers.append(("X-Fal-needs-retry", "1"))
        return failure
    }()

    /// What a fault with this status looks like.
    static func simulated(status: Int) -> FalFailure {
        switch status {
        case 401: badKey
        case 403: locked
        case 404: unknownPath("/unknown")
        case 422: FalFailure(status: 422, body: ["detail": "The request could not be processed by the model."])
        case 429: concurrency
        default: infrastructure(status)
        }
    }

    private static func infrastructure(_ status: Int) -> FalFailure {
        let samples: [Int: (detail: String, type: String)] = [
            400: ("Bad request", "bad_request"), 413: ("Request body too large", "bad_request"),
            500: ("Internal Server Error", "internal_error"),
            502: ("Runner returned an incomplete response", "runner_incomplete_response"),
            503: ("No runner is available", "runner_scheduling_failure"),
            504: ("Request timed out waiting for a runner", "request_timeout"),
        ]
        let sample = samples[status] ?? ("Internal Server Error", "internal_error")
        var failure = FalFailure(status: status, detail: sample.detail, errorType: sample.type)
        if status >= 500 { failure.headers.append(("X-Fal-Retryable", "1")) }
        return failure
    }

    var reply: SandboxReply {
        var reply = SandboxReply(status: status, json: body)
        for header in headers { reply = reply.adding(header.name, header.value) }
        return reply
    }
}
