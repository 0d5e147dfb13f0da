public import EaselCore
public import Foundation
import Synchronization

/// Answers from a recording and sends nothing to anybody.
///
/// A request is answered by the first recorded exchange with the same method, address and body that was not used yet, so polls
/// go on as they did. What only looks (GET) is answered by the last one again when all were used; anything else that was not
/// recorded fails.
public final class ReplayTransport: HTTPTransport {
    private struct Tape {
        var exchanges: [RecordedExchange]
        var next = 0
    }

    private let folder: URL
    private let pace: ReplayPace
    private let redactor = RecordingRedactor()
    private let tapes: Mutex<[RecordedRequestKey: Tape]>
    /// Methods and addresses, to tell a request that is not there from one with another body.
    private let places: Set<String>

    /// Reads what was exchanged; the bodies stay on disk. Throws `.configuration` for what is no recording.
    public init(from folder: URL, pace: ReplayPace = ReplayPace()) throws(EaselError) {
        self.folder = folder
        self.pace = pace
        var tapes: [RecordedRequestKey: Tape] = [:]
        var places: Set<String> = []
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names.sorted() where name.hasSuffix(".json") && name != RecordingManifest.fileName {
            let file = folder.appending(path: name)
            guard let bytes = try? Data(contentsOf: file),
                let exchange = try? JSONDecoder().decode(RecordedExchange.self, from: bytes)
            else {
                throw EaselError(.configuration, "\(file.path) cannot be read.", remedy: "Record it again.")
            }
            let request = exchange.request
            let body = request.body.flatMap { try? Data(contentsOf: folder.appending(path: $0)) }
            let type = request.headers.first { $0.name.lowercased() == "content-type" }?.value
            let key = RecordedRequestKey(method: request.method, url: request.url, body: body, type: type)
            tapes[key, default: Tape(exchanges: [])].exchanges.append(exchange)
            places.insert(key.place)
        }
        self.tapes = Mutex(tapes)
        self.places = places
    }

    public func send(_ call: HTTPCall) async throws(EaselError) -> HTTPReply {
        if Task.isCancelled { throw .cancelled }
        let exchange = try exchange(for: call)
        if let failure = exchange.failure, failure.kind == .cancelled {
            // Nobody waited for the answer when it was recorded; somebody who does now waits as long as for any other.
            try await pace.wait(call.patience.head)
            throw EaselError(.timeout, "The recording \(folder.path) has no answer: nobody waited for it.")
        }
        try await pace.wait(.milliseconds(exchange.milliseconds))
        if let failure = exchange.failure { throw failure }
        guard let response = exchange.response else {
            throw EaselError(.configuration, "The recording \(folder.path) has an exchange without an end.")
        }
        return HTTPReply(
            status: response.status,
            headers: HeaderFields(fields: response.headers.map { .init(name: $0.name, value: $0.value) }),
            body: ReplayBody(
                body: folder.appending(path: response.body), pieces: folder.appending(path: response.pieces), pace: pace
            ))
    }

    private func exchange(for call: HTTPCall) throws(EaselError) -> RecordedExchange {
        let isText = !["image", "audio", "video"].contains(call.bodyFamily)
        let body = call.body.map { isText ? Data(redactor.redact(Array($0))) : $0 }
        let key = RecordedRequestKey(
            method: call.method.rawValue, url: redactor.redact(call.url), body: body, type: call.headers["Content-Type"]
        )
        let found = tapes.withLock { tapes -> RecordedExchange? in
            guard var tape = tapes[key] else { return nil }
            defer { tapes[key] = tape }
            guard tape.next < tape.exchanges.count else {
                return call.method.isRepeatable ? tape.exchanges.last : nil
            }
            tape.next += 1
            return tape.exchanges[tape.next - 1]
        }
        guard let found else { throw missing(key) }
        return found
    }

    private func missing(_ key: RecordedRequestKey) -> EaselError {
        let isKnown = tapes.withLock { $0[key] != nil }
        let why =
            isKnown
            ? "has no further answer to" : places.contains(key.place) ? "has another body for" : "has no answer to"
        return EaselError(
            .configuration, "The recording \(folder.path) \(why) \(key.place)",
            remedy: "Ask for what was recorded, or record it again: easel --record DIR.")
    }
}

/// How fast a recording is played.
public struct ReplayPace: Sendable {
    /// 2 is twice as fast as it was recorded; infinite waits for nothing.
    public var speed: Double
    /// Waits; throws when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void

    public init(
        speed: Double = 1,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.speed = speed
        self.sleep = sleep
    }

    /// Waits as long as something took.
    func wait(_ duration: Duration) async throws(EaselError) {
        guard speed.isFinite, speed > 0, duration > .zero else { return }
        do { try await sleep(duration / speed) } catch { throw .cancelled }
    }
}

/// What a request is found by.
struct RecordedRequestKey: Hashable, Sendable {
    private let method: String
    private let url: String
    private let body: Int

    /// - Parameters:
    ///   - url: without secrets.
    ///   - body: without secrets.
    ///   - type: the value of `Content-Type`.
    init(method: String, url: String, body: Data?, type: String?) {
        self.method = method
        self.url = url
        var hasher = Hasher()
        // `Data` itself hashes its first bytes only.
        body.map { Self.sameWhatever(order: $0, type: type) }?.withUnsafeBytes { hasher.combine(bytes: $0) }
        self.body = hasher.finalize()
    }

    var place: String { "\(method) \(url)" }

    /// JSON with its members in order, and a form with a boundary that is always the same.
    private static func sameWhatever(order body: Data, type: String?) -> Data {
        let type = type?.lowercased() ?? ""
        if type.hasPrefix("multipart/"), let mark = type.range(of: "boundary=") {
            let boundary = type[mark.upperBound...].prefix { $0 != ";" }
            // Boundaries are written in the type as they are in the body, but for the letters' case.
            return body.replacingASCII(String(boundary), with: "boundary")
        }
        guard type.contains("json"), let value = try? JSONDecoder().decode(JSONValue.self, from: body),
            let text = try? JSONText.encode(value)
        else { return body }
        return Data(text.utf8)
    }
}

extension Data {
    /// Replaces a word of ASCII whatever its case.
    fileprivate func replacingASCII(_ word: String, with other: String) -> Data {
        let wanted = Array(word.lowercased().utf8)
        guard let first = wanted.first, count >= wanted.count else { return self }
        func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
        let bytes = [UInt8](self)
        var result = Data()
        var index = 0
        while index < bytes.count {
            if lower(bytes[index]) == first, index + wanted.count <= bytes.count,
                zip(bytes[index..<index + wanted.count], wanted).allSatisfy({ lower($0) == $1 })
            {
                result.append(Data(other.utf8))
                index += wanted.count
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}
