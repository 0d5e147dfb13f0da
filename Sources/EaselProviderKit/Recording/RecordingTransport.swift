public import EaselCore
import Foundation
import Synchronization

/// Keeps every exchange of another transport in a folder: the request at once, the answer piece by piece as it is read. No
/// more than a piece is in memory, and no secret is written.
public struct RecordingTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let folder: RecordingFolder

    public init(_ transport: any HTTPTransport, into folder: RecordingFolder) {
        self.transport = transport
        self.folder = folder
    }

    /// Throws `.storage`, and sends nothing, when the recording cannot be written.
    public func send(_ call: HTTPCall) async throws(EaselError) -> HTTPReply {
        let track = try RecordingTrack(call, in: folder)
        let start = ContinuousClock.now
        do {
            var reply = try await transport.send(call)
            track.open(reply, after: ContinuousClock.now - start)
            reply.body = Self.body(reply.body, track)
            return reply
        } catch {
            track.fail(error, after: ContinuousClock.now - start)
            throw error
        }
    }

    private static func body(_ upstream: some AsyncSequence<[UInt8], any Error> & Sendable, _ track: RecordingTrack)
        -> HTTPBody
    {
        RecordedBody(upstream: upstream, track: track)
    }
}

/// A body that is written down while it is read.
private struct RecordedBody<Upstream: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Upstream.Element == [UInt8], Upstream.Failure == any Error {
    typealias Element = [UInt8]
    typealias Failure = any Error
    let upstream: Upstream
    let track: RecordingTrack

    struct AsyncIterator: AsyncIteratorProtocol {
        var upstream: Upstream.AsyncIterator
        let track: RecordingTrack

        mutating func next() async throws -> [UInt8]? {
            do {
                let piece = try await upstream.next(isolation: #isolation)
                // Some streams end, and do not throw, when their reader is cancelled: that is no end of the answer.
                if let piece { track.write(piece) } else if !Task.isCancelled { track.end() }
                return piece
            } catch {
                if !Task.isCancelled { track.end(EaselError.transport(error)) }
                throw error
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(upstream: upstream.makeAsyncIterator(), track: track)
    }
}

/// One exchange while it is written down.
private final class RecordingTrack: Sendable {
    private struct State {
        var stream: RecordedStream
        var body: FileHandle?
        var pieces: FileHandle?
        var opened = ContinuousClock.now
    }

    private let folder: RecordingFolder
    private let name: String
    private let request: RecordedExchange.Request
    private let state: Mutex<State>

    init(_ call: HTTPCall, in folder: RecordingFolder) throws(EaselError) {
        if let failure = folder.failure { throw failure }
        let redactor = folder.redactor
        redactor.learn(from: call)
        self.folder = folder
        name = try folder.takeNumber()
        request = RecordedExchange.Request(
            method: call.method.rawValue, url: redactor.redact(call.url), headers: redactor.redact(call.headers),
            body: call.body.map { [name] _ in name + ".request" })
        state = Mutex(State(stream: RecordedStream(redactor, family: nil)))
        guard let body = call.body, let file = request.body else { return }
        let isText = !["image", "audio", "video"].contains(call.bodyFamily)
        do {
            try folder.write(isText ? Data(redactor.redact(Array(body))) : body, to: file)
        } catch {
            folder.fail(error)
            throw folder.failure ?? EaselError(.storage, "\(error)")
        }
    }

    /// The head of the answer is there.
    func open(_ reply: HTTPReply, after time: Duration) {
        let response = RecordedExchange.Response(
            status: reply.status, headers: folder.redactor.redact(reply.headers), body: name + ".response",
            pieces: name + ".pieces")
        write(RecordedExchange(request: request, response: response, milliseconds: time.milliseconds))
        attempt { state in
            state.stream = RecordedStream(folder.redactor, family: reply.contentType?.family)
            state.body = try folder.appender(response.body)
            state.pieces = try folder.appender(response.pieces)
            state.opened = .now
        }
    }

    /// No answer came.
    func fail(_ error: EaselError, after time: Duration) {
        var told = error
        told.message = folder.redactor.redact(error.message)
        write(RecordedExchange(request: request, failure: told, milliseconds: time.milliseconds))
    }

    func write(_ piece: [UInt8]) {
        attempt { state in
            let bytes = state.stream.feed(piece)
            guard !bytes.isEmpty else { return }
            try append(bytes, &state)
        }
    }

    /// The body has ended, or the way to it broke.
    func end(_ error: EaselError? = nil) {
        attempt { state in
            guard state.pieces != nil else { return }
            let rest = state.stream.end()
            if !rest.isEmpty { try append(rest, &state) }
            let time = (ContinuousClock.now - state.opened).milliseconds
            let end = error.map { RecordedPiece.failed($0, at: time) } ?? .complete(at: time)
            try state.pieces?.write(contentsOf: Data(end.line.utf8))
            try state.body?.close()
            try state.pieces?.close()
            (state.body, state.pieces) = (nil, nil)
        }
    }

    private func append(_ bytes: [UInt8], _ state: inout State) throws {
        let time = (ContinuousClock.now - state.opened).milliseconds
        try state.body?.write(contentsOf: Data(bytes))
        try state.pieces?.write(contentsOf: Data(RecordedPiece.bytes(bytes.count, at: time).line.utf8))
    }

    private func write(_ exchange: RecordedExchange) {
        do {
            try folder.write(Data(try JSONText.encode(exchange, pretty: true).utf8), to: name + ".json")
        } catch {
            folder.fail(error)
        }
    }

    /// An answer that was paid for is not lost because it cannot be recorded: the next request is refused.
    private func attempt(_ work: (inout State) throws -> Void) {
        state.withLock { state in
            do { try work(&state) } catch { folder.fail(error) }
        }
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int { Int(self / .milliseconds(1)) }
}

extension HTTPCall {
    /// The family of the body's type, empty where it has none.
    var bodyFamily: String { headers["Content-Type"].map { MediaType(rawValue: $0).family } ?? "" }
}
