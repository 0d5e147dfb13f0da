public import EaselCore
import Foundation

/// An exchange with a provider in lines for people: request, answer, and what is to be said of them.
public struct ExchangeStory: Hashable, Sendable {
    public enum Voice: Hashable, Sendable {
        case sent, received, note
    }

    public struct Line: Hashable, Sendable {
        public var voice: Voice
        /// May hold anything that a provider writes; never a line break.
        public var text: String
    }

    /// `POST https://queue.fal.run/fal-ai/flux/dev`.
    public let title: String
    /// `200, 812 ms, 14 before it`.
    public let outcome: String
    public let isFailure: Bool
    public let lines: [Line]

    public init(_ exchange: HTTPExchange) {
        title = "\(exchange.method) \(exchange.url)"
        var words = [exchange.status.map { "\($0)" } ?? (exchange.failure == nil ? "no answer yet" : "no answer")]
        if let milliseconds = exchange.milliseconds { words.append("\(milliseconds) ms") }
        if exchange.skipped > 0 { words.append("\(exchange.skipped) before it") }
        outcome = words.joined(separator: ", ")
        isFailure = exchange.failure != nil || exchange.status.map { $0 >= 400 } ?? false
        lines = Self.lines(of: exchange)
    }

    private static func lines(of exchange: HTTPExchange) -> [Line] {
        var lines = part(.sent, exchange.requestHeaders, exchange.requestBody)
        if let status = exchange.status {
            lines.append(Line(voice: .received, text: "HTTP \(status)"))
            lines += part(.received, exchange.responseHeaders, exchange.responseBody)
        }
        return lines + notes(on: exchange).map { Line(voice: .note, text: $0) }
    }

    private static func part(
        _ voice: Voice, _ headers: [HTTPExchange.Field], _ body: HTTPExchange.Body?
    ) -> [Line] {
        var texts = headers.map { "\($0.name): \($0.value)" }
        if let body {
            texts.append("")
            texts += body.text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        }
        return texts.map { Line(voice: voice, text: $0) }
    }

    private static func notes(on exchange: HTTPExchange) -> [String] {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        var notes = ["Sent at \(exchange.sentAt.formatted(style))."]
        if exchange.status == nil, exchange.failure == nil {
            notes.append("Easel ended before the answer came, or it is still awaited.")
        }
        if let time = exchange.headMilliseconds, let whole = exchange.milliseconds, exchange.status != nil {
            notes.append("The answer began after \(time) ms and ended after \(whole) ms.")
        }
        if let failure = exchange.failure { notes.append("\(failure.kind.rawValue): \(failure.message)") }
        if exchange.responseBody?.isBroken == true { notes.append("The answer broke off, or nobody saw its end.") }
        if exchange.skipped > 0 {
            notes.append(
                "Before this one the same request was sent \(exchange.skipped == 1 ? "once" : "\(exchange.skipped) times") more; those are not kept."
            )
        }
        return notes
    }
}
