/// An answer of the Interactions API that is no success: `code` is a word, and there is no `status` (sheet 9.4).
struct GoogleInteractionFailure: Error, Sendable {
    let status: Int
    let code: String
    let message: String

    static func invalid(_ message: String) -> GoogleInteractionFailure {
        GoogleInteractionFailure(status: 400, code: "invalid_request", message: message)
    }

    static func unknownField(_ name: String) -> GoogleInteractionFailure {
        GoogleInteractionFailure(status: 400, code: "parameter_unknown", message: "Unknown parameter '\(name)'.")
    }

    static func unknownModel(_ name: String) -> GoogleInteractionFailure {
        GoogleInteractionFailure(
            status: 404, code: "model_not_found", message: "Model '\(name)' was not found or is no longer available.")
    }

    /// Observed as a 400 rather than a 404 (sheet 9.4).
    static let unknownInteraction = GoogleInteractionFailure(
        status: 400, code: "invalid_request", message: "Invalid interaction name")

    static let notCancellable = GoogleInteractionFailure(
        status: 400, code: "failed_precondition", message: "Only background interactions can be cancelled.")

    static func methodNotAllowed(_ method: String) -> GoogleInteractionFailure {
        GoogleInteractionFailure(status: 501, code: "unimplemented", message: "\(method) is not implemented here.")
    }

    var reply: SandboxReply {
        SandboxReply(status: status, json: body)
    }

    var body: JSON { ["error": ["code": .string(code), "message": .string(message)]] }

    /// What a fault with this status looks like.
    static func simulated(status: Int) -> GoogleInteractionFailure {
        let samples: [Int: (code: String, message: String)] = [
            400: ("invalid_request", "Request contains an invalid argument."),
            401: ("authentication", "Request had invalid authentication credentials."),
            402: ("payment_required", "Your prepaid balance is used up."),
            403: ("permission_denied", "The caller does not have permission."),
            404: ("not_found", "Requested entity was not found."),
            409: ("aborted", "The operation was aborted."),
            429: ("rate_limit_exceeded", "Resource has been exhausted (e.g. check quota)."),
            500: ("api_error", "An internal error has occurred."),
            503: ("service_unavailable", "The service is currently unavailable."),
            504: ("deadline_exceeded", "The deadline expired before the operation could complete."),
        ]
        let sample = samples[status] ?? ("api_error", "An internal error has occurred.")
        return GoogleInteractionFailure(status: status, code: sample.code, message: sample.message)
    }
}
