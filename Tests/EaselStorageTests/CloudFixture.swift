import EaselCore
import EaselProviderKit
import EaselStorage
import EaselTestSupport
import Foundation
import Synchronization
import Testing

/// A file that goes with its test.
final class UploadFixture: Sendable {
    let url: URL
    let bytes: [UInt8]

    init(_ count: Int) throws {
        bytes = (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
        url = FileManager.default.temporaryDirectory.appending(path: "easel-upload-\(UUID().uuidString)")
        try Data(bytes).write(to: url)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var crc32c: UInt32 {
        var sum = CRC32CStream()
        sum.update(bytes)
        return sum.value
    }

    func upload(_ name: String = "media/a.mp4", bucket: String = "bucket-1") throws -> CloudUpload {
        CloudUpload(
            file: url, object: try CloudObject(bucket: bucket, name: name), type: .mp4, metadata: ["easel-id": "x"])
    }
}

/// Signs every call with one token.
struct FixedAuthorizer: CallAuthorizer {
    static let token = Credential(secret: "ya29.secret-token", origin: "test")

    func authorize(_ call: HTTPCall) async throws(EaselError) -> HTTPCall { preview(call) }

    func preview(_ call: HTTPCall) -> HTTPCall {
        var call = call
        call.headers.set("Authorization", scheme: "Bearer", secret: Self.token)
        return call
    }

    var secrets: [Credential] { [Self.token] }
}

/// Cloud Storage in memory, as the wire sheet has it, with what goes wrong on request.
final class FakeCloud: Sendable {
    struct State {
        var objects: [String: [UInt8]] = [:]
        var sessions: [String: (name: String, bytes: [UInt8])] = [:]
        /// Replies that come in place of the real ones, by the number of the call.
        var faults: [Int: CannedTransport.Reply] = [:]
        /// Calls that are carried out and whose answer is lost.
        var losses: Set<Int> = []
        /// The server keeps at most this many bytes of a piece.
        var keeps = Int.max
        var isDamaging = false
        var count = 0
    }

    private let state = Mutex(State())

    /// Looks at the state, or changes it.
    @discardableResult
    func with<Value: Sendable>(_ change: (inout sending State) -> sending Value) -> Value { state.withLock(change) }

    var transport: CannedTransport {
        CannedTransport { (call) throws(EaselError) in
            let (number, fault) = self.state.withLock { state in
                defer { state.count += 1 }
                return (state.count, state.faults[state.count])
            }
            if let fault { return fault }
            let reply = self.state.withLock { self.answer(call, &$0) }
            guard !self.state.withLock({ $0.losses.contains(number) }) else {
                throw EaselError(.unavailable, "The connection was lost.")
            }
            return reply
        }
    }

    private func answer(_ call: HTTPCall, _ state: inout State) -> CannedTransport.Reply {
        let parts = URLComponents(url: call.url, resolvingAgainstBaseURL: true)
        let query = Dictionary(uniqueKeysWithValues: (parts?.queryItems ?? []).map { ($0.name, $0.value ?? "") })
        if call.method == .post {
            guard state.objects[query["name"] ?? ""] == nil else { return Self.precondition }
            let id = "session-\(state.sessions.count)"
            state.sessions[id] = (query["name"] ?? "", [])
            let location =
                "https://storage.googleapis.com/upload/storage/v1/b/bucket-1/o?uploadType=resumable&upload_id=\(id)"
            return .init(200, headers: ["Location": location])
        }
        if call.method == .put { return put(call, query["upload_id"] ?? "", &state) }
        let name =
            (parts?.percentEncodedPath ?? "").split(separator: "/").last.map(String.init)?.removingPercentEncoding ?? ""
        if call.method == .delete {
            state.objects[name] = nil
            return .init(204)
        }
        guard let bytes = state.objects[name] else {
            return .init(404, headers: ["Content-Type": "text/plain"], chunks: [Array("No such object".utf8)])
        }
        guard query["alt"] == "media" else { return Self.resource(name, bytes) }
        guard let range = call.headers["Range"]?.dropFirst(6).dropLast(), let start = Int(range) else {
            return .init(200, headers: ["Content-Type": "video/mp4"], chunks: [bytes])
        }
        return .init(
            206, headers: ["Content-Range": "bytes \(start)-\(bytes.count - 1)/\(bytes.count)"],
            chunks: [Array(bytes.dropFirst(start))])
    }

    private func put(_ call: HTTPCall, _ id: String, _ state: inout State) -> CannedTransport.Reply {
        guard var session = state.sessions[id] else { return .init(404) }
        let range = call.headers["Content-Range"] ?? ""
        let total = Int(range.split(separator: "/").last ?? "") ?? -1
        if let match = range.firstMatch(of: /bytes (\d+)-(\d+)/) {
            guard Int(match.1) == session.bytes.count else { return .init(503) }
            session.bytes += Array((call.body ?? Data()).prefix(state.keeps))
            state.sessions[id] = session
        }
        guard session.bytes.count == total else {
            let last = session.bytes.count - 1
            return .init(308, headers: last >= 0 ? ["Range": "bytes=0-\(last)"] : [:])
        }
        // A session that is asked again after its end still knows its object.
        if call.body?.isEmpty != false, total > 0, state.objects[session.name] == session.bytes {
            return Self.resource(session.name, session.bytes)
        }
        guard state.objects[session.name] == nil else { return Self.precondition }
        if state.isDamaging, !session.bytes.isEmpty { session.bytes[0] ^= 1 }
        state.objects[session.name] = session.bytes
        return Self.resource(session.name, session.bytes)
    }

    private static let precondition = CannedTransport.Reply.json(
        """
        {"error":{"code":412,"message":"At least one of the pre-conditions you specified did not hold.",\
        "errors":[{"domain":"global","reason":"conditionNotMet"}]}}
        """, status: 412)

    private static func resource(_ name: String, _ bytes: [UInt8]) -> CannedTransport.Reply {
        var sum = CRC32CStream()
        sum.update(bytes)
        let crc = Data((0..<4).map { UInt8(truncatingIfNeeded: sum.value >> (24 - 8 * $0)) }).base64EncodedString()
        return .json(
            """
            {"kind":"storage#object","name":"\(name)","size":"\(bytes.count)","generation":"1795514400000000",\
            "contentType":"video/mp4","crc32c":"\(crc)","metadata":{"easel-id":"x"},"new":null}
            """)
    }
}

extension CloudStorage {
    init(_ transport: CannedTransport) {
        self.init(transport: transport, authorizer: FixedAuthorizer(), endpoint: CloudStorageEndpoint())
    }
}

/// Keeps checkpoints as a caller would: as text.
final class CheckpointLog: Sendable {
    private let texts = Mutex([Data]())

    var keep: @Sendable (CloudUploadCheckpoint) async throws(EaselError) -> Void {
        { (checkpoint) async throws(EaselError) in
            guard let text = try? JSONEncoder().encode(checkpoint) else { throw EaselError(.storage, "Not written.") }
            self.texts.withLock { $0.append(text) }
        }
    }

    var all: [CloudUploadCheckpoint] {
        texts.withLock { $0 }.compactMap { try? JSONDecoder().decode(CloudUploadCheckpoint.self, from: $0) }
    }
}
