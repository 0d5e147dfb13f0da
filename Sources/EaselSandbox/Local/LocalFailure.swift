/// An error as each local server words it (sheet C7).
struct LocalFailure: Error, Sendable {
    /// The word each server has for one kind of error.
    private struct Kinds {
        let ollama: String
        let llamaCpp: String
        let vllm: String

        static let internalError = Kinds(ollama: "api_error", llamaCpp: "server_error", vllm: "InternalServerError")
    }

    let status: Int
    let body: JSON

    static func invalid(_ message: String, _ dialect: LocalDialect, field: String? = nil) -> LocalFailure {
        let kinds = Kinds(ollama: "invalid_request_error", llamaCpp: "invalid_request_error", vllm: "BadRequestError")
        return failure(400, message, kinds, dialect, field: field)
    }

    static func unknownModel(_ name: String, _ dialect: LocalDialect) -> LocalFailure {
        let message =
            dialect.isOllama
            ? "model \"\(name)\" not found, try pulling it first" : "The model `\(name)` does not exist."
        let kinds = Kinds(ollama: "not_found_error", llamaCpp: "not_found_error", vllm: "NotFoundError")
        return failure(404, message, kinds, dialect, field: "model")
    }

    static func unknownPath(_ dialect: LocalDialect) -> LocalFailure {
        switch dialect {
        case .ollama, .emptyOllama: LocalFailure(status: 404, body: "404 page not found")
        case .llamaCpp:
            LocalFailure(
                status: 404, body: ["error": ["code": 404, "message": "File Not Found", "type": "not_found_error"]])
        case .vllm, .omni, .kokoro: LocalFailure(status: 404, body: ["detail": "Not Found"])
        case .localAI:
            LocalFailure(
                status: 404, body: ["error": ["code": 404, "message": "Resource not found", "param": nil, "type": ""]])
        }
    }

    /// What a fault with this status looks like.
    static func simulated(status: Int, _ dialect: LocalDialect) -> LocalFailure {
        switch (status, dialect) {
        case (401, .vllm), (401, .omni): return LocalFailure(status: 401, body: ["error": "Unauthorized"])
        case (401, .llamaCpp):
            return LocalFailure(
                status: 401,
                body: ["error": ["code": 401, "message": "Invalid API Key", "type": "authentication_error"]])
        case (503, .llamaCpp):
            return LocalFailure(
                status: 503, body: ["error": ["code": 503, "message": "Loading model", "type": "unavailable_error"]])
        case (503, .ollama), (503, .emptyOllama):
            let message = "server busy, please try again.  maximum pending requests exceeded"
            return failure(503, message, .internalError, dialect)
        default:
            return failure(status, "The server could not answer this request.", .internalError, dialect)
        }
    }

    /// llama.cpp and vLLM send the status as a number in `code`; Ollama sends null there.
    private static func failure(
        _ status: Int, _ message: String, _ kinds: Kinds, _ dialect: LocalDialect, field: String? = nil
    ) -> LocalFailure {
        let code = JSON.integer(Int64(status))
        let param = field.map(JSON.string) ?? .null
        let error: JSON =
            switch dialect {
            case .ollama, .emptyOllama:
                ["message": .string(message), "type": .string(kinds.ollama), "param": nil, "code": nil]
            case .llamaCpp: ["code": code, "message": .string(message), "type": .string(kinds.llamaCpp)]
            case .vllm: ["message": .string(message), "type": .string(kinds.vllm), "param": param, "code": code]
            case .localAI: ["code": code, "message": .string(message), "param": nil, "type": ""]
            // The routes of pictures and speech have FastAPI's own shape.
            case .omni, .kokoro: .null
            }
        if error == .null { return LocalFailure(status: status, body: ["detail": .string(message)]) }
        return LocalFailure(status: status, body: ["error": error])
    }

    var reply: SandboxReply { SandboxReply(status: status, json: body) }
}
