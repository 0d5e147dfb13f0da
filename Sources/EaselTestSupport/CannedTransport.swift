public import EaselCore
public import EaselProviderKit
import Synchronization

/// A transport that answers from a script and remembers what was sent.
public final class CannedTransport: HTTPTransport {
    /// One scripted answer.
    public struct Reply: Sendable {
        public enum Ending: Sendable {
            /// The body ends as it should.
            case complete
            /// The connection breaks after the last chunk.
            case broken
            /// Nothing more comes until the reader is cancelled.
            case stalled
        }

        public var status: Int
        public var headers: HeaderFields
        public var chunks: [[UInt8]]
        public var ending: Ending

        public init(
            _ status: Int = 200, headers: HeaderFields = [:], chunks: [[UInt8]] = [], ending: Ending = .complete
        ) {
            self.status = status
            self.headers = headers
            self.chunks = chunks
            self.ending = ending
        }

        /// A JSON body.
        public static func json(_ text: String, status: Int = 200, headers: HeaderFields = [:]) -> Reply {
            Reply(status, headers: headers.merging(["Content-Type": "application/json"]), chunks: [Array(text.utf8)])
        }

        /// A page such as a proxy sends.
        public static func html(_ text: String = "<html><body>nginx</body></html>", status: Int) -> Reply {
            Reply(status, headers: ["Content-Type": "text/html"], chunks: [Array(text.utf8)])
        }

        /// An event stream, in one chunk.
        public static func events(_ text: String, ending: Ending = .complete) -> Reply {
            Reply(200, headers: ["Content-Type": "text/event-stream"], chunks: [Array(text.utf8)], ending: ending)
        }
    }

    private struct State {
        var calls: [HTTPCall] = []
        var closed = 0
    }

    private let state = Mutex(State())
    private let answer: @Sendable (HTTPCall) throws(EaselError) -> Reply

    /// Answers each call by a function of the call.
    public init(_ answer: @escaping @Sendable (HTTPCall) throws(EaselError) -> Reply) { self.answer = answer }

    /// Answers with the replies in turn, then with the last one again.
    public convenience init(_ replies: Reply...) {
        let count = Mutex(0)
        self.init { (_) throws(EaselError) in
            let index = count.withLock { value in
                defer { value += 1 }
                return value
            }
            guard let last = replies.last else { throw EaselError(.unavailable, "No reply was scripted.") }
            return index < replies.count ? replies[index] : last
        }
    }

    /// What was sent, in order, headers with their secrets included.
    public var calls: [HTTPCall] { state.withLock(\.calls) }

    /// How many bodies were let go before their end.
    public var closedEarly: Int { state.withLock(\.closed) }

    public func send(_ call: HTTPCall) async throws(EaselError) -> HTTPReply {
        if Task.isCancelled { throw .cancelled }
        state.withLock { $0.calls.append(call) }
        let reply = try answer(call)
        return HTTPReply(status: reply.status, headers: reply.headers, body: body(of: reply))
    }

    private func body(of reply: Reply) -> AsyncThrowingStream<[UInt8], any Error> {
        let (stream, continuation) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        continuation.onTermination = { [weak self] reason in
            if case .cancelled = reason { self?.state.withLock { $0.closed += 1 } }
        }
        for chunk in reply.chunks { continuation.yield(chunk) }
        switch reply.ending {
        case .complete: continuation.finish()
        case .broken:
            continuation.finish(
                throwing: EaselError(.unavailable, "The connection was lost.").with { $0.mayHaveBeenAccepted = true })
        case .stalled: break
        }
        return stream
    }
}
