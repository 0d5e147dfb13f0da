public import EaselCore
import Foundation

/// Streams text from any server of the OpenAI chat protocol; what is special about a provider is in its dialect and in
/// the client that is passed in.
public struct ChatTextService: Sendable {
    private let dialect: ChatDialect

    public init(_ dialect: ChatDialect) { self.dialect = dialect }

    /// Sends a request and hands on the pieces of the answer; see `TextModelService`.
    public func stream(
        _ request: TextRequest, over client: APIClient, onEvent: @Sendable (TextEvent) async -> Void
    ) async throws(EaselError) -> TextCompletion {
        let (call, warnings) = try call(for: request, over: client)
        let reply = try await client.send(call)
        var decoder = ChatStreamDecoder(origins: client.context.trustedOrigins) { body in
            client.failure(status: 0, headers: [:], body: body)
        }
        do {
            switch reply.contentType?.rawValue {
            case "text/html":
                throw EaselError(
                    .invalidResponse, "The server sent a web page in place of an answer.",
                    remedy: "Check the address of the server.")
            case let type? where type.hasSuffix("json"):
                for event in try decoder.feed(whole: try await reply.collect(limit: 64 << 20)) { await onEvent(event) }
            default:
                try await Self.read(reply.body, into: &decoder, onEvent: onEvent)
            }
            if Task.isCancelled { throw EaselError.cancelled }
            var completion = try decoder.completion()
            completion.warnings = warnings + completion.warnings
            return completion
        } catch {
            throw client.failure(error)
        }
    }

    /// The request that `stream` would send.
    public func preview(_ request: TextRequest, over client: APIClient) throws(EaselError) -> RequestPreview {
        client.preview(try call(for: request, over: client).call)
    }

    private func call(for request: TextRequest, over client: APIClient) throws(EaselError) -> (
        call: HTTPCall, warnings: [GenerationWarning]
    ) {
        let wire = try ChatWire(request, dialect: dialect, provider: client.profile.descriptor.name)
        var call = try client.post("chat/completions", body: wire, patience: .generation)
        call.headers.set("Accept", "text/event-stream")
        // A compressing proxy would hold back the first words.
        call.headers.set("Accept-Encoding", "identity")
        return (call, wire.warnings)
    }

    private static func read(
        _ body: some AsyncSequence<[UInt8], any Error> & Sendable, into decoder: inout ChatStreamDecoder,
        onEvent: @Sendable (TextEvent) async -> Void
    ) async throws {
        for try await event in ServerSentEvents(body) {
            for piece in try decoder.feed(event.data) { await onEvent(piece) }
            if decoder.isDone { return }
        }
    }
}
