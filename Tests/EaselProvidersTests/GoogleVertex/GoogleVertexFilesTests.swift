import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Files that are too large to go inside a request (wire sheet google.md, section 1.2).
struct GoogleVertexFilesTests {
    private static let large = MediaInput(
        role: .reference, bytes: Data(count: 16 << 20), type: .mp4, name: "clip.mp4")

    /// Answers as the Files API does.
    private static func files(
        state: String, session: String = "https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=1"
    ) -> CannedTransport {
        let file =
            #"{"name":"files/abc","uri":"https://generativelanguage.googleapis.com/v1beta/files/abc","state":"\#(state)"}"#
        return CannedTransport { (call) throws(EaselError) in
            if call.headers["X-Goog-Upload-Command"] == "start" {
                return CannedTransport.Reply(200, headers: ["X-Goog-Upload-URL": session])
            }
            if call.headers["X-Goog-Upload-Command"] != nil { return .json(#"{"file":\#(file)}"#) }
            if call.method == .get { return .json(file) }
            return .events(
                "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]},\"finishReason\":\"STOP\"}]}\n\n")
        }
    }

    @Test func `a large file is uploaded and named by its address`() async throws {
        let stand = try GoogleVertexStand(Self.files(state: "ACTIVE"))
        _ = try await stand.text(inputs: [Self.large])
        #expect(
            stand.transport.calls.map { $0.headers["X-Goog-Upload-Command"] } == ["start", "upload, finalize", nil])
        #expect(stand.transport.calls[0].headers["X-Goog-Upload-Header-Content-Length"] == "16777216")
        #expect(
            stand.transport.sent?["contents"]?["0"]?["parts"]?["0"]
                == JSONText.decode(
                    #"{"fileData":{"fileUri":"https://generativelanguage.googleapis.com/v1beta/files/abc","mimeType":"video/mp4"}}"#
                ))
    }

    @Test func `a file that Google still reads is waited for by whoever asks again, and not sent twice`() async throws {
        let stand = try GoogleVertexStand(Self.files(state: "PROCESSING"))
        for _ in 0..<2 {
            let error = await failure { () async throws(EaselError) in try await stand.text(inputs: [Self.large]) }
            #expect(error?.kind == .unavailable && error?.retryAfterSeconds == 5 && error?.mayHaveBeenAccepted == false)
        }
        let commands = stand.transport.calls.compactMap { $0.headers["X-Goog-Upload-Command"] }
        #expect(commands == ["start", "upload, finalize"])
    }

    @Test func `a file that Google cannot read is told`() async throws {
        let stand = try GoogleVertexStand(Self.files(state: "FAILED"))
        let error = await failure { () async throws(EaselError) in try await stand.text(inputs: [Self.large]) }
        #expect(error?.kind == .invalidRequest)
    }

    @Test func `an upload that leads to another host gets nothing`() async throws {
        let stand = try GoogleVertexStand(Self.files(state: "ACTIVE", session: "https://evil.example/upload"))
        let error = await failure { () async throws(EaselError) in try await stand.text(inputs: [Self.large]) }
        #expect(error?.kind == .invalidResponse && stand.transport.calls.count == 1)
    }

    @Test func `Vertex AI has no upload, and a bucket is named instead`() async throws {
        let stand = try GoogleVertexStand(Self.files(state: "ACTIVE"), token: true)
        let error = await failure { () async throws(EaselError) in try await stand.text(inputs: [Self.large]) }
        #expect(error?.kind == .unsupported && error?.remedy.contains("gs://") == true)
        #expect(stand.transport.calls.isEmpty)
    }

    @Test func `a preview uploads nothing`() async throws {
        let stand = try GoogleVertexStand(Self.files(state: "ACTIVE"))
        let service = try #require(stand.bench.provider.services.text)
        let preview = try await service.preview(
            TextRequest(model: "gemini-3.8-flash", prompt: "x", inputs: [Self.large]))
        #expect(preview.body?.contains("uploaded first") == true && stand.transport.calls.isEmpty)
    }
}
