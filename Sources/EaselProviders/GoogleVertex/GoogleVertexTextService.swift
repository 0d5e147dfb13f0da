import EaselCore
import EaselProviderKit
import Foundation

/// Text from Gemini: `streamGenerateContent`, as server-sent events (wire sheet 1).
struct GoogleVertexTextService: TextModelService {
    let client: GoogleVertexClient

    func stream(
        _ request: TextRequest, onEvent: @Sendable (TextEvent) async -> Void
    ) async throws(EaselError) -> TextCompletion {
        let site = try client.site(for: request)
        let api = try client.api(site)
        let files = try await client.parts(for: request.inputs, at: site)
        let (body, warnings) = GoogleVertexTextWire.body(request, files: files, at: site)
        let reply = try await api.send(try call(body, request.model, site, api))
        var decoder = GoogleVertexStreamDecoder(origins: client.origins) { body in
            api.failure(status: 0, headers: [:], body: body)
        }
        do {
            switch reply.contentType?.rawValue {
            case "text/html":
                throw EaselError(
                    .invalidResponse, "Google sent a web page in place of an answer.",
                    remedy: "Check the location and the address.")
            case "application/json":
                for event in try decoder.feed(whole: try await reply.collect(limit: 64 << 20)) { await onEvent(event) }
            default:
                for try await chunk in reply.body {
                    for event in try decoder.feed(chunk) { await onEvent(event) }
                }
                for event in try decoder.finish() { await onEvent(event) }
            }
            if Task.isCancelled { throw EaselError.cancelled }
            var completion = try decoder.completion()
            completion.warnings = warnings + completion.warnings
            return completion
        } catch {
            throw api.failure(inAnswer: error)
        }
    }

    func preview(_ request: TextRequest) async throws(EaselError) -> RequestPreview {
        let site = try client.site(for: request)
        let api = try client.api(site)
        let files = client.previewParts(for: request.inputs)
        return api.preview(
            try call(GoogleVertexTextWire.body(request, files: files, at: site).body, request.model, site, api))
    }

    private func call(
        _ body: GoogleVertexContent, _ model: ModelID, _ site: GoogleVertexSite, _ api: APIClient
    ) throws(EaselError) -> HTTPCall {
        // Without `alt=sse` the answer is one JSON array (1.1).
        var call = try api.call(
            .post, site.path(model, "streamGenerateContent"), query: [("alt", "sse")], patience: .generation
        ).with(json: body, provider: GoogleVertexProvider.id)
        call.headers.set("Accept", "text/event-stream")
        // A compressing proxy would hold back the first words.
        call.headers.set("Accept-Encoding", "identity")
        return call
    }
}
