import EaselCore
import EaselProviderKit
import Foundation

/// Text from fal.ai's router for language models, streamed (wire sheet A10), and from any other endpoint that writes, in one
/// piece (A9).
struct FalTextService: TextModelService {
    let client: FalClient
    private let chat = ChatTextService(FalTextWire.dialect)

    init(client: FalClient) { self.client = client }

    func stream(
        _ request: TextRequest, onEvent: @Sendable (TextEvent) async -> Void
    ) async throws(EaselError) -> TextCompletion {
        let target = try FalTextTarget(request)
        if target.takesTurns {
            return try await chat.stream(request.asking(target.upstream), over: client.chat, onEvent: onEvent)
        }
        try client.checkFiles(of: request)
        let (call, warnings) = try call(request, target, addresses: try await client.addresses(of: request.inputs))
        let reply = try await client.run.send(call)
        let run = client.run
        var stream = FalTextStream { run.failure(status: 0, headers: [:], body: $0) }
        await onEvent(.started(id: reply.headers["x-fal-request-id"], model: target.upstream))
        do {
            try await Self.read(reply, into: &stream, onEvent: onEvent)
            if Task.isCancelled { throw EaselError.cancelled }
            var completion = try stream.completion()
            completion.warnings = warnings + completion.warnings
            return completion
        } catch {
            throw run.failure(inAnswer: error)
        }
    }

    func preview(_ request: TextRequest) async throws(EaselError) -> RequestPreview {
        let target = try FalTextTarget(request)
        if target.takesTurns { return try chat.preview(request.asking(target.upstream), over: client.chat) }
        try client.checkFiles(of: request)
        let addresses = request.inputs.map { FalClient.goesInline($0) ? $0.address : "(uploaded: \($0.name))" }
        return client.run.preview(try call(request, target, addresses: addresses).0)
    }

    private func call(
        _ request: TextRequest, _ target: FalTextTarget, addresses: [String]
    ) throws(EaselError) -> (HTTPCall, [GenerationWarning]) {
        let files = try client.fields(for: request, addresses: addresses)
        let wire = FalTextWire(request, upstream: target.upstream, files: files)
        var call = try client.run.post(target.path, body: wire, patience: .generation)
        if target.streams {
            call.headers.set("Accept", "text/event-stream")
            // A compressing proxy would hold back the first words.
            call.headers.set("Accept-Encoding", "identity")
        }
        return (call, wire.warnings)
    }

    private static func read(
        _ reply: HTTPReply, into stream: inout FalTextStream, onEvent: @Sendable (TextEvent) async -> Void
    ) async throws {
        switch reply.contentType?.rawValue {
        case "text/html": throw EaselError(.invalidResponse, "fal.ai sent a web page in place of an answer.")
        case "text/event-stream":
            try await Self.read(events: reply.body, into: &stream, onEvent: onEvent)
        default:
            for piece in try stream.feed(try await reply.collect(limit: 64 << 20)) { await onEvent(piece) }
        }
    }

    private static func read(
        events body: some AsyncSequence<[UInt8], any Error> & Sendable, into stream: inout FalTextStream,
        onEvent: @Sendable (TextEvent) async -> Void
    ) async throws {
        for try await event in ServerSentEvents(body) {
            for piece in try stream.feed(Data(event.data.utf8)) { await onEvent(piece) }
        }
    }
}

extension TextRequest {
    /// The same request under the name that the router's OpenAI path wants. There `reasoning` is OpenRouter's object, not the
    /// native route's boolean, which says whether the thinking is shown (wire sheet openrouter-huggingface-local.md, A3.1).
    fileprivate func asking(_ upstream: String?) -> TextRequest {
        var copy = self
        copy.model = ModelID(rawValue: upstream ?? model.rawValue)
        if let isShown = parameters["reasoning"]?.bool {
            copy.parameters.values["reasoning"] = .object(["exclude": .bool(!isShown)])
        }
        return copy
    }
}
