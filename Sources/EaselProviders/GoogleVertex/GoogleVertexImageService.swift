import EaselCore
import EaselProviderKit

/// Pictures from Gemini's image models: `generateContent`, one picture a request, answered at once (wire sheet 2.2).
struct GoogleVertexImageService: ImageModelService {
    let client: GoogleVertexClient

    func submit(_ request: ImageRequest) async throws(EaselError) -> Submission {
        let site = try client.site(for: request)
        let files = try await client.parts(for: Self.pictures(request), at: site)
        if GoogleVertexRoute(request.facts).isInteractions {
            let (body, warnings) = Self.interaction(request, files: files)
            return try await client.startInteraction(body, of: request, at: site, warnings: warnings)
        }
        let (body, warnings) = GoogleVertexImageWire.body(request, files: files, at: site)
        let answer = try await client.generate(body, request.model, at: site)
        var batch = GoogleVertexImageWire.batch(answer, origins: client.origins)
        guard !batch.items.isEmpty else { throw try client.empty(answer, text: batch.text, at: site) }
        batch.warnings = warnings
        return .completed(batch)
    }

    func preview(_ request: ImageRequest) async throws(EaselError) -> RequestPreview {
        let site = try client.site(for: request)
        let files = client.previewParts(for: Self.pictures(request))
        if GoogleVertexRoute(request.facts).isInteractions {
            let body = Self.interaction(request, files: files).body
            return try client.api(site).preview(try client.interactionCall(body, at: site))
        }
        let body = GoogleVertexImageWire.body(request, files: files, at: site).body
        return try client.api(site).preview(try client.generation(body, request.model, at: site))
    }

    /// Every role but a mask is a picture to look at.
    private static func pictures(_ request: ImageRequest) -> [MediaInput] { request.inputs.filter { $0.role != .mask } }
}
