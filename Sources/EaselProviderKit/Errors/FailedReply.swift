public import EaselCore
public import Foundation

/// A response that tells of a failure: what an adapter's error mapping decides by.
public struct FailedReply: Sendable {
    public var provider: ProviderID
    /// The provider's name for people.
    public var name: String
    /// The HTTP status; 0 when the failure came inside a successful response without a status of its own.
    public var status: Int
    public var headers: HeaderFields
    public var body: Data
    public var now: Date

    /// The body as an error of one of the usual shapes, nil if it is not a JSON object.
    public var envelope: ErrorEnvelope? { decode(ErrorEnvelope.self) }

    /// A server or a gateway gave up without a word of the provider: the request may have arrived, and be worked on. Where the
    /// provider itself reports a failure, nothing is made any more; 503 is said before anything is taken on (RFC 9110, 15.6.4).
    var leavesOpen: Bool {
        let start = body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let isJSON = start == UInt8(ascii: "{") || start == UInt8(ascii: "[")
        return [500, 502, 504, 520, 524].contains(status) && !isJSON
    }

    /// The body as any other shape, nil if it is not of that shape.
    public func decode<Value: Decodable>(_ type: Value.Type) -> Value? { try? JSONDecoder().decode(type, from: body) }

    /// An error of a kind, with the provider's words quoted. The remedy is the kind's usual one.
    public func error(_ kind: EaselError.Kind, quoting words: String? = nil) -> EaselError {
        let envelope = envelope
        var message = "\(name) \(Self.phrase(kind))"
        if status > 0 { message += " (HTTP \(status))" }
        let quote = words ?? envelope?.message ?? ""
        message += quote.isEmpty ? "." : ": \(ControlText.oneLine(quote))"
        return EaselError(kind, message, provider: provider).with {
            $0.httpStatus = status > 0 ? status : nil
            $0.providerCode =
                envelope?.errorType ?? envelope?.details.first?.type ?? envelope?.type ?? envelope?.code?.text
            $0.retryAfterSeconds =
                RetryAfter.seconds(in: headers, now: now)
                ?? (status == 429 ? RateLimitHeaders.wait(in: headers, now: now) : nil)
        }
    }

    private static func phrase(_ kind: EaselError.Kind) -> String {
        switch kind {
        case .authentication: "does not accept the key"
        case .permission: "does not allow this"
        case .quota: "reports that the credit or the allowance is used up"
        case .rateLimited: "asks to slow down"
        case .invalidRequest: "refused the request"
        case .contentPolicy: "refused the content"
        case .modelNotFound: "does not know this model or address"
        case .unsupported: "cannot do this"
        case .timeout: "took too long"
        case .cancelled: "reports that the request was cancelled"
        case .unavailable: "does not work at the moment"
        case .invalidResponse: "gave an answer that cannot be understood"
        case .storage, .configuration: "reports an error"
        }
    }
}
