import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct FalUploadTests {
    private static let announced =
        #"{"upload_url":"https://v3.fal.media/files/a/in.png?signature=s%2B1","file_url":"https://v3.fal.media/files/a/in.png"}"#

    private func picture(_ size: Int) -> MediaInput {
        MediaInput(role: .reference, bytes: Data(repeating: 1, count: size), type: .png, name: "in.png")
    }

    private func submit(_ bench: Bench, _ inputs: [MediaInput]) async throws(EaselError) {
        var request = ImageRequest(model: "fal-ai/nano-banana/edit", prompt: "p", inputs: inputs)
        request.facts = bench.facts("fal-ai/nano-banana/edit")
        _ = try await bench.provider.services.image?.submit(request)
    }

    private func transport(put: CannedTransport.Reply = .json("")) -> CannedTransport {
        CannedTransport { (call) throws(EaselError) in
            switch (call.method, call.url.host()) {
            case (.post, "rest.fal.ai"): .json(Self.announced)
            case (_, "v3.fal.media"): put
            default: .json(#"{"request_id":"r1"}"#)
            }
        }
    }

    @Test func `a large file is announced with the key, stored without it, and named in the request`() async throws {
        let bench = try Bench("fal", transport())
        try await submit(bench, [picture(2 << 20)])
        let calls = bench.transport.calls
        #expect(
            calls.map { "\($0.method.rawValue) \($0.url.absoluteString)" } == [
                "POST https://rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3",
                "PUT https://v3.fal.media/files/a/in.png?signature=s%2B1",
                "POST https://queue.fal.run/fal-ai/nano-banana/edit",
            ])
        #expect(calls.map { $0.headers["Authorization"] != nil } == [true, false, true])
        #expect(calls[0].headers["X-Fal-Object-Lifecycle"] == #"{"expiration_duration_seconds":86400}"#)
        #expect(calls[1].headers["Content-Type"] == "image/png" && calls[1].body?.count == 2 << 20)
        #expect(calls[1].reach == .internet)
        #expect(bench.sent?["image_urls"]?["0"] == "https://v3.fal.media/files/a/in.png")
    }

    @Test func `a small file goes inside, and what is hosted stays where it is`() async throws {
        let bench = try Bench("fal", transport())
        let hosted = try #require(URL(string: "https://example.com/a.png"))
        let there = MediaInput(role: .reference, content: .hosted(hosted), type: .png, name: "a.png")
        try await submit(bench, [picture(1), there])
        #expect(bench.transport.calls.count == 1)
        #expect(bench.sent?["image_urls"] == .array(["data:image/png;base64,AQ==", "https://example.com/a.png"]))
    }

    @Test func `a very large file goes up in parts that are confirmed`() async throws {
        let bench = try Bench("fal", transport(put: .json(#"{"partNumber":1,"etag":"\"t\""}"#)))
        try await submit(bench, [picture(91_000_000)])
        let calls = bench.transport.calls
        #expect(calls.first?.url.path() == "/storage/upload/initiate-multipart")
        let stored = calls.filter { $0.url.host() == "v3.fal.media" }.map(\.url.absoluteString)
        #expect(stored.count == 10)
        #expect(stored.first == "https://v3.fal.media/files/a/in.png/1?signature=s%2B1")
        #expect(stored.last == "https://v3.fal.media/files/a/in.png/complete?signature=s%2B1")
        #expect(calls.filter { $0.headers["Authorization"] != nil }.count == 2)
    }

    @Test(arguments: [
        (
            CannedTransport.Reply.json(#"{"detail":"Invalid or expired signature"}"#, status: 403),
            EaselError.Kind.unavailable
        ),
        (.html(status: 502), .unavailable), (.json("{}", status: 413), .invalidRequest),
    ]) func `an upload that fails says which file, and starts nothing`(
        _ reply: CannedTransport.Reply, _ kind: EaselError.Kind
    ) async throws {
        let bench = try Bench("fal", transport(put: reply))
        let error = await failure { () async throws(EaselError) in try await submit(bench, [picture(2 << 20)]) }
        #expect(error?.kind == kind && error?.message.hasPrefix("in.png was not uploaded.") == true)
        #expect(error?.mayHaveBeenAccepted == false)
        #expect(!bench.transport.calls.contains { $0.url.host() == "queue.fal.run" })
    }

    @Test func `an upload address that is not https is not used`() async throws {
        let bench = try Bench(
            "fal", CannedTransport(.json(#"{"upload_url":"http://10.0.0.1/x","file_url":"https://v3.fal.media/x"}"#)))
        let error = await failure { () async throws(EaselError) in try await submit(bench, [picture(2 << 20)]) }
        #expect(error?.kind == .invalidResponse && bench.transport.calls.count == 1)
    }

    @Test(arguments: ["gs://bucket/a.png", "https://example.com/" + String(repeating: "a", count: 2100)])
    func `an address that fal cannot fetch is refused before anything is sent`(_ address: String) async throws {
        let bench = try Bench("fal", transport())
        let url = try #require(URL(string: address))
        let there = MediaInput(role: .reference, content: .hosted(url), type: .png, name: "a.png")
        let error = await failure { () async throws(EaselError) in try await submit(bench, [there]) }
        #expect(error?.kind == .unsupported && bench.transport.calls.isEmpty)
    }
}
