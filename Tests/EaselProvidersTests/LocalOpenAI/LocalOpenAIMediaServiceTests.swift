import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Pictures and speech of local servers, in each server's own way.
struct LocalOpenAIMediaServiceTests {
    private static let base = "http://127.0.0.1:8080/v1"

    private static let owners = [
        "localai": #"{"data":[{"id":"m","object":"model"}]}"#,
        "omni": #"{"data":[{"id":"m","owned_by":"vllm","max_model_len":0}]}"#,
        "kokoro": #"{"data":[{"id":"kokoro","owned_by":"kokoro"}]}"#,
        "ollama": #"{"data":[{"id":"llama3.2:latest","owned_by":"library"}]}"#,
    ]

    /// A server of a kind with answers by the end of their path; anything else is an unknown path.
    private func bench(_ kind: String, _ replies: [(String, CannedTransport.Reply)]) throws -> Bench {
        try Bench(
            "local",
            CannedTransport { (call) throws(EaselError) in
                let path = call.url.path()
                if let reply = replies.first(where: { path.hasSuffix($0.0) })?.1 { return reply }
                if path.hasSuffix("/models") { return .json(Self.owners[kind] ?? "{}") }
                return CannedTransport.Reply(404, headers: ["Content-Type": "text/plain"], chunks: [Array("404".utf8)])
            }, configured: ["api": Self.base], credential: nil)
    }

    private func paint(
        _ bench: Bench, _ values: ParameterValues = [:], inputs: [MediaInput] = []
    ) async throws(EaselError) -> MediaBatch? {
        let request = ImageRequest(
            model: "m", prompt: "a boat", inputs: inputs, parameters: RequestParameters(values: values))
        return try await bench.provider.services.image?.submit(request).batch
    }

    private func speak(_ bench: Bench, _ values: ParameterValues = [:]) async throws(EaselError) -> MediaBatch? {
        try await bench.provider.services.speech?.submit(
            SpeechRequest(model: "m", prompt: "hello", parameters: RequestParameters(values: values))
        ).batch
    }

