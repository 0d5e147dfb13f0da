public import EaselCore
public import Foundation
import Synchronization

/// Notes what passes over another transport in the `ExchangeLog` of the generation that it is sent for; what is sent for none
/// passes untouched.
///
/// What an answer brings is copied into a buffer of fixed size as it is read. Redacting it is left to whoever keeps it.
public struct ExchangeTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let redactor = RecordingRedactor()
    private let now: @Sendable () -> Date

    public init(_ transport: any HTTPTransport, now: @escaping @Sendable () -> Date = { Date() }) {
        self.transport = transport
        self.now = now
    }

    /// A secret that is cut out of everything that is noted.
    public func learn(_ credentials: [Credential]) { redactor.learn(credentials) }

    public func send(_ call: HTTPCall) async throws(EaselError) -> HTTPReply {
        guard let log = ExchangeLog.current else { return try await transport.send(call) }
        redactor.learn(from: call)
        let track = ExchangeTrack(call, at: now(), redactor)
        track.enter(log)
        do {
            var reply = try await transport.send(call)
            track.open(reply)
            reply.body = Self.body(reply.body, track)
            return reply
        } catch {
            track.end(error)
            throw error
        }
    }

    private static func body(_ upstream: some AsyncSequence<[UInt8], any Error> & Sendable, _ track: ExchangeTrack)
        -> HTTPBody
    {
        NotedBody(upstream: upstream, grip: NotedGrip(track))
    }
}

/// Held by whoever may still read a body. A stream is often let go before its end, behind the mark that ends the answer.
private final class NotedGrip: Sendable {
    let track: ExchangeTrack

    init(_ track: ExchangeTrack) { self.track = track }

    deinit { track.end(nil) }
}

/// A body that is noted while it is read.
private struct NotedBody<Upstream: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Upstream.Element == [UInt8], Upstream.Failure == any Error {
    typealias Element = [UInt8]
    typealias Failure = any Error
    let upstream: Upstream
    let grip: NotedGrip

    struct AsyncIterator: AsyncIteratorProtocol {
        var upstream: Upstream.AsyncIterator
        let grip: NotedGrip

        mutating func next() async throws -> [UInt8]? {
            do {
                let piece = try await upstream.next(isolation: #isolation)
                // Some streams end, and do not throw, when their reader is cancelled: that is no end of the answer.
                if let piece { grip.track.take(piece) } else { grip.track.end(Task.isCancelled ? .cancelled : nil) }
                return piece
            } catch {
                grip.track.end(EaselError.transport(error))
                throw error
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(upstream: upstream.makeAsyncIterator(), grip: grip)
    }
}
