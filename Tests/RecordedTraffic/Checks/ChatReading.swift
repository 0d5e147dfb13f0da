import EaselCore
import Foundation

/// A recorded chat answer read by a plain walk: the pieces of its stream put together, or its one message.
struct ChatReading {
    var text = ""
    var reasoning = ""
    /// The first reason that is not empty.
    var finish: String?
    var usage: JSONValue?
    var pictures = 0
    /// An error inside an answer that began well.
    var error: JSONValue?

    init(_ exchange: RecordedExchange) {
        if exchange.contentType == "text/event-stream" {
            for chunk in PlainEvents.values(in: exchange.response.body) { take(chunk, "delta") }
        } else if let answer = exchange.answer {
            take(answer, "message")
        }
    }

    private mutating func take(_ chunk: JSONValue, _ member: String) {
        error = error ?? chunk["error"]
        usage = chunk["usage"] ?? usage
        guard let choice = chunk["choices"]?[0] else { return }
        let piece = choice[member]
        text += piece?["content"]?.string ?? ""
        text += piece?["refusal"]?.string ?? ""
        let thought = [piece?["reasoning"]?.string, piece?["reasoning_content"]?.string].compactMap { $0 }
        let listed = piece?["reasoning_details"]?.elements.compactMap { ($0["text"] ?? $0["summary"])?.string } ?? []
        reasoning += thought.first { !$0.isEmpty } ?? listed.joined()
        pictures += piece?["images"]?.elements.count ?? 0
        if finish == nil, let word = choice["finish_reason"]?.string, !word.isEmpty { finish = word }
    }

    var finishReason: FinishReason? {
        switch finish {
        case nil: nil
        // The last three are Text Generation Inference's words (specs/huggingface-tgi).
        case "stop", "eos", "eos_token", "stop_sequence": .stop
        case "length": .length
        case "content_filter": .contentFilter
        case let word?: .other(word)
        }
    }
}
