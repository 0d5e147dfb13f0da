public import EaselCore
import Foundation
import Synchronization

/// Streams text from any server of the OpenAI chat protocol; what is special about a provider is in its dialect and in
/// the client that is passed in.
public struct ChatTextService: Sendable {
    private let dialect: ChatDialect

    public init(_ dialect: ChatDialect) { self.dialect = dialect }

    /// Sends a request and hands on the pieces of the answer; see `TextModelService`.
    public func stream(
        _ request: TextRequest, over client: APIClient, adding extras: ChatExtras = ChatExtras(),
        onEvent: @Sendable (TextEvent) async -> Void
    ) async throws(EaselError) -> TextCompletion {
        let (call, warnings) = try call(for: request, over: client, adding: extras)
        return try await answer(to: call, over: client, onEvent: onEvent).with(warnings)
    }

    /// Sends a request and waits for all of the answer: for pictures and sound that come through chat.
    public func collect(
        _ request: TextRequest, over client: APIClient, adding extras: ChatExtras
    ) async throws(EaselError) -> ChatAnswer {
        let (call, warnings) = try call(for: request, over: client, adding: extras)
        let pieces = Mutex<(text: String, media: [MediaReference])>(("", []))
        let ending = try await answer(to: call, over: client) { event in
            pieces.withLock {
                switch event {
                // Far beyond what any model writes beside its media: a stream without an end must not fill the memory.
                case .delta(let text) where $0.text.utf8.count < 8 << 20: $0.text += text
                case .media(let media) where $0.media.count < 64: $0.media.append(media)
                default: break
                }
            }
        }
        let (text, media) = pieces.withLock { $0 }
        return ChatAnswer(text: text, media: media, sound: ending.sound, completion: ending.with(warnings))
    }

    /// The request that `stream` and `collect` would send.
    public func preview(
        _ request: TextRequest, over client: APIClient, adding extras: ChatExtras = ChatExtras()
    ) throws(EaselError) -> RequestPreview {
        client.preview(try call(for: request, over: client, adding: extras).call)
    }

    private struct Ending {
        var completion: TextCompletion
        var sound: ChatSound?

        func with(_ warnings: [GenerationWarning]) -> TextCompletion {
            var completion = completion
            completion.warnings = warnings + completion.warnings
            return completion
        }
    }

    private func answer(
        to call: HTTPCall, over client: APIClient, onEvent: @Sendable (TextEvent) async -> Void
    ) async throws(EaselError) -> Ending {
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
                for event in try decoder.feed(whole: try await reply.collect(limit: 512 << 20)) { await onEvent(event) }
            default:
                try await Self.read(reply.body, into: &decoder, onEvent: onEvent)
            }
            if Task.isCancelled { throw EaselError.cancelled }
            return Ending(completion: try decoder.completion(), sound: decoder.sound)
        } catch {
            throw client.failure(inAnswer: error)
        }
    }

    private func call(
        for request: TextRequest, over client: APIClient, adding extras: ChatExtras
    ) throws(EaselError) -> (call: HTTPCall, warnings: [GenerationWarning]) {
        let wire = try ChatWire(
            request, dialect: dialect, provider: client.profile.descriptor.name, adding: extras)
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
