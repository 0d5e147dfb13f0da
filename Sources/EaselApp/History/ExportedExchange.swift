public import EaselCore
import Foundation

/// What was exchanged with a provider, as it is exported and as `--json` prints it: one request and its answer, without secrets
/// and without media. Every key is always there.
public struct ExportedExchange: Codable, Sendable {
    struct Field: Codable, Sendable {
        var name: String
        var value: String
    }

    struct Body: Codable, Sendable {
        var text: String
        var bytes: Int
        var isCut: Bool
        var isBroken: Bool
    }

    struct Failure: Codable, Sendable {
        var kind: String
        var message: String
    }

    /// From 1, as people count.
    var attempt: Int
    var sentAt: String
    var method: String
    var url: String
    var requestHeaders: [Field]
    var requestBody: OrNull<Body>
    var status: OrNull<Int>
    var responseHeaders: [Field]
    var responseBody: OrNull<Body>
    var failure: OrNull<Failure>
    var headMilliseconds: OrNull<Int>
    var milliseconds: OrNull<Int>
    var skipped: Int

    public init(_ exchange: HTTPExchange) {
        attempt = exchange.attempt + 1
        sentAt = ExportedGeneration.text(exchange.sentAt)
        method = exchange.method
        url = exchange.url
        requestHeaders = exchange.requestHeaders.map { Field(name: $0.name, value: $0.value) }
        requestBody = OrNull(exchange.requestBody.map(Body.init))
        status = OrNull(exchange.status)
        responseHeaders = exchange.responseHeaders.map { Field(name: $0.name, value: $0.value) }
        responseBody = OrNull(exchange.responseBody.map(Body.init))
        failure = OrNull(exchange.failure.map { Failure(kind: $0.kind.rawValue, message: $0.message) })
        headMilliseconds = OrNull(exchange.headMilliseconds)
        milliseconds = OrNull(exchange.milliseconds)
        skipped = exchange.skipped
    }

    /// As history keeps it, at a place among the others of its generation.
    func exchange(number: Int) -> HTTPExchange {
        var exchange = HTTPExchange(
            number: number, attempt: max(0, attempt - 1),
            sentAt: ExportedGeneration.date(sentAt) ?? Date(timeIntervalSince1970: 0), method: method, url: url)
        exchange.requestHeaders = requestHeaders.map { HTTPExchange.Field(name: $0.name, value: $0.value) }
        exchange.requestBody = requestBody.value.map(HTTPExchange.Body.init)
        exchange.status = status.value
        exchange.responseHeaders = responseHeaders.map { HTTPExchange.Field(name: $0.name, value: $0.value) }
        exchange.responseBody = responseBody.value.map(HTTPExchange.Body.init)
        exchange.failure = failure.value.map {
            EaselError(EaselError.Kind(rawValue: $0.kind) ?? .unavailable, $0.message)
        }
        exchange.headMilliseconds = headMilliseconds.value
        exchange.milliseconds = milliseconds.value
        exchange.skipped = max(0, skipped)
        return exchange
    }
}

extension ExportedExchange.Body {
    fileprivate init(_ body: HTTPExchange.Body) {
        self.init(text: body.text, bytes: body.bytes, isCut: body.isCut, isBroken: body.isBroken)
    }
}

extension HTTPExchange.Body {
    fileprivate init(_ body: ExportedExchange.Body) {
        self.init(text: body.text, bytes: body.bytes, isCut: body.isCut, isBroken: body.isBroken)
    }
}
