import Foundation

/// Who may call what (sheet 0.1): a key on the Gemini API, a token everywhere else.
enum GoogleGate {
    static func admit(_ call: GoogleCall) throws(GoogleFailure) {
        switch call.surface {
        // Cloud Storage has errors of its own shape and looks at tokens itself.
        case "oauth", "metadata", "storage": return
        // The address that a download leads on to, and that of an upload under way, are secrets themselves.
        case "gemini" where call.request.segments.first == "download": return
        case "gemini" where call.request.segments.first == "upload" && call.request.queryValue("upload_id") != nil:
            return
        case "gemini": try admitKey(call.request)
        default: try admitToken(call.request)
        }
    }

    private static func admitKey(_ request: SandboxRequest) throws(GoogleFailure) {
        guard let key = request.header("x-goog-api-key") ?? request.queryValue("key"), !key.isEmpty else {
            if request.hasAuthorization { return try admitToken(request) }
            throw .missingKey
        }
        if key.contains("invalid") { throw .unknownKey }
        if key.contains("denied") { throw denied }
    }

    private static func admitToken(_ request: SandboxRequest) throws(GoogleFailure) {
        guard let token = request.credential(scheme: "Bearer"), !token.contains("invalid") else {
            throw .unauthenticated
        }
        if token.contains("denied") { throw denied }
    }

    /// Fixture unary-failure-iam-permission-denied.json (sheet 9.3).
    private static let denied = GoogleFailure(
        status: 403, word: "PERMISSION_DENIED",
        message:
            "Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/projects/p' (or it may not exist).",
        details: [
            GoogleFailure.info(
                "IAM_PERMISSION_DENIED", "aiplatform.googleapis.com", ["permission": "aiplatform.endpoints.predict"])
        ])
}
