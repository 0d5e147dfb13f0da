import Foundation

/// An error in OpenRouter's envelope (sheet A9.1): `{"error":{"code","message","metadata"},"user_id"}`.
struct OpenRouterFailure: Error, Sendable {
    let status: Int
    let message: String
    var metadata: [String: JSON] = [:]
    var headers: [(name: String, value: String)] = []

    /// As recorded: neither `metadata` nor `user_id` on a request that was never authenticated.
    static let missingAuthentication = OpenRouterFailure(status: 401, message: "Missing Authentication header")
    static let wrongScheme = OpenRouterFailure(status: 401, message: "No cookie auth credentials found")
    static let unknownKey = OpenRouterFailure(status: 401, message: "User not found.")
    static let notFound = OpenRouterFailure(status: 404, message: "Not Found", metadata: ["error_type": "not_found"])

    static let noCredits = OpenRouterFailure(
        status: 402, message: "Insufficient credits. Add more using https://openrouter.ai/settings/credits",
        metadata: ["error_type": "payment_required", "limit_source": "openrouter_credits"])

    static let tooLarge = OpenRouterFailure(
        status: 413, message: "Request payload too large", metadata: ["error_type": "payload_too_large"])

    static let needsManagementKey = OpenRouterFailure(
        status: 403, message: "Only management keys can perform this operation")

    static func invalid(_ message: String) -> OpenRouterFailure {
        OpenRouterFailure(status: 400, message: message, metadata: ["error_type": "invalid_request"])
    }

    static func unknownModel(_ id: String) -> OpenRouterFailure {
        OpenRouterFailure(status: 400, message: "\(id) is not a valid model ID")
    }

    static func noEndpoints(_ reason: String) -> OpenRouterFailure {
        OpenRouterFailure(
            status: 404, message: "No endpoints found that support \(reason)", metadata: ["error_type": "not_found"])
    }

    /// Sheet A9.3.
    static func moderation(input: String, model: OpenRouterModel) -> OpenRouterFailure {
        let cut = input.count <= 100 ? input : "\(input.prefix(48))…\(input.suffix(48))"
        return OpenRouterFailure(
            status: 403, message: "Input was flagged by moderation",
            metadata: [
                "reasons": ["violence"], "flagged_input": .string(cut), "provider_name": .string(model.provider),
                "model_slug": .string(model.id),
            ])
    }

    static let incompleteResult = OpenRouterFailure(
        status: 502, message: "Provider returned error",
        metadata: ["error_type": "provider_unavailable", "raw": "the provider returned fewer images than requested"])

    /// What a fault with this status looks like (sheet A9.1, rate signals A9.4).
    static func simulated(status: Int) -> OpenRouterFailure {
        if status == 429 { return rateLimited() }
        let (message, type) = samples[status] ?? ("Provider returned error", "unmapped")
        var failure = OpenRouterFailure(status: status, message: message, metadata: ["error_type": .string(type)])
        if status == 503 { failure.headers = [("Retry-After", "2")] }
        return failure
    }

    private static let samples: [Int: (String, String)] = [
        400: ("Invalid request parameters", "invalid_request"),
        401: ("User not found.", "authentication"),
        402: ("Insufficient credits. Add more using https://openrouter.ai/settings/credits", "payment_required"),
        403: ("Key limit exceeded", "permission_denied"),
        404: ("Resource not found", "not_found"),
        408: ("Operation timed out. Please try again later.", "timeout"),
        413: ("Request payload too large", "payload_too_large"),
        422: ("Invalid argument", "unprocessable"),
        500: ("Internal Server Error", "server"),
        502: ("Provider returned error", "provider_unavailable"),
        503: ("Service temporarily unavailable", "provider_overloaded"),
        504: ("Request timed out. Please try again later.", "timeout"),
        524: ("Request timed out. Please try again later.", "timeout"),
        529: ("Provider returned error", "provider_overloaded"),
    ]

    private static func rateLimited() -> OpenRouterFailure {
        let seconds = 2
        let reset = Int((Date().timeIntervalSince1970 + Double(seconds)) * 1000)
        let headers = [
            ("X-RateLimit-Limit", "20"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", String(reset)),
        ]
        return OpenRouterFailure(
            status: 429, message: "Rate limit exceeded: free-models-per-min. ",
            metadata: [
                "error_type": "rate_limit_exceeded",
                "headers": .object(Dictionary(uniqueKeysWithValues: headers.map { ($0.0, JSON.string($0.1)) })),
            ],
            headers: headers.map { (name: $0.0, value: $0.1) } + [(name: "Retry-After", value: String(seconds))])
    }

    var reply: SandboxReply {
        var error: [String: JSON] = ["code": .integer(Int64(status)), "message": .string(message)]
        if !metadata.isEmpty { error["metadata"] = .object(metadata) }
        var body: [String: JSON] = ["error": .object(error)]
        if status != 401 { body["user_id"] = "user_sandbox" }
        var reply = SandboxReply(status: status, json: JSON.object(body))
        for header in headers { reply = reply.adding(header.name, header.value) }
        return reply
    }
}
