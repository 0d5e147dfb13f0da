import EaselCore
import EaselProviderKit
import EaselProviders
import EaselSandbox
import EaselTestSupport
import Foundation
import Testing

/// The adapter over a real transport against the sandbox: every modality, and what may go wrong.
struct FalSandboxTests {
    @Test(arguments: ["fal-ai/flux/dev", "fal-ai/nano-banana", "openai/gpt-image-2"] as [ModelID])
    func `pictures come back and decode`(_ model: ModelID) async throws {
        try await FalStand.open { stand in
            let batch = try await stand.finish(stand.image, try await stand.request(model, [.count: 2]))
            #expect(batch.items.count == 2 && batch.warnings.isEmpty)
            let bytes = try await stand.bytes(batch.items[0])
            #expect(bytes.starts(with: [0x89, 0x50]) || bytes.starts(with: [0xFF, 0xD8]))
        }
    }

    @Test(
        arguments: [
            "fal-ai/nano-banana/edit", "fal-ai/flux-pro/kontext", "openai/gpt-image-2/edit", "fal-ai/clarity-upscaler",
            "fal-ai/aura-sr", "fal-ai/birefnet/v2", "fal-ai/bria/background/remove",
        ] as [ModelID])
    func `a picture is changed, enlarged or cut out`(_ model: ModelID) async throws {
        try await FalStand.open { stand in
            let picture = MediaInput(role: .reference, bytes: try await stand.picture(), type: .png, name: "in.png")
            let prompt = ["fal-ai/aura-sr", "fal-ai/birefnet/v2", "fal-ai/bria/background/remove"].contains(model)
            let request: ImageRequest = try await stand.request(
                model, prompt: prompt ? "" : "make it red", inputs: [picture])
            let batch = try await stand.finish(stand.image, request)
            #expect(batch.warnings.isEmpty)
            #expect(try await stand.bytes(batch.items.first).starts(with: [0x89, 0x50]) || batch.items.count == 1)
        }
    }

    @Test(
        arguments: [
            ("fal-ai/veo3.1/fast", []), ("fal-ai/kling-video/v2.5-turbo/pro/text-to-video", []),
            ("fal-ai/veo3.1/image-to-video", [.first]), ("bytedance/seedance-2.0/image-to-video", [.first, .last]),
            ("fal-ai/veo3.1/first-last-frame-to-video", [.first, .last]),
        ] as [(ModelID, [AttachmentRole])])
    func `clips come back and decode`(_ model: ModelID, _ roles: [AttachmentRole]) async throws {
        try await FalStand.open { stand in
            let frame = try await stand.picture()
            let inputs = roles.map { MediaInput(role: $0, bytes: frame, type: .png, name: "f.png") }
            let length: ParameterValues =
                model.rawValue.contains("kling") ? [.durationSeconds: 5] : [.durationSeconds: 4]
            let request: VideoRequest = try await stand.request(model, length, inputs: inputs)
            let batch = try await stand.finish(stand.video, request)
            let bytes = try await stand.bytes(batch.items.first)
            #expect(Array(bytes.prefix(8).suffix(4)) == Array("ftyp".utf8))
        }
    }

    @Test(
        arguments: [
            "fal-ai/lyria2", "fal-ai/stable-audio-25/text-to-audio", "fal-ai/ace-step/prompt-to-audio",
            "fal-ai/elevenlabs/sound-effects/v2", "fal-ai/minimax-music/v2", "cassetteai/sound-effects-generator",
        ] as [ModelID])
    func `music and sound effects come back and decode`(_ model: ModelID) async throws {
        try await FalStand.open { stand in
            let values: ParameterValues =
                switch model {
                case "fal-ai/minimax-music/v2": [.lyrics: "[Verse]\nla la la la"]
                case "cassetteai/sound-effects-generator": [.durationSeconds: 2]
                default: [:]
                }
            let request: AudioRequest = try await stand.request(model, values, prompt: "rain on a tin roof")
            let batch = try await stand.finish(stand.audio, request)
            #expect(batch.warnings.isEmpty)
            #expect(FalStand.isSound(try await stand.bytes(batch.items.first)))
        }
    }

