import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Files fetched from the addresses that results named, where their bytes were recorded.
struct MediaDownloadCheck: EndpointCheck {
    let name = "downloads of results"

    func claims(_ exchange: RecordedExchange) -> Bool {
        let hosts = ["https://replicate.delivery/", "https://generativelanguage.googleapis.com/"]
        return exchange.request.method == "GET" && hosts.contains { exchange.address.hasPrefix($0) }
            && !exchange.address.contains("/operations/") && exchange.collection != "huggingface.js"
    }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        let isGoogle = exchange.address.contains("googleapis.com")
        let siblings = try Recordings.siblings(of: exchange).filter(claims)
        let last = try #require(siblings.last)
        let replies = Dictionary(
            siblings.map { ($0.request.url, CannedTransport.Reply($0.response, chunking)) },
            uniquingKeysWith: { first, _ in first })
        let replay = try Replay(isGoogle ? "vertex" : "replicate") { (call) throws(EaselError) in
            replies[call.url.absoluteString] ?? .html(status: 404)
        }
        let url = try #require(URL(string: siblings[0].request.url))
        let download = try await replay.provider.media.open(url, trust: isGoogle ? .withCredential : .withoutCredential)
        var bytes = Data()
        for try await chunk in download.body { bytes.append(contentsOf: chunk) }
        #expect(bytes == last.response.body && !bytes.isEmpty, "\(place)")
        #expect(download.declaredType?.rawValue == last.contentType, "\(place)")
        let keys = replay.transport.calls.map { $0.headers["x-goog-api-key"] ?? $0.headers["Authorization"] }
        #expect(keys.allSatisfy { ($0 != nil) == isGoogle }, "\(place): the key goes to the provider's own host only")
    }
}
