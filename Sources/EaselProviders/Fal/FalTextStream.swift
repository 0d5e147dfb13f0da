import EaselCore
import EaselProviderKit
import Foundation

/// Turns the output objects of a writing endpoint into pieces of text. Pure.
///
/// Each event of a stream is the whole output so far, and the last one is the result (wire sheet A10). Whether `output`
/// repeats what came before is UNVERIFIED, so both are read: a text that begins with all that is known replaces it, any
/// other is added.
struct FalTextStream: Sendable {
    private struct Output: Decodable, Sendable {
        struct Count: Decodable, Sendable {
            var promptTokens: Lenient<Int>?
            var completionTokens: Lenient<Int>?
            var cost: Lenient<Double>?
            enum CodingKeys: String, CodingKey {
                case cost
                case promptTokens = "prompt_tokens"
                case completionTokens = "completion_tokens"
            }
        }

        var output: Lenient<String>?
        /// Speech-to-text endpoints call their output so.
        var text: Lenient<String>?
        var reasoning: Lenient<String>?
        var partial: Lenient<Bool>?
        var usage: Lenient<Count>?
        var error: JSONValue?
        var detail: JSONValue?
    }

    private let fail: @Sendable (Data) -> EaselError
    private var answer = ""
    private var thoughts = ""
    private var usage: Usage?
    private var isComplete = false

    /// - Parameter fail: sorts an error body that came inside the stream.
    init(fail: @escaping @Sendable (Data) -> EaselError) { self.fail = fail }

    /// Takes the next output object.
    mutating func feed(_ data: Data) throws(EaselError) -> [TextEvent] {
        let output = try ResponseDecoding.decode(Output.self, from: data, endpoint: "fal.ai's stream")
        if let error = output.error, error != .null, error != "" { throw fail(data) }
        let text = output.output?.value ?? output.text?.value
        if text == nil, let detail = output.detail, detail != .null { throw fail(data) }
        var events: [TextEvent] = []
        if let new = output.reasoning?.value.map({ Self.grow(&thoughts, by: $0) }), !new.isEmpty {
            events.append(.reasoning(new))
        }
        if let text {
            let new = Self.grow(&answer, by: text)
            if !new.isEmpty { events.append(.delta(new)) }
            isComplete = output.partial?.value != true
        }
        if let count = output.usage?.value {
            usage = Usage(
                inputTokens: count.promptTokens?.value, outputTokens: count.completionTokens?.value,
                costUSD: count.cost?.value, costIsEstimate: count.cost?.value == nil)
        }
        return events
    }

    /// How the answer ended. Throws `invalidResponse` if it did not.
    func completion() throws(EaselError) -> TextCompletion {
        guard isComplete else {
            throw EaselError(
                .invalidResponse, "The answer was truncated: the stream ended without its last event.",
                remedy: "Send again; what arrived may be incomplete.")
        }
        return TextCompletion(finish: .stop, usage: usage)
    }

    /// Compares bytes, because a character may grow by a mark that comes later.
    private static func grow(_ known: inout String, by text: String) -> String {
        guard text.utf8.starts(with: known.utf8) else {
            known += text
            return text
        }
        let new = String(decoding: text.utf8.dropFirst(known.utf8.count), as: UTF8.self)
        known = text
        return new
    }
}