    @Test(
        arguments: [
            ("fal-ai/kokoro/american-english", [.voice: "am_adam", .speed: 1.2]),
            ("fal-ai/elevenlabs/tts/eleven-v3", [.voice: "Aria", "stability": 0.4]),
            ("fal-ai/minimax/speech-02-hd", [.voice: "Calm_Woman", .speed: 1.5, .format: "mp3"]),
            ("fal-ai/minimax/speech-2.8-hd", [:]), ("fal-ai/chatterbox/text-to-speech", [.seed: 3]),
        ] as [(ModelID, ParameterValues)])
    func `spoken words come back and decode`(_ model: ModelID, _ values: ParameterValues) async throws {
        try await FalStand.open { stand in
            let request: SpeechRequest = try await stand.request(model, values, prompt: "Good morning.")
            let batch = try await stand.finish(stand.speech, request)
            #expect(batch.warnings.isEmpty)
            #expect(FalStand.isSound(try await stand.bytes(batch.items.first)))
        }
    }

    @Test func `sound that comes as digits is read`() async throws {
        try await FalStand.open { stand in
            var request: SpeechRequest = try await stand.request("fal-ai/minimax/speech-02-hd", [:], prompt: "Hello.")
            request.facts.route = "text"
            let batch = try await stand.finish(stand.speech, request)
            guard case .bytes(let bytes)? = batch.items.first?.source else { return #expect(Bool(false), "no bytes") }
            #expect(FalStand.isSound(Array(bytes)))
        }
    }

    @Test func `the voices of a model are those of its schema`() async throws {
        try await FalStand.open { stand in
            let voices = try await stand.speech.voices(for: "fal-ai/kokoro/american-english")
            #expect(voices.contains(Voice(id: "af_heart")) && voices.count == 20)
        }
    }

    @Test(
        arguments: [
            "openrouter/router#google/gemini-3.5-flash", "openrouter/router#meta-llama/llama-3.3-70b-instruct",
        ] as [ModelID])
    func `text streams in pieces that make the whole`(_ model: ModelID) async throws {
        try await FalStand.open { stand in
            var request = TextRequest(model: model, prompt: "a lighthouse")
            request.parameters = stand.parameters(model, ["reasoning": true])
            let (events, completion) = try await stand.write(request)
            let text = events.compactMap { if case .delta(let piece) = $0 { piece } else { nil } }
            #expect(text.count > 20 && text.joined().contains("👩🏽‍🎨"))
            #expect(text.joined().hasSuffix("ask the same and it stays."))
            #expect(events.contains { if case .reasoning = $0 { true } else { false } })
            #expect(completion.finish == .stop && completion.usage?.costIsEstimate == false)
            #expect((completion.usage?.outputTokens ?? 0) > 20 && completion.warnings.isEmpty)
        }
    }

    @Test func `a conversation goes along in OpenAI's protocol`() async throws {
        try await FalStand.open { stand in
            let request = TextRequest(
                model: "openrouter/router#google/gemini-3.5-flash", prompt: "and then?",
                conversation: [.init(speaker: .user, text: "hello"), .init(speaker: .assistant, text: "hi")])
            let (events, completion) = try await stand.write(request)
            let text = events.compactMap { if case .delta(let piece) = $0 { piece } else { nil } }.joined()
            #expect(text.hasPrefix("(turn 2)") && completion.usage?.costUSD != nil)
        }
    }

    @Test func `a picture is looked at`() async throws {
        try await FalStand.open { stand in
            let model: ModelID = "openrouter/router#google/gemini-3.5-flash"
            var request = TextRequest(model: model, prompt: "what is it?")
            request.inputs = [MediaInput(role: .reference, bytes: try await stand.picture(), type: .png, name: "a.png")]
            request.facts = stand.facts(model)
            let events = try await stand.write(request).events
            let text = events.compactMap { if case .delta(let piece) = $0 { piece } else { nil } }.joined()
            #expect(text.contains("1 picture(s)"))
        }
    }

    @Test func `a large file is uploaded, and its address is used`() async throws {
        try await FalStand.open { stand in
            // A PNG reader stops at IEND: what follows makes the file large.
            let large = try await stand.picture() + Data(repeating: 7, count: 3 << 20)
            let picture = MediaInput(role: .reference, bytes: large, type: .png, name: "läßt 1.png")
            let request: ImageRequest = try await stand.request(
                "fal-ai/nano-banana/edit", prompt: "red", inputs: [picture])
            let batch = try await stand.finish(stand.image, request)
            #expect(batch.items.count == 1)
        }
    }

    @Test(arguments: [.image, .video, .audio, .speech] as [Modality]) func `a refusal is told as one`(
        _ modality: Modality
    ) async throws {
        try await FalStand.open { stand in
            let error = await stand.failure(modality, prompt: "forbidden-content please")
            #expect(error?.kind == .contentPolicy && error?.providerCode == "content_policy_violation")
        }
    }

    @Test func `pictures that are all blanked are a refusal`() async throws {
        try await FalStand.open { stand in
            let error = await stand.failure(.image, prompt: "nsfw-flag")
            #expect(error?.kind == .contentPolicy && error?.providerCode == "has_nsfw_concepts")
        }
    }

    @Test func `the router's refusal comes before any text`() async throws {
        try await FalStand.open { stand in
            let request = TextRequest(model: "openrouter/router#a/b", prompt: "forbidden-content")
            let error = await stand.textFailure(request)
            #expect(error?.kind == .contentPolicy && error?.httpStatus == 422)
        }
    }

    @Test func `a stream that breaks off is no answer`() async throws {
        try await FalStand.open(faults: ["fal:disconnect-after=5"]) { stand in
            let error = await stand.textFailure(TextRequest(model: "openrouter/router#a/b", prompt: "x"))
            #expect(error?.kind == .unavailable)
        }
        try await FalStand.open(faults: ["fal:error-after=5"]) { stand in
            let error = await stand.textFailure(TextRequest(model: "openrouter/router#a/b", prompt: "x"))
            #expect(error?.message.contains("Provider returned error") == true)
        }
    }

    @Test func `a busy account is told to slow down`() async throws {
        try await FalStand.open(faults: ["fal:429:method=POST"]) { stand in
            let error = await stand.failure(.image, prompt: "x")
            #expect(error?.kind == .rateLimited && error?.providerCode == "concurrent_requests_limit")
        }
    }

    @Test func `a waiting job is removed`() async throws {
        try await FalStand.open(faults: ["fal:hold=queued"]) { stand in
            let request: AudioRequest = try await stand.request("fal-ai/lyria2", [:])
            guard case .accepted(let job) = try await stand.audio.submit(request) else {
                return #expect(Bool(false), "not accepted")
            }
            #expect(try await stand.audio.cancel(job) == .removed)
            guard case .failed(let error) = try await stand.audio.status(of: job) else {
                return #expect(Bool(false), "not failed")
            }
            #expect(error.kind == .cancelled && error.providerCode == "client_cancelled")
        }
    }

    @Test(
        arguments: [
            ("fal-ai/flux/dev", .image), ("fal-ai/veo3.1", .video), ("fal-ai/lyria2", .audio),
            ("fal-ai/kokoro/american-english", .speech), ("openrouter/router", .text), ("fal-ai/birefnet/v2", .image),
        ] as [(ModelID, Modality)])
    func `any endpoint is described by its schema, for what it makes`(_ model: ModelID, _ made: Modality) async throws {
        try await FalStand.open { stand in
            for modality in Modality.allCases {
                let card = try await stand.provider.models.described(model, modality)
                #expect((card != nil) == (modality == made), "\(modality)")
            }
            #expect(try await stand.provider.models.described("fal-ai/no-such-thing", made) == nil)
        }
    }

    @Test func `a described model knows what the curated card knows`() async throws {
        try await FalStand.open { stand in
            for curated in stand.provider.models.curated where !curated.model.rawValue.contains("router") {
                let card = try #require(try await stand.provider.models.described(curated.model, curated.modality))
                #expect(card.origin == .schema && card.route == curated.route, "\(card.model)")
                #expect(card.inputs.map(\.role) == curated.inputs.map(\.role), "\(card.model)")
                #expect(card.inputs.map(\.wireName) == curated.inputs.map(\.wireName), "\(card.model)")
                #expect(card.inputs.map(\.isRequired) == curated.inputs.map(\.isRequired), "\(card.model)")
                for spec in curated.parameters where spec.wireName?.contains(".") != true {
                    let told = card.parameters.first { $0.wireName == spec.wireName && $0.key == spec.key }
                    #expect(told != nil, "\(card.model) \(spec.key)")
                }
            }
        }
    }

    @Test func `the account tells its name and what is left`() async throws {
        try await FalStand.open { stand in
            let status = try #require(try await stand.provider.account?.account())
            #expect(status.label == "sandbox" && status.creditRemainingUSD == 20.5)
        }
    }

    @Test func `the live list covers every modality`() async throws {
        try await FalStand.open { stand in
            for modality in Modality.allCases {
                let cards = try await stand.provider.models.listed(modality)
                #expect(!cards.isEmpty && cards.allSatisfy { $0.modality == modality }, "\(modality)")
            }
        }
    }
}
