import EaselCore
import EaselProviderKit
import Foundation

/// Pictures from a local server: `POST /images/generations` (wire sheet C5).
struct LocalOpenAIImageService: ImageModelService {
    let client: LocalOpenAIClient

    func submit(_ request: ImageRequest) async throws(EaselError) -> Submission {
        let server = try await client.server()
        let wire = try LocalOpenAIImageWire.Request(request, server.kind)
        return try await client.watching(server) { () async throws(EaselError) in
            let api = client.api(of: server)
            let call = try api.post(LocalOpenAIRoute.images.rawValue, body: wire, patience: .generation)
            let reply = try await client.reply(of: server, .images, to: call)
            var batch = try await Self.batch(reply, api, wanted: request.count)
            batch.warnings = wire.warnings + batch.warnings
            return .completed(batch)
        }
    }

    func preview(_ request: ImageRequest) async throws(EaselError) -> RequestPreview {
        let api = await client.expected()
        let wire = try LocalOpenAIImageWire.Request(request, await client.expectedKind())
        return api.preview(try api.post(LocalOpenAIRoute.images.rawValue, body: wire, patience: .generation))
    }

    /// JSON with base64 or addresses, whichever was asked for; or the file itself (vllm-omni's `file`).
    private static func batch(
        _ reply: HTTPReply, _ api: APIClient, wanted: Int?
    ) async throws(EaselError) -> MediaBatch {
        do {
            if reply.contentType?.family == "image" {
                let bytes = try await reply.collect(limit: 256 << 20)
                guard !bytes.isEmpty else { throw EaselError(.invalidResponse, "The server sent an empty picture.") }
                return MediaBatch(items: [MediaReference(.bytes(bytes), declaredType: reply.contentType)])
            }
            let body = try await reply.collect(limit: 512 << 20)
            let answer = try ResponseDecoding.decode(
                LocalOpenAIImageWire.Answer.self, from: body, endpoint: api.profile.descriptor.name)
            // LM Studio answers unknown routes with 200 and an error (C7).
            if let error = answer.error, error != .null { throw api.failure(status: 0, headers: [:], body: body) }
            return try answer.batch(base: api.base, origins: api.context.trustedOrigins, wanted: wanted)
        } catch {
            throw api.failure(error).with { if $0.kind == .invalidResponse { $0.mayHaveBeenAccepted = true } }
        }
    }
}
