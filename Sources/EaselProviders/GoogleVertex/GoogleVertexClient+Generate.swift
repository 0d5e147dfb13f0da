import EaselCore
import EaselProviderKit

/// `generateContent`, answered whole (wire sheet 1.1).
extension GoogleVertexClient {
    func generation(
        _ body: GoogleVertexContent, _ model: ModelID, at site: GoogleVertexSite
    ) throws(EaselError) -> HTTPCall {
        try api(site).post(site.path(model, "generateContent"), body: body, patience: .generation)
    }

    /// Sends the body. A failure inside a success is thrown; it may have cost something.
    func generate(
        _ body: GoogleVertexContent, _ model: ModelID, at site: GoogleVertexSite
    ) async throws(EaselError) -> GoogleVertexAnswer {
        let api = try api(site)
        let reply = try await api.send(try generation(body, model, at: site))
        do {
            guard reply.contentType != "text/html" else {
                throw EaselError(.invalidResponse, "Google sent a web page in place of an answer.")
            }
            let bytes = try await reply.collect(limit: Self.largestAnswer)
            let answer = try ResponseDecoding.decode(GoogleVertexAnswer.self, from: bytes, endpoint: "Google's model")
            if answer.isFailure { throw api.failure(status: 0, headers: reply.headers, body: bytes) }
            return answer
        } catch {
            throw api.failure(inAnswer: error)
        }
    }

    /// The error for an answer without media.
    func empty(
        _ answer: GoogleVertexAnswer, text: String?, at site: GoogleVertexSite
    ) throws(EaselError) -> EaselError {
        let api = try api(site)
        if let refusal = GoogleVertexRefusal.ofResult(answer, text: text) { return api.failure(refusal) }
        let reason = answer.candidate?.finishReason?.value.map { " (\(ControlText.oneLine(String($0.prefix(60)))))" }
        return api.failure(
            EaselError(.invalidResponse, "Google's answer holds no media\(reason ?? "").")
        ).with { $0.mayHaveBeenAccepted = true }
    }
}
