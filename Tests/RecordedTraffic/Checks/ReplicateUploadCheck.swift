import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// `POST /files`: a large attachment is uploaded, and its address goes into the prediction.
struct ReplicateUploadCheck: EndpointCheck {
    let name = "Replicate uploads"

    func claims(_ exchange: RecordedExchange) -> Bool {
        exchange.request.method == "POST" && exchange.address == "https://api.replicate.com/v1/files"
    }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        let recorded = CannedTransport.Reply(exchange.response, chunking)
        let replay = try Replay("replicate") { (call) throws(EaselError) in
            call.url.path().hasSuffix("/files")
                ? recorded : .json(#"{"id":"1","status":"starting","urls":{}}"#, status: 201)
        }
        let picture = MediaInput(role: .reference, bytes: Data(count: 1 << 20), type: .png, name: "large.png")
        let request = ImageRequest(model: "owner/name", prompt: "a prompt", inputs: [picture])
        _ = try await #require(replay.provider.services.image).submit(request)
        let address = try #require(exchange.answer?["urls"]?["get"]?.string)
        let sent = try #require(replay.transport.calls.last?.body)
        let body = try JSONDecoder().decode(JSONValue.self, from: sent)
        #expect(body["input"]?.members.values.contains(.string(address)) == true, "\(place)")
        // The recorded upload and ours are the same form: one part named `content` with a file name.
        let theirs = String(decoding: exchange.request.body, as: UTF8.self)
        let ours = String(decoding: replay.transport.calls[0].body ?? Data(), as: UTF8.self)
        for words in ["name=\"content\"", "filename="] {
            #expect(theirs.contains(words) && ours.contains(words), "\(place): \(words)")
        }
    }
}
