import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// A model's page and a version's page: the published schema becomes the form.
struct ReplicateModelCheck: EndpointCheck {
    let name = "Replicate model schemas"

    func claims(_ exchange: RecordedExchange) -> Bool {
        exchange.request.method == "GET" && exchange.address.hasPrefix("https://api.replicate.com/v1/models/")
    }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        let answer = try #require(exchange.answer)
        let parts = exchange.address.dropFirst("https://api.replicate.com/v1/models/".count).split(separator: "/")
        let owner = String(parts[0])
        let title = String(parts[1])
        let isVersion = parts.count == 4
        let recorded = CannedTransport.Reply(exchange.response, chunking)
        let replay = try Replay("replicate") { (call) throws(EaselError) in
            let isPage = !call.url.path().contains("/versions/")
            return isVersion && isPage ? .json(#"{"owner":"\#(owner)","name":"\#(title)"}"#) : recorded
        }
        let model = ModelID(rawValue: "\(owner)/\(title)" + (isVersion ? ":\(parts[3])" : ""))
        let modality: Modality = title.contains("llama") ? .text : .image
        let card = try await replay.provider.models.described(model, modality)
        let schemas = (isVersion ? answer : answer["latest_version"])?["openapi_schema"]?["components"]?["schemas"]
        guard let schemas else {
            #expect(card == nil, "\(place): nothing is published, so nothing is known")
            return
        }
        try expect(try #require(card, "\(place)"), schemas, place)
    }

    /// Every property is a parameter, a file or the prompt, with the bounds and choices that the schema states.
    private func expect(_ card: ModelCard, _ schemas: JSONValue, _ place: String) throws {
        #expect(card.origin == .schema, "\(place)")
        let properties = try #require(schemas["Input"]?["properties"]).members
        for (name, property) in properties where name != "prompt" {
            if property["format"]?.string == "uri" {
                let isThere = card.inputs.contains { $0.wireName == name || $0.wireName == "\(name)[]" }
                #expect(isThere, "\(place): no file goes into \(name)")
                continue
            }
            let spec = card.parameters.first { ($0.wireName ?? $0.key.rawValue) == name }
            let kind = try #require(spec?.kind, "\(place): \(name) is no parameter")
            expect(kind, name, property, schemas, place)
        }
    }

    private func expect(
        _ kind: ParameterKind, _ name: String, _ property: JSONValue, _ schemas: JSONValue, _ place: String
    ) {
        let referenced = property["allOf"]?[0]?["$ref"]?.string?.split(separator: "/").last.map(String.init)
        if let choices = referenced.flatMap({ schemas[$0]?["enum"]?.elements }) {
            guard case .choice(let known) = kind else {
                Issue.record("\(place): \(name) is a closed list")
                return
            }
            #expect(known.map(\.wireValue) == choices, "\(place): \(name)")
        }
        switch kind {
        case .integer(let minimum, let maximum, _):
            #expect(
                minimum == property["minimum"]?.integer && maximum == property["maximum"]?.integer, "\(place): \(name)")
        case .number(let minimum, let maximum, _):
            #expect(
                minimum == property["minimum"]?.double && maximum == property["maximum"]?.double, "\(place): \(name)")
        case .boolean: #expect(property["type"]?.string == "boolean", "\(place): \(name)")
        default: break
        }
    }
}
