import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct ReplicateCatalogTests {
    private static let version = "f559560eb822dc509045f3921a1921234918b91739db4bf3daab2169b71c7a13"

    private func bench(_ reply: CannedTransport.Reply...) throws -> Bench {
        let last = reply.last ?? .json("{}")
        return try Bench(
            "replicate",
            reply.count < 2 ? CannedTransport(last) : CannedTransport(reply[0], last))
    }

    @Test func `a published schema becomes a card with the version to run`() async throws {
        let bench = try bench(.json(try RecordedFixture.text("replicate-model.json")))
        let card = try #require(try await bench.provider.models.described("jaaari/kokoro-82m", .speech))
        #expect(bench.transport.calls.map { $0.url.path() } == ["/v1/models/jaaari/kokoro-82m"])
        #expect(card.origin == .schema && card.route == "version=\(Self.version) prompt=text")
        #expect(card.parameters.map(\.key) == [.speed, .voice, "cancel_after"])
        #expect(card[.voice]?.wireName == "voice" && card[.voice]?.defaultValue == "af_bella")
        #expect(card[.voice]?.accepts("bm_george") == true && card[.voice]?.accepts("x") == false)
        #expect(card.inputs.map(\.wireName) == ["audio_samples[]"])
        #expect(card.inputs.first?.maximumBytes == 100 << 20 && card.inputs.first?.takesAddresses == true)
        #expect(card.summary == "Kokoro v1.0 - text to speech")
    }

    @Test func `a model that makes something else has no card for it`() async throws {
        let bench = try bench(.json(try RecordedFixture.text("replicate-model.json")))
        #expect(try await bench.provider.models.described("jaaari/kokoro-82m", .video) == nil)
        #expect(try await bench.provider.models.described("jaaari/kokoro-82m", .text) == nil)
    }

    @Test func `a named version is looked up and run`() async throws {
        let model = try RecordedFixture.text("replicate-model.json")
        let version =
            #"{"id":"0123","openapi_schema":{"components":{"schemas":{"Input":{"properties":{"text":{"type":"string"}}},"Output":{"type":"string","format":"uri"}}}}}"#
        let bench = try bench(.json(model), .json(version))
        let card = try await bench.provider.models.described("jaaari/kokoro-82m:0123", .speech)
        #expect(card?.model == "jaaari/kokoro-82m:0123" && card?.route == "version=0123 prompt=text")
        #expect(bench.transport.calls.last?.url.path() == "/v1/models/jaaari/kokoro-82m/versions/0123")
    }

    @Test(arguments: ["0123", "deployments/a/b"]) func `what nobody describes is not asked for`(_ model: String)
        async throws
    {
        let bench = try bench(.json("{}"))
        #expect(try await bench.provider.models.described(ModelID(rawValue: model), .image) == nil)
        #expect(bench.transport.calls.isEmpty)
    }

    @Test(arguments: [
        #""latest_version":null"#, #""latest_version":{}"#, #""latest_version":{"id":"1","openapi_schema":null}"#,
        #""latest_version":{"id":"1","openapi_schema":[]}"#, #""x":1"#,
    ])
    func `a model without a schema has no description`(_ member: String) async throws {
        let bench = try bench(.json(#"{"owner":"a","name":"b",\#(member)}"#))
        #expect(try await bench.provider.models.described("a/b", .image) == nil)
    }

    @Test func `an unknown model has no description`() async throws {
        let bench = try bench(.json(#"{"detail":"Not found","status":404}"#, status: 404))
        #expect(try await bench.provider.models.described("a/b", .image) == nil)
    }

    @Test(
        arguments: [
            (#""https://replicate.delivery/a.mp4""#, #"{"type":"string","format":"uri"}"#, [Modality.video]),
            (
                #"["https://replicate.delivery/a.webp"]"#,
                #"{"type":"array","items":{"type":"string","format":"uri"}}"#, [.image]
            ),
            (#"["a","b"]"#, #"{"type":"array","items":{"type":"string"},"x-cog-array-type":"iterator"}"#, [.text]),
            ("null", #"{"type":"string"}"#, [.text]),
            ("null", #"{"type":"string","format":"uri"}"#, [.image, .video, .audio, .speech]),
            ("null", #"{"type":"object"}"#, Modality.allCases),
            (#"{"b":null,"a":"https://replicate.delivery/a.mp3"}"#, #"{"type":"object"}"#, [.audio, .speech]),
        ] as [(String, String, [Modality])])
    func `what a model makes is read off its example, then off its schema`(
        _ row: (output: String, schema: String, modalities: [Modality])
    ) async throws {
        let model =
            #"{"owner":"a","name":"b","is_official":true,"default_example":{"output":\#(row.output)},"latest_version":{"id":"1","openapi_schema":{"components":{"schemas":{"Input":{"properties":{"prompt":{"type":"string"}}},"Output":\#(row.schema)}}}}}"#
        let bench = try bench(.json(model))
        for modality in Modality.allCases {
            let card = try await bench.provider.models.described("a/b", modality)
            #expect((card != nil) == row.modalities.contains(modality), "\(modality)")
            #expect(card == nil || card?.route == "prompt=prompt")
        }
    }

    @Test func `the collection of a modality is listed`() async throws {
        let model = try RecordedFixture.text("replicate-model.json")
        let bench = try bench(.json(#"{"slug":"text-to-speech","models":[\#(model),{"owner":1},null]}"#))
        let cards = try await bench.provider.models.listed(.speech)
        #expect(cards.map(\.model) == ["jaaari/kokoro-82m"])
        #expect(bench.transport.calls.map { $0.url.path() } == ["/v1/collections/text-to-speech"])
    }

    @Test func `a search stands in for a collection that is not there`() async throws {
        let bench = try bench(
            .json(#"{"detail":"Not found","status":404}"#, status: 404),
            .json(#"{"results":[{"owner":"a","name":"b","description":"sings"}],"next":null}"#))
        let cards = try await bench.provider.models.listed(.audio)
        #expect(cards.map(\.model) == ["a/b"] && cards.first?.origin == .listed)
        let call = try #require(bench.transport.calls.last)
        #expect(call.method == .query && call.headers["Content-Type"] == "text/plain")
        #expect(call.body == Data("music generation".utf8))
    }

    @Test func `every file field of a curated card states its limit and takes addresses`() throws {
        let bench = try bench(.json("{}"))
        for card in bench.provider.models.curated {
            #expect(card.inputs.allSatisfy { $0.maximumBytes == 100 << 20 && $0.takesAddresses && $0.wireName != nil })
        }
    }

    @Test func `an account is told by its name`() async throws {
        let bench = try bench(.json(#"{"type":"user","username":"ada","name":"Ada"}"#))
        #expect(try await bench.provider.account?.account().label == "ada")
    }
}
