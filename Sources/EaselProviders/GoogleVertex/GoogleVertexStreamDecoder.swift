import EaselCore
import EaselProviderKit
import Foundation

/// Turns the stream of `streamGenerateContent` into pieces of text (wire sheet 1.5). Pure.
///
/// Events have no names and no `[DONE]`; the answer is complete when the stream ends after a finish reason. A failure in
/// the middle comes as JSON over several lines without `data:`.
struct GoogleVertexStreamDecoder: Sendable {
    private let origins: OriginSet
    private let fail: @Sendable (Data) -> EaselError
    private var lines = LineSplitter(limit: ServerSentEventDecoder.usualLimit)
    private var data: [UInt8] = []
    private var raw: [UInt8] = []
    private var hasStarted = false
    private var hasContent = false
    private var finishReason: String?
    private var last = Last()

    /// What the pieces so far said of the end.
    private struct Last: Sendable {
        var finishMessage: String?
        var ratings: LenientArray<GoogleVertexAnswer.Rating>?
        var usage: Usage?
    }

    /// Longest failure without `data:` that is read, in bytes.
    private static let longestFailure = 1 << 20

    /// - Parameter fail: sorts an error body that came inside the stream.
    init(origins: OriginSet, fail: @escaping @Sendable (Data) -> EaselError) {
        self.origins = origins
        self.fail = fail
    }

    /// Takes the next bytes.
    mutating func feed(_ chunk: [UInt8]) throws(EaselError) -> [TextEvent] {
        var events: [TextEvent] = []
        for line in try lines.feed(chunk) { events += try take(line) }
        return events
    }

    /// Takes the end of the stream.
    mutating func finish() throws(EaselError) -> [TextEvent] {
        var events: [TextEvent] = []
        if let line = lines.finish() { events += try take(line) }
        events += try dispatch()
        if !raw.isEmpty { throw broken }
        return events
    }

    /// Takes an answer that came as one JSON body: an object, or all pieces in an array.
    mutating func feed(whole body: Data) throws(EaselError) -> [TextEvent] {
        if let pieces = try? JSONDecoder().decode([GoogleVertexAnswer].self, from: body) {
            var events: [TextEvent] = []
            for piece in pieces { events += try take(piece, raw: body) }
            return events
        }
        let answer = try ResponseDecoding.decode(GoogleVertexAnswer.self, from: body, endpoint: "Google's model")
        return try take(answer, raw: body)
    }

    /// How the answer ended. Throws `invalidResponse` if it did not, and `contentPolicy` for one that was withheld whole.
    func completion() throws(EaselError) -> TextCompletion {
        guard let finishReason else {
            throw EaselError(
                .invalidResponse, "The answer was truncated: the stream ended without a finish reason.",
                remedy: "Send again; what arrived may be incomplete.")
        }
        guard GoogleVertexRefusal.reasons.contains(finishReason) else {
            return TextCompletion(finish: Self.finish(finishReason), usage: last.usage)
        }
        let refusal = GoogleVertexRefusal.error(
            "refused the answer", reason: finishReason, words: last.finishMessage, ratings: last.ratings)
        guard hasContent else { throw refusal }
        return TextCompletion(
            finish: .contentFilter, usage: last.usage, warnings: [GenerationWarning(.filtered, refusal.message)])
    }

    private static func finish(_ word: String) -> FinishReason {
        switch word {
        case "STOP": .stop
        case "MAX_TOKENS": .length
        default: .other(String(ControlText.oneLine(word).prefix(60)))
        }
    }

    private var broken: EaselError {
        EaselError(.invalidResponse, "The stream holds something that is neither an event nor an error.")
    }

    private mutating func take(_ line: [UInt8]) throws(EaselError) -> [TextEvent] {
        if line.isEmpty { return try dispatch() }
        let prefix = Array("data:".utf8)
        if raw.isEmpty, line.starts(with: prefix) {
            let value = line.dropFirst(prefix.count)
            if !data.isEmpty { data.append(0x0A) }
            data += value.first == 0x20 ? value.dropFirst() : value
            return []
        }
        if raw.isEmpty, Self.isField(line) { return [] }
        let events = try dispatch()
        raw += line + [0x0A]
        guard raw.count <= Self.longestFailure else { throw broken }
        // Complete as soon as it is JSON: its braces balance.
        let body = Data(raw)
        if line.contains(where: { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") }),
            (try? JSONDecoder().decode(JSONValue.self, from: body)) != nil
        {
            throw fail(body)
        }
        return events
    }

    /// A comment, or a field of the event stream that says nothing here.
    private static func isField(_ line: [UInt8]) -> Bool {
        [":", "event:", "id:", "retry:"].contains { line.starts(with: Array($0.utf8)) }
    }

    private mutating func dispatch() throws(EaselError) -> [TextEvent] {
        guard !data.isEmpty else { return [] }
        let body = Data(data)
        data = []
        let answer = try ResponseDecoding.decode(GoogleVertexAnswer.self, from: body, endpoint: "Google's stream")
        return try take(answer, raw: body)
    }

    private mutating func take(_ answer: GoogleVertexAnswer, raw: Data) throws(EaselError) -> [TextEvent] {
        if answer.isFailure { throw fail(raw) }
        last.usage = answer.usage ?? last.usage
        if let refusal = GoogleVertexRefusal.ofPrompt(answer), !hasContent { throw refusal }
        var events: [TextEvent] = []
        if !hasStarted, answer.candidate != nil {
            hasStarted = true
            events.append(.started(id: answer.responseId?.value, model: answer.modelVersion?.value))
        }
        for part in answer.parts { events += event(for: part).map { [$0] } ?? [] }
        if let candidate = answer.candidate, let reason = candidate.finishReason?.value {
            finishReason = reason
            last.finishMessage = candidate.finishMessage?.value
            last.ratings = candidate.safetyRatings
        }
        return events
    }

    private mutating func event(for part: GoogleVertexAnswer.Part) -> TextEvent? {
        let isThought = part.thought?.value == true
        if let text = part.text?.value {
            guard !text.isEmpty else { return nil }
            if !isThought { hasContent = true }
            return isThought ? .reasoning(text) : .delta(text)
        }
        guard !isThought else { return nil }
        if let blob = part.inlineData?.value {
            hasContent = true
            return .media(
                MediaReference(.base64(blob.data), declaredType: blob.mimeType?.value.map(MediaType.init(rawValue:))))
        }
        guard let file = part.fileData?.value, let item = MediaReference(address: file.fileUri, origins: origins) else {
            return nil
        }
        hasContent = true
        return .media(item)
    }
}
