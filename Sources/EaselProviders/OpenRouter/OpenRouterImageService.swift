import EaselCore
import EaselProviderKit
import Foundation

/// Pictures from OpenRouter: `POST /images`, answered on the same connection (wire sheet A4.1), or a chat for the models
/// that paint only there (A4.3).
struct OpenRouterImageService: ImageModelService {
    let client: OpenRouterClient

    func submit(_ request: ImageRequest) async throws(EaselError) -> Submission {
        if let modalities = OpenRouterChatRoute.modalities(request.facts.route) {
            return .completed(try await painted(request, modalities))
        }
        let wire = try OpenRouterImageWire.Request(request)
        let reply = try await client.api.send(try call(wire))
        do {
            var batch = try await batch(from: reply, wanted: request.count)
            batch.warnings = wire.warnings + batch.warnings
            return .completed(batch)
        } catch {
            throw client.api.failure(inAnswer: error)
        }
    }

    func preview(_ request: ImageRequest) async throws(EaselError) -> RequestPreview {
        if let modalities = OpenRouterChatRoute.modalities(request.facts.route) {
            return try chatPreview(request, modalities)
        }
        return client.api.preview(try call(OpenRouterImageWire.Request(request)))
    }

    private func call(_ wire: OpenRouterImageWire.Request) throws(EaselError) -> HTTPCall {
        try client.api.post("images", body: wire, patience: .generation)
    }

    /// Decides by what came, not by what was asked for: JSON, a stream, or the picture itself (wire sheet E4).
    private func batch(from reply: HTTPReply, wanted: Int?) async throws(EaselError) -> MediaBatch {
        let type = reply.contentType
        switch type?.rawValue {
        case "text/event-stream":
            return try await streamed(reply.body, wanted: wanted)
        case let word? where word.hasPrefix("image/"):
            return MediaBatch(items: [
                MediaReference(.bytes(try await reply.collect(limit: Self.limit)), declaredType: type)
            ])
        case "text/html":
            throw EaselError(.invalidResponse, "OpenRouter sent a web page in place of a picture.")
        default:
            let body = try await reply.collect(limit: Self.limit)
            if let failure = client.failure(in: body, of: reply) { throw failure }
            let answer = try ResponseDecoding.decode(
                OpenRouterImageWire.Answer.self, from: body, endpoint: "OpenRouter /images")
            return try checked(answer.batch(wanted: wanted))
        }
    }

    /// Reads to the end: several pictures come as several completed events; sketches and drafts are not used.
    private func streamed(
        _ body: some AsyncSequence<[UInt8], any Error> & Sendable, wanted: Int?
    ) async throws(EaselError) -> MediaBatch {
        var pictures: [OpenRouterImageWire.Answer.Picture] = []
        var last = OpenRouterImageWire.Answer()
        do {
            for try await event in ServerSentEvents(body) {
                if event.data.hasPrefix("[DONE]") { break }
                let bytes = Data(event.data.utf8)
                let head = try ResponseDecoding.decode(
                    OpenRouterImageWire.Event.self, from: bytes, endpoint: "the picture stream")
                if let error = head.error, error != .null {
                    throw client.api.failure(status: 0, headers: [:], body: bytes)
                }
                guard head.type?.value == "image_generation.completed" else { continue }
                pictures.append(
                    try ResponseDecoding.decode(
                        OpenRouterImageWire.Answer.Picture.self, from: bytes, endpoint: "the picture stream"))
                last = try ResponseDecoding.decode(
                    OpenRouterImageWire.Answer.self, from: bytes, endpoint: "the picture stream")
            }
        } catch {
            throw client.api.failure(error)
        }
        if Task.isCancelled { throw .cancelled }
        guard !pictures.isEmpty else {
            throw EaselError(.invalidResponse, "The picture stream ended before its picture was complete.")
        }
        return last.batch(of: pictures, wanted: wanted)
    }

    private func checked(_ batch: MediaBatch) throws(EaselError) -> MediaBatch {
        guard !batch.items.isEmpty else { throw EaselError(.invalidResponse, "OpenRouter's answer holds no picture.") }
        return batch
    }

    /// Ten 4K pictures as base64.
    private static let limit = 512 << 20
}
