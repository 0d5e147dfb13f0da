import EaselCore
import EaselProviderKit

/// Pictures of models that are served by the Interactions API (wire sheet 2.2, 11), on the same connection.
extension GoogleVertexImageService {
    static func interaction(
        _ request: ImageRequest, files: [GoogleVertexContent.Part]
    ) -> (body: GoogleVertexInteractionsWire.Request, warnings: [GenerationWarning]) {
        let writer = ParameterWriter(
            request.parameters, handled: [], customary: customary, provider: GoogleVertexProvider.descriptor.name)
        let body = GoogleVertexInteractionsWire.Request(request, files: files, type: "image", fields: writer.fields)
        return (body, writer.warnings)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus {
        try await client.interactionStatus(of: job, try GoogleVertexVideoService.handle(of: job))
    }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply {
        try await client.cancelInteraction(job, try GoogleVertexVideoService.handle(of: job))
    }

    private static let customary: [ParameterKey: String] = [
        .aspectRatio: "aspect_ratio", .size: "image_size", .seed: "seed", .temperature: "temperature",
        .topP: "top_p", .system: "system_instruction",
    ]
}
