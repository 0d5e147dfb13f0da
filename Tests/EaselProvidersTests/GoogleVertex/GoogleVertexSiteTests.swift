import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Which door and which host a request takes, and what it carries there (wire sheet google.md, section 0.1).
struct GoogleVertexSiteTests {
    private static let done = CannedTransport.Reply.events(
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]},\"finishReason\":\"STOP\"}]}\n\n")

    private static let places: [(String?, String)] = [
        (nil, "aiplatform.googleapis.com/v1beta1/projects/p/locations/global"),
        ("global", "aiplatform.googleapis.com/v1beta1/projects/p/locations/global"),
        ("eu", "aiplatform.eu.rep.googleapis.com/v1beta1/projects/p/locations/eu"),
        ("europe-west4", "europe-west4-aiplatform.googleapis.com/v1beta1/projects/p/locations/europe-west4"),
    ]

    @Test(arguments: places) func `the location decides the host`(_ row: (location: String?, place: String))
        async throws
    {
        var settings = ["project": "p"]
        settings["location"] = row.location
        let stand = try GoogleVertexStand(Self.done, token: true, key: nil, settings: settings)
        _ = try await stand.text()
        #expect(
            stand.transport.places == [
                "POST https://\(row.place)/publishers/google/models/gemini-3.8-flash:streamGenerateContent?alt=sse"
            ])
        #expect(stand.transport.calls.first?.headers["Authorization"] == "Bearer ya29.test-token")
    }

    @Test(arguments: ["atlantis-1", "evil.example/", "x@evil.example", ""])
    func `a location that nobody knows gets no token`(
        _ location: String
    ) async throws {
        let stand = try GoogleVertexStand(
            Self.done, token: true, key: nil, settings: ["project": "p", "location": location])
        let error = await failure { () async throws(EaselError) in try await stand.text() }
        #expect(location.isEmpty ? error == nil : error?.kind == .configuration && stand.transport.calls.isEmpty)
    }

    @Test(arguments: [("gemini", "generativelanguage.googleapis.com"), ("vertex", "aiplatform.googleapis.com")])
    func `a fixed route is taken whatever credentials are there`(_ route: String, _ host: String) async throws {
        let stand = try GoogleVertexStand(
            Self.done, token: true, key: "key-0123456789", settings: ["project": "p", "route": route])
        _ = try await stand.text()
        #expect(stand.transport.calls.first?.url.host() == host)
    }

    @Test func `a route that does not exist is told, and nothing is sent`() async throws {
        let stand = try GoogleVertexStand(Self.done, token: true, key: nil, settings: ["project": "p", "route": "x"])
        let error = await failure { () async throws(EaselError) in try await stand.text() }
        #expect(error?.kind == .configuration && stand.transport.calls.isEmpty)
    }

    @Test func `a configured address stands in for every location`() async throws {
        let transport = CannedTransport(Self.done)
        let bench = try GoogleVertexMediaBench(
            transport, settings: ["project": "p", "location": "europe-west4"], base: "http://127.0.0.1:9")
        _ = try await bench.write("gemini-3.8-flash", prompt: "x")
        #expect(
            transport.calls.first?.url.absoluteString.hasPrefix(
                "http://127.0.0.1:9/vertex/v1beta1/projects/p/locations/europe-west4/") == true)
    }

    @Test func `a model that is not served in a place is asked where it is, with a warning`() async throws {
        let picture = CannedTransport.Reply.json(
            #"{"candidates":[{"content":{"parts":[{"inlineData":{"data":"AAAA"}}]},"finishReason":"STOP"}]}"#)
        let stand = try GoogleVertexStand(
            picture, token: true, key: nil, settings: ["project": "p", "location": "us-central1"])
        let batch = try await stand.image()
        #expect(stand.transport.calls.first?.url.host() == "aiplatform.googleapis.com")
        #expect(batch.warnings.map(\.kind) == [.adjusted])
    }

    @Test func `a token and a project win over a key`() async throws {
        let stand = try GoogleVertexStand(Self.done, token: true, key: "AIza-key")
        _ = try await stand.text()
        let call = try #require(stand.transport.calls.first)
        #expect(call.url.host() == "aiplatform.googleapis.com" && call.headers["x-goog-api-key"] == nil)
    }

    @Test func `without a project the key is used, and the token stays here`() async throws {
        let stand = try GoogleVertexStand(Self.done, token: true, key: "AIza-key", settings: [:])
        _ = try await stand.text()
        let call = try #require(stand.transport.calls.first)
        #expect(call.headers["x-goog-api-key"] == "AIza-key" && call.headers["Authorization"] == nil)
    }

    @Test func `a token without a project asks for one`() async throws {
        let stand = try GoogleVertexStand(Self.done, token: true, key: nil, settings: [:])
        let error = await failure { () async throws(EaselError) in try await stand.text() }
        #expect(error?.kind == .configuration && error?.remedy.contains("GOOGLE_CLOUD_PROJECT") == true)
    }

    @Test(arguments: [
        ("publishers/google/models/m", "projects/p/locations/global/publishers/google/models/m"),
        ("models/m", "projects/p/locations/global/publishers/google/models/m"),
        ("meta/llama-9", "projects/p/locations/global/publishers/meta/models/llama-9"),
        ("projects/q/locations/us-east4/endpoints/12", "projects/q/locations/us-east4/endpoints/12"),
    ]) func `longer names of models are understood`(_ row: (id: String, resource: String)) async throws {
        let stand = try GoogleVertexStand(Self.done, token: true, key: nil, settings: ["project": "p"])
        _ = try await stand.text(ModelID(rawValue: row.id))
        #expect(
            stand.transport.calls.first?.url.path() == "/v1beta1/\(row.resource):streamGenerateContent")
    }

    @Test func `a name that climbs out of its place is refused`() async throws {
        let stand = try GoogleVertexStand(Self.done)
        let error = await failure { () async throws(EaselError) in try await stand.text("models/../files") }
        #expect(error?.kind == .modelNotFound && stand.transport.calls.isEmpty)
    }

    @Test func `the list is that of the key, or else of Vertex AI`() async throws {
        let list = CannedTransport.Reply.json(
            #"{"models":[{"name":"models/gemini-x","inputTokenLimit":10,"supportedGenerationMethods":["generateContent"]},{"name":"models/text-embedding-9"},{"bad":1},{"name":"models/gemini-x-image"}]}"#
        )
        let keyed = try GoogleVertexStand(list)
        let cards = try await keyed.bench.provider.models.listed(.text)
        #expect(cards.map(\.model) == ["gemini-x"] && cards.first?.limits.contextTokens == 10)
        #expect(try await keyed.bench.provider.models.listed(.image).map(\.model) == ["gemini-x-image"])
        let published = CannedTransport.Reply.json(
            #"{"publisherModels":[{"name":"publishers/google/models/gemini-y-tts"}]}"#)
        let vertex = try GoogleVertexStand(published, token: true, key: nil)
        #expect(try await vertex.bench.provider.models.listed(.speech).map(\.model) == ["gemini-y-tts"])
        #expect(vertex.transport.calls.first?.url.path() == "/v1beta1/publishers/google/models")
    }
}
