import Foundation

/// A `google.rpc.Status` over HTTP (sheet 9.1).
struct GoogleFailure: Error, Sendable {
    let status: Int
    /// The name of the gRPC code: `INVALID_ARGUMENT`.
    let word: String
    let message: String
    var details: [JSON] = []

    static let notFound = GoogleFailure(
        status: 404, word: "NOT_FOUND", message: "Requested entity was not found.")

    static func invalid(_ message: String) -> GoogleFailure {
        GoogleFailure(status: 400, word: "INVALID_ARGUMENT", message: message)
    }

    /// A field that the schema does not know; protobuf's JSON reader refuses the whole request.
    static func unknownField(_ name: String, at path: String) -> GoogleFailure {
        let place = path.isEmpty ? "" : " at '\(path)'"
        let words = "Invalid JSON payload received. Unknown name \"\(name)\"\(place): Cannot find field."
        var failure = invalid(words)
        failure.details = [
            [
                "@type": "type.googleapis.com/google.rpc.BadRequest",
                "fieldViolations": [["field": .string(path), "description": .string(words)]],
            ]
        ]
        return failure
    }

    /// - Parameter resource: the model's name as the address has it.
    static func unknownModel(_ resource: String) -> GoogleFailure {
        GoogleFailure(
            status: 404, word: "NOT_FOUND",
            message: resource.hasPrefix("projects/")
                ? "Publisher Model `\(resource)` was not found or your project does not have access to it."
                : "\(resource) is not found for API version v1beta, or is not supported for generateContent.")
    }

    /// A key that nobody issued is a 400 on the Developer API (sheet 9.2, fixture unary-failure-api-key.json).
    static let unknownKey = GoogleFailure(
        status: 400, word: "INVALID_ARGUMENT", message: "API key not valid. Please pass a valid API key.",
        details: [
            info("API_KEY_INVALID", "googleapis.com", ["service": "generativelanguage.googleapis.com"]),
            [
                "@type": "type.googleapis.com/google.rpc.LocalizedMessage", "locale": "en-US",
                "message": "API key not valid. Please pass a valid API key.",
            ],
        ])

    static let missingKey = GoogleFailure(
        status: 403, word: "PERMISSION_DENIED",
        message:
            "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."
    )

    static let unauthenticated = GoogleFailure(
        status: 401, word: "UNAUTHENTICATED",
        message:
            "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
        details: [
            info("ACCESS_TOKEN_TYPE_UNSUPPORTED", "googleapis.com", ["service": "aiplatform.googleapis.com"])
        ])

    /// What a fault with this status looks like; the 429 is the one with a delay (sheet 9.3).
    static func simulated(status: Int) -> GoogleFailure {
        if status == 401 { return unauthenticated }
        if status == 429 { return rateLimited }
        let samples: [Int: (String, String)] = [
            400: ("INVALID_ARGUMENT", "Request contains an invalid argument."),
            403: ("PERMISSION_DENIED", "The caller does not have permission"),
            404: ("NOT_FOUND", "Requested entity was not found."),
            408: ("DEADLINE_EXCEEDED", "Request timed out."),
            409: ("ABORTED", "The operation was aborted."),
            413: ("INVALID_ARGUMENT", "Request payload size exceeds the limit: 104857600 bytes."),
            499: ("CANCELLED", "The operation was cancelled."),
            500: (
                "INTERNAL",
                "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting"
            ),
            503: ("UNAVAILABLE", "The model is overloaded. Please try again later."),
            504: ("DEADLINE_EXCEEDED", "The request timed out. Please try again."),
        ]
        let sample = samples[status] ?? ("UNKNOWN", "Unknown Error.")
        return GoogleFailure(status: status, word: sample.0, message: sample.1)
    }

    private static let rateLimited = GoogleFailure(
        status: 429, word: "RESOURCE_EXHAUSTED",
        message: "You exceeded your current quota, please check your plan and billing details.",
        details: [
            [
                "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                "violations": [["quotaId": "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"]],
            ],
            ["@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "2.4s"],
        ])

    static func info(_ reason: String, _ domain: String, _ metadata: [String: JSON]) -> JSON {
        [
            "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": .string(reason), "domain": .string(domain),
            "metadata": .object(metadata),
        ]
    }

    /// `{"error": {"code", "message", "status", "details"}}`.
    var body: JSON {
        var error: [String: JSON] = [
            "code": .integer(Int64(status)), "message": .string(message), "status": .string(word),
        ]
        if !details.isEmpty { error["details"] = .array(details) }
        return ["error": .object(error)]
    }

    var reply: SandboxReply { SandboxReply(status: status, json: body) }
}
