import EaselCore
import EaselProviderKit
import Foundation

/// Sorts the failures of local servers by status and `type` (wire sheet C7).
enum LocalOpenAIErrorMapping {
    static func error(_ reply: FailedReply) -> EaselError {
        let envelope = reply.envelope
        let status = reply.status > 0 ? reply.status : envelope?.code?.status ?? 0
        let type = envelope?.type ?? ""
        let kind = types[type] ?? StatusMapping.kind(for: status)
        return reply.error(kind).with {
            if let remedy = remedies[type] ?? kindRemedies[kind] { $0.remedy = remedy }
            // An error inside a good answer: somebody was there and took the request.
            if reply.status == 0 { $0.mayHaveBeenAccepted = true }
            // llama.cpp answers 503 on every path until its model is loaded, without saying how long that takes.
            if kind == .unavailable, status == 503 { $0.retryAfterSeconds = $0.retryAfterSeconds ?? 2 }
        }
    }

    /// Nobody listens at any of these addresses.
    static func unreachable(_ bases: [URL]) -> EaselError {
        let places = bases.map(\.absoluteString).joined(separator: ", ")
        return EaselError(
            .unavailable, "No local server answers at \(places).",
            remedy:
                "Start Ollama (`ollama serve`) or llama.cpp (`llama-server`), or set EASEL_LOCAL_URL to a server's /v1 address.",
            provider: LocalOpenAIProvider.id)
    }

    /// Types that say more than the status. `api_error` and `server_error` do not: Ollama writes the first for all the rest.
    private static let types: [String: EaselError.Kind] = [
        "invalid_request_error": .invalidRequest, "exceed_context_size_error": .invalidRequest,
        "BadRequestError": .invalidRequest, "not_found_error": .modelNotFound, "NotFoundError": .modelNotFound,
        "authentication_error": .authentication, "not_supported_error": .unsupported, "unavailable_error": .unavailable,
        // Services that speak the dialect and count what is used.
        "insufficient_quota": .quota,
    ]

    private static let remedies = [
        "exceed_context_size_error":
            "Shorten the prompt, or start the server with a larger context (`llama-server -c`).",
        "unavailable_error": "The server is loading its model; send again in a moment.",
    ]

    private static let kindRemedies: [EaselError.Kind: String] = [
        .authentication: "The server wants a key: set EASEL_LOCAL_API_KEY.",
        .modelNotFound:
            "`easel models list --on local` shows what the server has; with Ollama, `ollama pull MODEL` fetches one.",
        .unavailable: "The server's own log says more; send again, or restart it.",
    ]
}