    @Test(
        arguments: [
            (
                "localai",
                #"{"model":"m","n":2,"prompt":"a boat|fog","quality":"low","response_format":"b64_json","size":"512x256","step":9}"#,
                ["guidanceScale", "seed"]
            ),
            (
                "omni",
                #"{"guidance_scale":3.5,"model":"m","n":2,"negative_prompt":"fog","num_inference_steps":9,"prompt":"a boat","response_format":"b64_json","seed":4,"size":"512x256"}"#,
                ["quality"]
            ),
        ] as [(String, String, [String])])
    func `a picture is asked for in the server's words, and what it lacks is told`(
        _ kind: String, _ body: String, _ unsupported: [String]
    ) async throws {
        let bench = try bench(
            kind, [("/images/generations", .json(#"{"data":[{"b64_json":"AAAA"},{"b64_json":"BBBB"}]}"#))])
        let values: ParameterValues = [
            .size: "512x256", .count: 2, .steps: 9, .negativePrompt: "fog", .quality: "low", .seed: 4,
            .guidanceScale: 3.5,
        ]
        let batch = try await paint(bench, values)
        #expect(bench.sent == JSONText.decode(body))
        #expect(batch?.items == [MediaReference(.base64("AAAA")), MediaReference(.base64("BBBB"))])
        #expect(batch?.warnings.compactMap(\.parameter).sorted() == unsupported)
    }

    @Test(
        arguments: [
            (#"{"data":[{"url":"http://127.0.0.1:8080/generated-images/a.png"}]}"#, URLTrust.withCredential),
            (#"{"data":[{"b64_json":null,"url":"/generated-images/a.png"}]}"#, .withCredential),
            (#"{"data":[{"b64_json":"","url":"https://elsewhere.example/a.png"}]}"#, .withoutCredential),
        ]) func `an address is taken in place of base64, and trusted only on the server`(
            _ body: String, _ trust: URLTrust
        ) async throws
    {
        let bench = try bench("localai", [("/images/generations", .json(body))])
        let item = try #require(try await paint(bench)?.items.first)
        guard case .url(let url, trust) = item.source else { return #expect(Bool(false), "\(item)") }
        #expect(url.absoluteString.hasSuffix("/a.png") && url.scheme != nil)
    }

    @Test func `a file is taken as it is`() async throws {
        let bench = try bench(
            "omni",
            [
                (
                    "/images/generations",
                    CannedTransport.Reply(headers: ["Content-Type": "image/png"], chunks: [[1], [2]])
                )
            ])
        #expect(try await paint(bench)?.items == [MediaReference(.bytes(Data([1, 2])), declaredType: .png)])
    }

    @Test func `LocalAI takes reference pictures as bare base64, others take none`() async throws {
        let reply = CannedTransport.Reply.json(#"{"data":[{"b64_json":"AAAA"}]}"#)
        let local = try bench("localai", [("/images/generations", reply)])
        _ = try await paint(local, inputs: [.dot])
        #expect(local.sent?["ref_images"] == .array(["AQID"]))
        let omni = try bench("omni", [("/images/generations", reply)])
        let error = await failure { () async throws(EaselError) in try await paint(omni, inputs: [.dot]) }
        #expect(error?.kind == .unsupported && omni.transport.calls.allSatisfy { $0.method == .get })
    }

    @Test func `a server without the route is told apart from a model that is missing`() async throws {
        let ollama = try bench("ollama", [])
        let noRoute = await failure { () async throws(EaselError) in try await paint(ollama) }
        #expect(noRoute?.kind == .unsupported && noRoute?.remedy.contains("LocalAI") == true)
        let missing = CannedTransport.Reply.json(
            #"{"error":{"code":404,"message":"no such model","type":""}}"#, status: 404)
        let local = try bench("localai", [("/images/generations", missing), ("/audio/speech", missing)])
        let noModel = await failure { () async throws(EaselError) in try await paint(local) }
        #expect(noModel?.kind == .modelNotFound && noModel?.message.contains("no such model") == true)
        let fast = try bench("kokoro", [("/images/generations", .json(#"{"detail":"Not Found"}"#, status: 404))])
        let noPath = await failure { () async throws(EaselError) in try await paint(fast) }
        #expect(noPath?.kind == .unsupported)
    }

    @Test func `an error in a 200 is an error`() async throws {
        let odd = CannedTransport.Reply.json(#"{"error":"Unexpected endpoint or method. Returning 200 anyway"}"#)
        let bench = try bench("localai", [("/images/generations", odd), ("/audio/speech", odd)])
        for error in [
            await failure({ () async throws(EaselError) in try await paint(bench) }),
            await failure({ () async throws(EaselError) in try await speak(bench) }),
        ] { #expect(error?.message.contains("Unexpected endpoint") == true) }
    }

    @Test func `speech is the answer itself, in the type that the server declares`() async throws {
        let bench = try bench(
            "localai",
            [("/audio/speech", CannedTransport.Reply(headers: ["Content-Type": "audio/wav"], chunks: [[82, 73]]))])
        let batch = try await speak(bench, [.voice: "amy", .speed: 1.5, .format: "mp3", .language: "en"])
        #expect(batch?.items == [MediaReference(.bytes(Data([82, 73])), declaredType: .wav)])
        #expect(batch?.warnings.map(\.parameter) == ["language"])
        #expect(
            bench.sent
                == JSONText.decode(
                    #"{"model":"m","input":"hello","voice":"amy","speed":1.5,"response_format":"mp3"}"#))
        #expect(bench.transport.calls.last?.headers["Accept"] == "*/*")
    }

    @Test(
        arguments: [
            (#"{"voices":["af_heart","bm_george"]}"#, ["af_heart", "bm_george"]),
            (
                #"{"voices":[{"id":"af_heart","name":"Heart","language":"en-US"},{"name":"only a name"},5]}"#,
                ["af_heart", "only a name"]
            ),
            (#"["a"]"#, ["a"]), (#"{"data":[{"voice_id":"v1","name":"One"}]}"#, ["v1"]),
        ] as [(String, [String])]) func `voices are read in every shape`(_ body: String, _ ids: [String]) async throws
    {
        let bench = try bench(
            "kokoro", [("/audio/voices", .json(body)), ("/audio/speech", .json(#"{"detail":"no"}"#, status: 405))])
        #expect(try await bench.provider.services.speech?.voices(for: "kokoro").map(\.id) == ids)
    }

    @Test func `a server without voices has none`() async throws {
        #expect(try await bench("localai", []).provider.services.speech?.voices(for: "m").isEmpty == true)
        #expect(try await bench("ollama", []).provider.services.speech?.voices(for: "m").isEmpty == true)
    }

    @Test func `LocalAI says what each model makes`() async throws {
        let models = #"{"data":[{"id":"chatty"},{"id":"painter"},{"id":"speaker"},{"id":"untold"}]}"#
        let capabilities =
            #"{"object":"list","data":[{"id":"chatty","capabilities":["chat"],"output_modalities":["text"]},{"id":"painter","output_modalities":["image"]},{"id":"speaker","output_modalities":["audio"]},{"id":"untold","output_modalities":[]}]}"#
        let bench = try bench("localai", [("/models/capabilities", .json(capabilities)), ("/models", .json(models))])
        for (modality, ids) in [
            (Modality.text, ["chatty", "untold"]), (.image, ["painter", "untold"]), (.speech, ["speaker", "untold"]),
            (.video, []), (.audio, []),
        ] {
            let cards = try await bench.provider.models.listed(modality)
            #expect(cards.map(\.model.rawValue) == ids)
            #expect(cards.allSatisfy { $0.modality == modality && $0.origin == .listed })
        }
    }

    @Test func `elsewhere a model is offered for what the server has a route for`() async throws {
        let known = CannedTransport.Reply.json(#"{"detail":"Method Not Allowed"}"#, status: 405)
        let kokoro = try bench("kokoro", [("/audio/speech", known)])
        let models = kokoro.provider.models
        #expect(try await models.listed(.speech).map(\.model) == ["kokoro"])
        for modality in [Modality.image, .text] { #expect(try await models.listed(modality).isEmpty) }
        #expect(kokoro.transport.calls.allSatisfy { $0.method == .get })
        let omni = try bench("omni", [("/images/generations", known), ("/audio/speech", known)])
        for modality in [Modality.text, .image, .speech] {
            #expect(try await omni.provider.models.listed(modality).count == 1)
        }
    }

    @Test func `Ollama is offered for text alone, without asking`() async throws {
        let ollama = try bench("ollama", [])
        for modality in [Modality.image, .speech] { #expect(try await ollama.provider.models.listed(modality).isEmpty) }
        #expect(try await ollama.provider.models.listed(.text).count == 1)
        #expect(ollama.transport.calls.allSatisfy { $0.url.path().hasSuffix("/models") })
    }
}
