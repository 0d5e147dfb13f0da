import EaselCore

/// The events of a response body, as they arrive.
public struct ServerSentEvents<Body: AsyncSequence & Sendable>: AsyncSequence, Sendable where Body.Element == [UInt8] {
    public typealias Element = ServerSentEvent
    public typealias Failure = any Error

    private let body: Body
    private let limit: Int

    public init(_ body: Body, limit: Int = ServerSentEventDecoder.usualLimit) {
        self.body = body
        self.limit = limit
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        var body: Body.AsyncIterator
        var decoder: ServerSentEventDecoder
        var ready: ArraySlice<ServerSentEvent> = []
        var isOver = false

        public mutating func next() async throws -> ServerSentEvent? {
            while ready.isEmpty, !isOver {
                if let chunk = try await body.next(isolation: #isolation) {
                    ready = try decoder.feed(chunk)[...]
                } else {
                    isOver = true
                    if let event = try decoder.finish() { ready = [event] }
                }
            }
            return ready.popFirst()
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(body: body.makeAsyncIterator(), decoder: ServerSentEventDecoder(limit: limit))
    }
}
