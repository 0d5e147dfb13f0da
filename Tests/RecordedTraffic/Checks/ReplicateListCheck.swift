import EaselCore
import EaselProviderKit
import EaselTestSupport
import Testing

/// The live list of models: a collection, and a search where there is no such collection.
struct ReplicateListCheck: EndpointCheck {
    let name = "Replicate collections and search"

    func claims(_ exchange: RecordedExchange) -> Bool {
        exchange.address == "https://api.replicate.com/v1/collections/text-to-image"
            || (exchange.request.method == "QUERY" && exchange.address == "https://api.replicate.com/v1/models")
    }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        let isSearch = exchange.request.method == "QUERY"
        let recorded = CannedTransport.Reply(exchange.response, chunking)
        let replay = try Replay("replicate") { (call) throws(EaselError) in
            isSearch && call.method == .get ? .json(#"{"title":"Not found"}"#, status: 404) : recorded
        }
        let cards = try await replay.provider.models.listed(.image)
        let answer = try #require(exchange.answer)
        let entries = (answer[isSearch ? "results" : "models"]?.elements ?? []).compactMap { entry in
            entry["owner"]?.string.flatMap { owner in entry["name"]?.string.map { "\(owner)/\($0)" } }
        }
        let names = cards.map(\.model.rawValue)
        #expect(!names.isEmpty, "\(place)")
        #expect(Set(names).isSubset(of: entries), "\(place)")
        // A collection holds what its name says, but for models whose own example is a clip.
        if !isSearch {
            let clips = (answer["models"]?.elements ?? []).filter {
                $0["default_example"]?["output"]?.plainText.contains(".mp4") == true
            }
            #expect(names.count == entries.count - clips.count, "\(place)")
        }
    }
}
