import HTTPTypes

/// A failure in the shape of the router, of the Hub, or of a provider behind the router (sheet B8).
struct HuggingFaceFailure: Error, Sendable {
    let status: Int
    let body: JSON
    var headers: [(name: String, value: String)] = []
    var contentType: String?

    /// `{"error": text}`, the router's own shape.
    init(_ status: Int, _ words: String) {
        self.status = status
        body = ["error": .string(words)]
    }

    init(_ status: Int, body: JSON, contentType: String? = nil) {
        self.status = status
        self.body = body
        self.contentType = contentType
    }

    static let unknownToken = HuggingFaceFailure(401, "Invalid username or password.")

    static let noCredits = HuggingFaceFailure(
        402,
        "You have exceeded your monthly included credits for Inference Providers. "
            + "Subscribe to PRO to get 20x more monthly included credits.")

    static let noPermission = HuggingFaceFailure(
        403,
        "This authentication method does not have sufficient permissions to call Inference Providers on behalf of user "
            + "easel-sandbox")

    static func gated(_ id: String) -> HuggingFaceFailure {
        var failure = HuggingFaceFailure(
            403,
            "Access to model \(id) is restricted and you are not in the authorized list. Visit "
                + "https://huggingface.co/\(id) to ask for access.")
        failure.headers = [("X-Error-Code", "GatedRepo")]
        return failure
    }

    static let unknownRepository: HuggingFaceFailure = {
        var failure = HuggingFaceFailure(404, "Repository not found")
        failure.headers = [("X-Error-Code", "RepoNotFound"), ("X-Error-Message", "Repository not found")]
        return failure
    }()

    /// The chat router's object (B8).
    static func unsupportedModel(_ model: String) -> HuggingFaceFailure {
        HuggingFaceFailure(
            400,
            body: [
                "error": [
                    "message": .string(
                        "The requested model '\(model)' is not supported by any provider you have enabled."),
                    "type": "invalid_request_error", "param": "model", "code": "model_not_supported",
                ]
            ])
    }

    static func unsupported(by provider: String) -> HuggingFaceFailure {
        HuggingFaceFailure(400, "Model not supported by provider \(provider)")
    }

    /// What a fault with this status looks like.
    static func simulated(status: Int, isHub: Bool) -> HuggingFaceFailure {
        switch status {
        case 401: return unknownToken
        case 402: return noCredits
        case 403: return noPermission
        case 404: return isHub ? unknownRepository : HuggingFaceFailure(404, "Model does not exist")
        case 429:
            var failure = HuggingFaceFailure(429, "Too many requests, please slow down.")
            failure.headers =
                isHub
                ? [("RateLimit", "\"api\";r=0;t=3"), ("RateLimit-Policy", "\"fixed window\";\"api\";q=1000;w=300")]
                : [("Retry-After", "2")]
            return failure
        case 503:
            // The shape of the older servers (B6).
            return HuggingFaceFailure(
                503, body: ["error": "Model is currently loading", "estimated_time": 3.5, "warnings": []])
        default:
            return HuggingFaceFailure(status, "Internal Error - We're working hard to fix this as soon as possible!")
        }
    }

    var reply: SandboxReply {
        var reply = SandboxReply(status: status, json: body)
        if let contentType { reply.headers[.contentType] = contentType }
        for header in headers { reply = reply.adding(header.name, header.value) }
        return reply.adding("X-Request-Id", "Root=1-6924a1c2-5b1f0d7e3c9a4b2d1e0f9a8b")
    }
}
