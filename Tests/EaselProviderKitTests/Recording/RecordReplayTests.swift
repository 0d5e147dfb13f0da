import EaselCore
import EaselTestSupport
import Foundation
import Synchronization
import Testing

@testable import EaselProviderKit

/// What is recorded, and what is played.
@Suite(.timeLimit(.minutes(1))) struct RecordReplayTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "easel-tape-\(UUID().uuidString)")
    private let secret = "sk-live-0123456789abcdef"

    private func recorded(_ transport: any HTTPTransport) throws -> RecordingTransport {
        RecordingTransport(transport, into: try RecordingFolder(at: folder))
    }

    private func replay(speed: Double = .infinity) throws -> ReplayTransport {
        try ReplayTransport(from: folder, pace: ReplayPace(speed: speed))
    }

    private func call(
        _ method: HTTPCall.Method = .post, _ path: String = "/v1/chat", body: String? = #"{"a":1,"b":[2]}"#
    )
        throws -> HTTPCall
    {
        let url = try #require(URL(string: "https://api.acme.test" + path))
        var call = HTTPCall(method, url)
        call.headers.set(
            "Authorization", scheme: "Bearer", secret: Credential(secret: secret, origin: "test"))
        if let body { call = call.with(body: Data(body.utf8), type: "application/json") }
        return call
    }

    private func pieces(_ reply: HTTPReply) async throws -> [String] {
        var pieces: [String] = []
        for try await piece in reply.body { pieces.append(String(decoding: piece, as: UTF8.self)) }
        return pieces
    }

    /// Everything that is written, bodies too.
    private var contents: String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { name in
            let bytes = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
            return "\(name)\n" + String(decoding: bytes, as: UTF8.self)
        }.joined(separator: "\n")
    }

    @Test func `a stream is played piece by piece as it came`() async throws {
        let events = (1...3).map { Array("data: {\"n\":\($0)}\n\n".utf8) }
        let live = CannedTransport(
            CannedTransport.Reply(
                200, headers: ["Content-Type": "text/event-stream", "x-request-id": "7"], chunks: events))
        let first = try await recorded(live).send(try call())
        let heard = try await pieces(first)
        let again = try await replay().send(try call(body: #"{ "b": [2], "a": 1 }"#))
        #expect(again.status == 200 && again.headers["x-request-id"] == "7")
        #expect(try await pieces(again) == heard)
        #expect(heard.count == 3)
    }

    @Test func `polls go on as they did, and the last look is repeated`() async throws {
        let live = CannedTransport(.json(#"{"s":"queued"}"#), .json(#"{"s":"running"}"#), .json(#"{"s":"done"}"#))
        let recording = try recorded(live)
        let poll = try call(.get, "/v1/jobs/1", body: nil)
        for _ in 0..<3 { _ = try await recording.send(poll).collect(limit: 100) }
        let replay = try replay()
        var seen: [String] = []
        for _ in 0..<4 { seen.append(String(decoding: try await replay.send(poll).collect(limit: 100), as: UTF8.self)) }
        #expect(seen.map { $0.dropFirst(6).prefix(4) } == ["queu", "runn", "done", "done"])
    }

    @Test func `what was not recorded is named, with the folder, and is no reason to try again`() async throws {
        _ = try await recorded(CannedTransport(.json("{}"))).send(try call()).collect(limit: 100)
        let replay = try replay()
        let other = await failure { () async throws(EaselError) in try await replay.send(Self.post("/v1/other", nil)) }
        #expect(other?.kind == .configuration)
        #expect(other?.message.contains("POST https://api.acme.test/v1/other") == true)
        #expect(other?.message.contains(folder.path) == true)
        let body = await failure { () async throws(EaselError) in
            try await replay.send(Self.post("/v1/chat", #"{"a":2}"#))
        }
        #expect(body?.message.contains("has another body for POST https://api.acme.test/v1/chat") == true)
        _ = try await replay.send(try call())
        let twice = await failure { () async throws(EaselError) in
            try await replay.send(Self.post("/v1/chat", #"{"a":1,"b":[2]}"#))
        }
        #expect(twice?.message.contains("has no further answer to") == true)
    }

    private static func post(_ path: String, _ body: String?) -> HTTPCall {
        let call = HTTPCall(.post, URL(string: "https://api.acme.test" + path) ?? URL(fileURLWithPath: "/"))
        return body.map { call.with(body: Data($0.utf8), type: "application/json") } ?? call
    }

    @Test func `no secret is written, wherever it stands`() async throws {
        let body = #"""
            {"echo":"\#(secret)","access_token":"ya29.a0AfB_secretsecret","url":"https://cdn.test/f.png?X-Goog-Signature=deadbeefsig&x=1","u":"https://b.test/?a=1\u0026Signature=abcdefsig\u0026Expires=9","token":"hello","nested":"{\"api_key\":\"nestednestedkey\"}"}
            """#
        let live = CannedTransport(
            CannedTransport.Reply(
                200,
                headers: [
                    "Content-Type": "application/json", "Set-Cookie": "session=cookiesecret",
                    "Location": "https://up.test/?upload_id=uploadsecret",
                ], chunks: body.utf8.map { [$0] }))
        let recording = try recorded(live)
        var sent = try call(.post, "/v1/chat?key=\(secret)&alt=sse", body: #"{"password":"hunter2hunter2","p":"ok"}"#)
        sent.headers.set("x-goog-api-key", "plainlysecret")
        sent.headers.set("Cookie", "a=cookiesecret")
        let text = String(decoding: try await recording.send(sent).collect(limit: 10_000), as: UTF8.self)
        #expect(text.contains(secret), "the program itself gets the answer as it is")
        let written = contents
        for word in [
            secret, "secretsecret", "deadbeefsig", "abcdefsig", "cookiesecret", "uploadsecret", "plainlysecret",
            "hunter2", "nestednestedkey",
        ] { #expect(!written.contains(word), "\(word) in\n\(written)") }
        #expect(written.contains("Signature=REDACTED&x=1") && written.contains("Signature=REDACTED\\u0026Expires=9"))
        #expect(written.contains(#""token":"hello""#), "a word of a model is no secret")
        let answer = try await replay().send(sent).collect(limit: 10_000)
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: answer) }
    }

    @Test func `an address out of a recorded answer leads to the recorded request`() async throws {
        let signed = "https://cdn.test/f.png?X-Amz-Signature=one&part=1"
        let live = CannedTransport { (call) throws(EaselError) in
            call.method == .get
                ? .init(200, headers: ["Content-Type": "image/png"], chunks: [[137, 80, 0, 10, 44, 255]])
                : .json("{\"url\":\"\(signed)\"}")
        }
        let recording = try recorded(live)
        _ = try await recording.send(try call()).collect(limit: 1000)
        _ = try await recording.send(HTTPCall(.get, try #require(URL(string: signed)))).collect(limit: 1000)
        let replay = try replay()
        let told = String(decoding: try await replay.send(try call()).collect(limit: 1000), as: UTF8.self)
        let address = try #require(told.split(separator: "\"").first { $0.hasPrefix("https") })
        let picture = try await replay.send(HTTPCall(.get, try #require(URL(string: String(address)))))
        #expect(try await picture.collect(limit: 1000) == Data([137, 80, 0, 10, 44, 255]))
    }

    @Test func `failures and answers that break are played as they were`() async throws {
        let refusal = EaselError(.unavailable, "Nobody there.").with { $0.mayHaveBeenAccepted = true }
        let down = CannedTransport { (_) throws(EaselError) in throw refusal }
        let recording = try recorded(down)
        _ = await failure { () async throws(EaselError) in try await recording.send(Self.post("/a", nil)) }
        let broken = try recorded(
            CannedTransport(.events("data: 1\n\n", ending: .broken)))
        let reply = try await broken.send(Self.post("/b", nil))
        _ = await failure { () async throws(EaselError) in try await reply.collect(limit: 100) }
        let replay = try replay()
        #expect(await failure { () async throws(EaselError) in try await replay.send(Self.post("/a", nil)) } == refusal)
        let again = try await replay.send(Self.post("/b", nil))
        let error = await failure { () async throws(EaselError) in try await again.collect(limit: 100) }
        #expect(error?.kind == .unavailable && error?.mayHaveBeenAccepted == true)
    }

    @Test func `an answer that nobody read to its end is told so`() async throws {
        let recording = try recorded(
            CannedTransport(.init(200, headers: ["Content-Type": "image/png"], chunks: [[1], [2], [3]])))
        let reply = try await recording.send(Self.post("/a", nil))
        for try await _ in reply.body { break }
        let again = try await replay().send(Self.post("/a", nil))
        let error = await failure { () async throws(EaselError) in try await again.collect(limit: 100) }
        #expect(error?.message.contains("The recording ends here") == true)
    }

    @Test func `the time is that of the recording, divided by the speed`() async throws {
        let live = CannedTransport(.events("data: 1\n\n"))
        _ = try await recorded(live).send(try call()).collect(limit: 100)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let file = try #require(names.first { $0.hasSuffix("1.json") })
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        let slow = text.replacing(#/"milliseconds" : [0-9]+/#, with: "\"milliseconds\" : 4000")
        try Data(slow.utf8).write(to: folder.appending(path: file))
        try Data("1000 9\nend complete 3000\n".utf8).write(to: folder.appending(path: "000001.pieces"))
        let waits = Mutex<[Duration]>([])
        let pace = ReplayPace(speed: 2) { wait in waits.withLock { $0.append(wait) } }
        let replay = try ReplayTransport(from: folder, pace: pace)
        _ = try await replay.send(try call()).collect(limit: 100)
        #expect(waits.withLock { $0 } == [.seconds(2), .milliseconds(500), .seconds(1)])
    }

    @Test func `forms match whatever their boundary, and binary bodies as they are`() async throws {
        func form(_ boundary: String) -> HTTPCall {
            var form = MultipartForm(boundary: boundary)
            form.add("prompt", "a fox")
            form.add("image", file: Data([0, 255, 61, 34]), named: "a.png", type: "image/png")
            return Self.post("/edit", nil).with(body: form.body, type: form.contentType)
        }
        _ = try await recorded(CannedTransport(.json("{}"))).send(form("easel-AAAA-1")).collect(limit: 100)
        #expect(try await replay().send(form("easel-bbbb-2")).status == 200)
    }

    @Test func `runs into one folder come one after the other`() async throws {
        for answer in ["1", "2"] {
            _ = try await recorded(CannedTransport(.json(answer))).send(try call()).collect(limit: 100)
        }
        let replay = try replay()
        let one = try await replay.send(try call()).collect(limit: 100)
        let two = try await replay.send(try call()).collect(limit: 100)
        #expect((one, two) == (Data("1".utf8), Data("2".utf8)))
    }

    @Test func `files are for their owner, and a folder that cannot be written is told before anything is sent`()
        async throws
    {
        let live = CannedTransport(.json("{}"))
        let recording = try recorded(live)
        _ = try await recording.send(try call()).collect(limit: 100)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let mode = try FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)[
                .posixPermissions]
            #expect(mode as? Int == 0o600, "\(name)")
        }
        try FileManager.default.removeItem(at: folder)
        let error = await failure { () async throws(EaselError) in try await recording.send(Self.post("/a", nil)) }
        #expect(error?.kind == .storage && live.calls.count == 1)
    }

    @Test func `a folder without a recording, and one of another version, are told`() throws {
        #expect(throws: EaselError.self) { try RecordingManifest.read(from: folder) }
        let tape = try RecordingFolder(at: folder)
        try tape.write(
            RecordingManifest(providers: [
                .init(id: "acme", addresses: [:], settings: [:], usesKey: true, usesTokens: false, isSandbox: false)
            ]))
        #expect(try RecordingManifest.read(from: folder).providers.map(\.id) == ["acme"])
        let file = folder.appending(path: RecordingManifest.fileName)
        try Data(#"{"version":99,"what":"ever"}"#.utf8).write(to: file)
        let problem = #expect(throws: EaselError.self) { try RecordingManifest.read(from: folder) }
        #expect(problem?.message.contains("version 99") == true)
        #expect(throws: EaselError.self) { try RecordingFolder(at: folder) }
    }

    @Test func `a long run of data passes, and text is held back no further than its line`() {
        var stream = RecordedStream(RecordingRedactor(), family: "application")
        #expect(stream.feed(Array("data: {\"access_to".utf8)) == [])
        let written = stream.feed(Array("ken\":\"abcdefgh\"}\n\nda".utf8))
        #expect(String(decoding: written, as: UTF8.self) == "data: {\"access_token\":\"REDACTED\"}\n\n")
        let data = [UInt8](repeating: 65, count: 200_000)
        #expect(stream.feed(data).count == 200_002)
        #expect(stream.end() == [])
    }
}
