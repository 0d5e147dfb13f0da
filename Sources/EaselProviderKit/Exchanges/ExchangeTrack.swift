import EaselCore
import Foundation
import Synchronization

/// One exchange while it is noted.
final class ExchangeTrack: Sendable {
    private struct State {
        var status: Int?
        var headers = HeaderFields()
        var body: BodyKeeper?
        var head: Duration?
        var end: Duration?
        var failure: EaselError?
        var place: ExchangeLog.Place?
    }

    private enum Request {
        case call(HTTPCall)
        case told(HTTPExchange)
    }

    private let redactor: RecordingRedactor
    private let start = ContinuousClock.now
    private let sentAt: Date
    private let likeness: Int
    private let isRepeatable: Bool
    /// Redacted once, when it is first told; the call and its body are let go then.
    private let request: Mutex<Request>
    private let state = Mutex(State())
    private let log = Mutex<ExchangeLog?>(nil)

    init(_ call: HTTPCall, at date: Date, _ redactor: RecordingRedactor) {
        self.redactor = redactor
        sentAt = date
        likeness = call.likeness
        isRepeatable = call.method.isRepeatable
        request = Mutex(.call(call))
    }

    /// What starts something is kept before its answer comes: whoever sent it may not live to see that.
    func enter(_ log: ExchangeLog) {
        self.log.withLock { $0 = log }
        let announcing: @Sendable (ExchangeLog.Place) -> HTTPExchange = { self.request(at: $0) }
        let place = log.open(likeness: likeness, announcing: isRepeatable ? nil : announcing) { self.exchange(at: $0) }
        state.withLock { $0.place = place }
    }

    /// The head of the answer is there.
    func open(_ reply: HTTPReply) {
        let time = ContinuousClock.now - start
        state.withLock { state in
            state.status = reply.status
            state.headers = reply.headers
            state.head = time
            state.body = BodyKeeper(type: reply.contentType)
        }
    }

    func take(_ piece: [UInt8]) { state.withLock { $0.body?.feed(piece) } }

    /// The body has ended, or the way to it broke. What comes after the first end says nothing.
    func end(_ failure: EaselError?) {
        let time = ContinuousClock.now - start
        let place = state.withLock { state -> ExchangeLog.Place? in
            guard state.end == nil else { return nil }
            state.end = time
            state.failure = failure
            return state.place
        }
        let log = log.withLock { log in
            defer { log = nil }
            return log
        }
        if let place, let log { log.close(place) { self.exchange(at: place) } }
    }

    private func request(at place: ExchangeLog.Place) -> HTTPExchange {
        var exchange = told()
        exchange.number = place.number
        exchange.attempt = place.attempt
        exchange.skipped = place.skipped
        return exchange
    }

    /// The exchange as it stands, redacted.
    private func exchange(at place: ExchangeLog.Place) -> HTTPExchange {
        let request = request(at: place)
        return state.withLock { state in
            var exchange = request
            exchange.status = state.status
            exchange.responseHeaders = redactor.redact(state.headers).map(HTTPExchange.Field.init)
            exchange.responseBody = state.body?.body(redactor, isBroken: state.end == nil || state.failure != nil)
            exchange.headMilliseconds = state.head?.milliseconds
            exchange.milliseconds = state.end?.milliseconds
            exchange.failure = state.failure.map { failure in
                failure.with {
                    $0.message = redactor.redact($0.message)
                    $0.remedy = redactor.redact($0.remedy)
                }
            }
            return exchange
        }
    }

    private func told() -> HTTPExchange {
        request.withLock { request in
            switch request {
            case .told(let exchange): return exchange
            case .call(let call):
                var exchange = HTTPExchange(
                    number: 0, attempt: 0, sentAt: sentAt, method: call.method.rawValue, url: redactor.redact(call.url))
                exchange.requestHeaders = redactor.redact(call.headers).map(HTTPExchange.Field.init)
                let type = call.headers["Content-Type"]
                exchange.requestBody = call.body.map {
                    BodyKeeper.body($0, type: type.map(MediaType.init(rawValue:)), parameters: type, redactor)
                }
                request = .told(exchange)
                return exchange
            }
        }
    }
}

extension HTTPExchange.Field {
    fileprivate init(_ field: RecordedExchange.Field) { self.init(name: field.name, value: field.value) }
}

extension HTTPCall {
    /// The same for the same request.
    fileprivate var likeness: Int {
        var hasher = Hasher()
        hasher.combine(method)
        hasher.combine(url)
        hasher.combine(body?.count)
        hasher.combine(body?.prefix(16 << 10))
        return hasher.finalize()
    }
}
