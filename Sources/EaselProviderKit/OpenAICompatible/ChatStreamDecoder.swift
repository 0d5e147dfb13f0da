public import EaselCore
public import Foundation

/// Turns the data of a chat stream into pieces of text, and knows when the answer is complete. Pure.
///
/// The answer is complete when a choice gave a `finish_reason`. `[DONE]` alone is no success: vLLM sends it after an error
/// (wire sheet C3). A repeated finish reason, as OpenRouter's usage chunk carries it, changes nothing.
public struct ChatStreamDecoder: Sendable {
    private let origins: OriginSet
    private let fail: @Sendable (Data) -> EaselError
    private var hasStarted = false
    private var finish: FinishReason?
    private var usage: Usage?
    private var refusal = false
    private var heard: ChatSound?
    /// `[DONE]` was read: nothing more will come.
    public private(set) var isDone = false

    /// - Parameters:
    ///   - origins: the provider's own origins, for addresses of pictures.
    ///   - fail: sorts an error body that came inside the stream.
    public init(origins: OriginSet, fail: @escaping @Sendable (Data) -> EaselError) {
        self.origins = origins
        self.fail = fail
    }

    /// Takes the data of the next event.
    public mutating func feed(_ data: String) throws(EaselError) -> [TextEvent] {
        if isDone || data.hasPrefix("[DONE]") {
            isDone = true
            return []
        }
        return try take(try ResponseDecoding.decode(ChatChunk.self, from: Data(data.utf8), endpoint: "the chat stream"))
    }

    /// Takes an answer that came as one JSON body although a stream was asked for.
    public mutating func feed(whole body: Data) throws(EaselError) -> [TextEvent] {
        let events = try take(try ResponseDecoding.decode(ChatChunk.self, from: body, endpoint: "the chat"))
        isDone = true
        return events
    }

    /// The sound that came so far, nil when none came.
    public var sound: ChatSound? {
        var whole = heard
        whole?.finish()
        return whole
    }

    /// How the answer ended. Throws `invalidResponse` if it did not.
    public func completion() throws(EaselError) -> TextCompletion {
        guard let finish else {
            throw EaselError(
                .invalidResponse, "The answer was truncated: the stream ended without a finish reason.",
                remedy: "Send again; what arrived may be incomplete.")
        }
        let warning = GenerationWarning(.filtered, "The model refused to answer.")
        return TextCompletion(
            finish: refusal && finish == .stop ? .contentFilter : finish, usage: usage,
            warnings: refusal ? [warning] : [])
    }

    private mutating func take(_ chunk: ChatChunk) throws(EaselError) -> [TextEvent] {
        if let error = chunk.error, error != .null { throw fault(error) }
        var events: [TextEvent] = []
        let choice = chunk.choices?.elements.first { ($0.index ?? 0) == 0 }
        if !hasStarted, choice != nil {
            hasStarted = true
            events.append(.started(id: chunk.id?.value, model: chunk.model?.value))
        }
        if let count = chunk.usage?.value { usage = count.usage }
        guard let choice else { return events }
        if let error = choice.error, error != .null { throw fault(error) }
        if let piece = choice.delta?.value ?? choice.message?.value { events += try self.events(of: piece) }
        if let word = choice.finishReason?.value, !word.isEmpty, finish == nil {
            guard word != "error" else { throw fault("The model stopped with an error.") }
            finish = Self.reason(word)
        }
        return events
    }

    private mutating func events(of piece: ChatChunk.Piece) throws(EaselError) -> [TextEvent] {
        var events: [TextEvent] = []
        if let thought = piece.thought { events.append(.reasoning(thought)) }
        let content = piece.content?.value
        if let text = content?.text, !text.isEmpty { events.append(.delta(text)) }
        if let text = piece.refusal?.value, !text.isEmpty {
            refusal = true
            events.append(.delta(text))
        }
        for picture in (piece.images?.elements ?? []) + (content?.pictures ?? []) {
            if let media = MediaReference(address: picture.address, origins: origins) { events.append(.media(media)) }
        }
        if let sound = piece.audio?.value { try hear(sound) }
        return events
    }

    private mutating func hear(_ piece: ChatChunk.Sound) throws(EaselError) {
        var sound = heard ?? ChatSound()
        guard sound.add(base64: piece.data?.value, transcript: piece.transcript?.value) else {
            throw EaselError(.invalidResponse, "A piece of the sound is not base64.")
        }
        guard sound.bytes.count <= Self.longestSound else {
            throw EaselError(.invalidResponse, "The sound is larger than \(Self.longestSound) bytes.")
        }
        heard = sound
    }

    private static let longestSound = 512 << 20

    private func fault(_ error: JSONValue) -> EaselError {
        fail(Data(((try? JSONText.encode(ChatFault(error: error))) ?? "{}").utf8))
    }

    private static func reason(_ word: String) -> FinishReason {
        switch word {
        // The others are Text Generation Inference's own words for an answer that was complete (FinishReason in its OpenAPI).
        case "stop", "eos", "eos_token", "stop_sequence": .stop
        case "length": .length
        case "content_filter": .contentFilter
        default: .other(ControlText.oneLine(String(word.prefix(60))))
        }
    }
}
