import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct FalCatalogTests {
    /// A document as fal.ai publishes it: nulls, unions, a nested object, an extra component.
    private static let document = #"""
        {"openapi":"3.0.4","info":{"title":"Queue OpenAPI for acme/talker/v1","x-fal-metadata":{"endpointId":"acme/talker/v1","category":"text-to-speech"}},
         "components":{"schemas":{
           "TalkerV1Input":{"type":"object","x-fal-order-properties":["text","voice","speed","voice_setting","output_format"],"required":["text"],
             "properties":{"text":{"type":"string","maxLength":500,"examples":["Hi"]},
               "voice":{"anyOf":[{"type":"string","enum":["Ann","Bob"]},{"type":"null"}],"default":"Ann"},
               "speed":{"type":"number","minimum":0.5,"maximum":2,"default":1},
               "voice_setting":{"allOf":[{"$ref":"#/components/schemas/VoiceSetting"}]},
               "output_format":{"type":"string","enum":["url","hex"],"default":"hex"}}},
           "TalkerV1Output":{"type":"object","properties":{"audio":{"$ref":"#/components/schemas/File"},"duration_ms":{"type":"integer"}}},
           "VoiceSetting":{"type":"object","properties":{"pitch":{"type":"integer"}}},
           "File":{"type":"object","properties":{"url":{"type":"string"}}}}},
         "paths":{"/acme/talker/v1":{"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/TalkerV1Input"}}}}}},
           "/acme/talker/v1/requests/{request_id}":{"get":{"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/TalkerV1Output"}}}}}}}}}
        """#

    /// Objects in objects: what a careless reader recurses into.
    private static func nest(_ depth: Int) -> String {
        String(repeating: #"{"components":"#, count: depth) + "{}" + String(repeating: "}", count: depth)
    }

    private func described(
        _ reply: CannedTransport.Reply, _ model: ModelID = "acme/talker/v1", _ modality: Modality = .speech,
        price: String = "{}"
    ) async throws -> (ModelCard?, Bench) {
        let transport = CannedTransport { (call) throws(EaselError) in
            call.url.host() == "api.fal.ai" ? .json(price) : reply
        }
        let bench = try Bench("fal", transport)
        return (try await bench.provider.models.described(model, modality), bench)
    }

    @Test func `a published schema becomes a card, and the schema host is not given the key`() async throws {
        let price =
            #"{"prices":[{"endpoint_id":"acme/talker/v1","unit_price":0.05,"unit":"1000 characters","currency":"USD"}]}"#
        let (found, bench) = try await described(.json(Self.document), price: price)
        let card = try #require(found)
        #expect(card.origin == .schema && card.name == "talker/v1" && card.limits.promptCharacters == 500)
        #expect(card.parameters.map(\.key) == [.voice, .speed, "voice_setting"])
        #expect(card.parameters[0].kind == .choices("Ann", "Bob") && card.parameters[2].kind == .json)
        #expect(card.route == "text&output_format=url" && card.price == Price([.thousandCharacters: 0.05]))
        let call = try #require(bench.transport.calls.first)
        #expect(
            call.url.absoluteString == "https://fal.ai/api/openapi/queue/openapi.json?endpoint_id=acme%2Ftalker%2Fv1")
        #expect(call.headers["Authorization"] == nil)
    }

    @Test func `a described model is sent what its schema says`() async throws {
        let card = try #require(try await described(.json(Self.document)).0)
        let bench = try Bench("fal", CannedTransport(.json(#"{"request_id":"r"}"#)))
        let values: ParameterValues = [.speed: 1.5, "voice_setting": .object(["pitch": 2])]
        var request = SpeechRequest(
            model: card.model, prompt: "Hi", parameters: RequestParameters(values: values, specs: card.parameters))
        request.facts = ModelFacts(card)
        _ = try await bench.provider.services.speech?.submit(request)
        #expect(
            bench.sent
                == JSONText.decode(#"{"text":"Hi","speed":1.5,"voice_setting":{"pitch":2},"output_format":"url"}"#))
    }

    @Test(arguments: Modality.allCases) func `an endpoint is described for nothing but what it makes`(
        _ modality: Modality
    ) async throws {
        let card = try await described(.json(Self.document), "acme/talker/v1", modality).0
        #expect((card != nil) == (modality == .speech))
    }

    @Test(arguments: ["{}", "[]", "7", #"{"paths":{"/a/b":[]},"components":null}"#, nest(400)])
    func `a document that says nothing describes nothing`(
        _ body: String
    ) async throws {
        #expect(try await described(.json(body), "a/b", .image).0 == nil)
    }

    @Test func `an endpoint that nobody knows is nil, and trouble with asking is an error`() async throws {
        #expect(try await described(.json(#"{"error":"Endpoint not found"}"#, status: 404)).0 == nil)
        await #expect(throws: EaselError.self) { try await described(.html(status: 502)) }
        await #expect(throws: EaselError.self) { try await described(.json("{}"), "nonsense") }
    }

    @Test(
        arguments: [
            (
                "fal-ai/minimax/speech-02-hd", .speech, [.voice: "Calm_Woman", .speed: 2, .format: "mp3"],
                #"{"text":"p","output_format":"url","voice_setting":{"voice_id":"Calm_Woman","speed":2},"audio_setting":{"format":"mp3"}}"#
            ),
            ("fal-ai/kokoro/american-english", .speech, [.voice: "am_adam"], #"{"prompt":"p","voice":"am_adam"}"#),
            (
                "fal-ai/elevenlabs/sound-effects/v2", .audio, [.durationSeconds: 0.5],
                #"{"text":"p","duration_seconds":0.5}"#
            ),
            (
                "fal-ai/minimax-music/v2", .audio, [.lyrics: "la la la la"],
                #"{"prompt":"p","lyrics_prompt":"la la la la"}"#
            ),
            (
                "fal-ai/stable-audio-25/text-to-audio", .audio, [.durationSeconds: 30, .seed: 1],
                #"{"prompt":"p","seconds_total":30,"seed":1}"#
            ),
        ] as [(ModelID, Modality, ParameterValues, String)])
    func `sound models get their own names, nested where they want it`(
        _ model: ModelID, _ modality: Modality, _ values: ParameterValues, _ wanted: String
    ) async throws {
        let bench = try Bench("fal", CannedTransport(.json("{}")))
        let card = try #require(bench.provider.models.curated.first { $0.model == model })
        let parameters = RequestParameters(values: values, specs: card.parameters)
        let preview: RequestPreview?
        if modality == .speech {
            var request = SpeechRequest(model: model, prompt: "p", parameters: parameters)
            request.facts = ModelFacts(card)
            preview = try await bench.provider.services.speech?.preview(request)
        } else {
            var request = AudioRequest(model: model, prompt: "p", parameters: parameters)
            request.facts = ModelFacts(card)
            preview = try await bench.provider.services.audio?.preview(request)
        }
        #expect(preview?.body.flatMap(JSONText.decode) == JSONText.decode(wanted))
    }

    @Test func `a prompt for a model that takes none is a warning`() async throws {
        let transport = CannedTransport { (call) throws(EaselError) in
            if call.method == .post { return .json(#"{"request_id":"r1"}"#) }
            return call.url.path().hasSuffix("/status")
                ? .json(#"{"status":"COMPLETED"}"#) : .json(#"{"image":{"url":"https://x.test/1"},"mask_image":null}"#)
        }
        let bench = try Bench("fal", transport)
        let picture = MediaInput(role: .reference, bytes: Data([1]), type: .png, name: "a.png")
        var request = ImageRequest(model: "fal-ai/birefnet/v2", prompt: "please", inputs: [picture])
        request.facts = bench.facts("fal-ai/birefnet/v2")
        let service = try #require(bench.provider.services.image)
        guard case .accepted(let job) = try await service.submit(request),
            case .completed(let batch) = try await service.status(of: job)
        else { return #expect(Bool(false), "not completed") }
        #expect(batch.warnings.map(\.kind) == [.unsupported] && batch.items.count == 1)
        let sent = transport.calls.first?.body.flatMap { JSONText.decode(String(decoding: $0, as: UTF8.self)) }
        #expect(sent == JSONText.decode(#"{"image_url":"data:image/png;base64,AQ=="}"#))
    }
}
