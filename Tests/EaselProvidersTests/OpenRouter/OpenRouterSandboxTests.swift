import EaselCore
import EaselProviderKit
import Foundation
import Testing

/// Every modality over real sockets.
struct OpenRouterSandboxTests {
    private static func isPicture(_ data: Data) -> Bool {
        data.starts(with: [0xFF, 0xD8, 0xFF]) || data.starts(with: [0x89, 0x50, 0x4E, 0x47])
            || data.dropFirst(8).starts(with: Data("WEBP".utf8))
    }

    private static func isClip(_ data: Data) -> Bool { data.dropFirst(4).starts(with: Data("ftyp".utf8)) }

    private static func isSound(_ data: Data) -> Bool {
        data.starts(with: Data("RIFF".utf8)) || data.first == 0xFF || data.starts(with: Data("ID3".utf8))
    }

    private static func picture(_ stand: OpenRouterStand, _ role: AttachmentRole) async throws -> MediaInput {
        let batch = try await stand.image("openai/gpt-image-2", "x", [.format: "png"])
        return MediaInput(role: role, bytes: try await stand.bytes(batch.items.first), type: .png, name: "x.png")
    }

    @Test(arguments: ["google/gemini-3.5-flash", "openai/gpt-4o-mini", "anthropic/claude-sonnet-5"] as [ModelID])
    func `text streams, with its usage`(_ model: ModelID) async throws {
        try await OpenRouterStand.run { stand in
            let text = try #require(stand.provider.services.text)
            let completion = try await text.stream(TextRequest(model: model, prompt: "about foxes")) { _ in }
            #expect(completion.finish == .stop && (completion.usage?.costUSD ?? 0) > 0)
        }
    }

    @Test func `thoughts are shown, and files are looked at`() async throws {
        try await OpenRouterStand.run { stand in
            let card = try #require(stand.provider.models.curated.first { $0.model == "google/gemini-3.5-flash" })
            let inputs = [
                try await Self.picture(stand, .reference),
                MediaInput(role: .reference, bytes: Data("%PDF-1.4".utf8), type: "application/pdf", name: "a.pdf"),
                MediaInput(role: .reference, bytes: Data("RIFF".utf8), type: .wav, name: "a.wav"),
                MediaInput(role: .reference, bytes: Data([0, 0, 0, 0]), type: .mp4, name: "a.mp4"),
            ]
            let request = TextRequest(
                model: card.model, prompt: "what is this", inputs: inputs,
                parameters: RequestParameters(values: ["reasoning_effort": "low"], specs: card.parameters))
            let (events, heard) = AsyncStream<TextEvent>.makeStream()
            _ = try await stand.provider.services.text?.stream(request) { heard.yield($0) }
            heard.finish()
            var (thoughts, words) = ("", "")
            for await event in events {
                if case .reasoning(let text) = event { thoughts += text }
                if case .delta(let text) = event { words += text }
            }
            #expect(!thoughts.isEmpty)
            for kind in ["image/png", "application/pdf", "audio/wav", "video/mp4"] { #expect(words.contains(kind)) }
        }
    }

    @Test(
        arguments: [
            "google/gemini-3.1-flash-image", "openai/gpt-image-2", "bytedance-seed/seedream-4.5",
            "black-forest-labs/flux.2-pro", "openai/gpt-5.4-image-2", "openai/gpt-5-image",
        ] as [ModelID]) func `pictures come from every painter, also as edits`(_ model: ModelID) async throws
    {
        try await OpenRouterStand.run { stand in
            let input = try await Self.picture(stand, .reference)
            let batch = try await stand.image(model, "a fox at night", inputs: [input])
            #expect(batch.items.count == 1 && batch.warnings.isEmpty && (batch.usage?.costUSD ?? 0) > 0)
            #expect(Self.isPicture(try await stand.bytes(batch.items.first)))
        }
    }

    @Test(arguments: ["google/veo-3.1-fast", "kwaivgi/kling-v3.0-pro", "bytedance/seedance-2.0"] as [ModelID])
    func `clips come from a job, with its frames`(_ model: ModelID) async throws {
        try await OpenRouterStand.run { stand in
            let frame = try await Self.picture(stand, .first)
            let batch = try await stand.video(
                model, "a fox runs", [.durationSeconds: 4, .aspectRatio: "16:9"], inputs: [frame])
            #expect(batch.items.count == 1 && (batch.usage?.costUSD ?? 0) > 0)
            #expect(Self.isClip(try await stand.bytes(batch.items.first)))
        }
    }

    @Test(
        arguments: [
            ("google/lyria-3-clip-preview", [:]), ("google/lyria-3-pro-preview", [:]),
            ("openai/gpt-audio", [.voice: "alloy"]), ("openai/gpt-audio-mini", [.voice: "nova", .format: "mp3"]),
        ] as [(ModelID, ParameterValues)]) func `music comes through a chat`(
            _ model: ModelID, _ values: ParameterValues
        ) async throws
    {
        try await OpenRouterStand.run { stand in
            let batch = try await stand.audio(model, "a song about foxes", values)
            #expect(Self.isSound(try await stand.bytes(batch.items.first)))
            #expect(batch.text?.contains("What was heard.") == true && (batch.usage?.costUSD ?? 0) > 0)
        }
    }

    @Test(
        arguments: [
            ("google/gemini-3.8-flash-tts", [.voice: "Kore"]), ("fish-audio/s2.1-pro", [.format: "mp3"]),
            ("openai/gpt-4o-mini-tts-2025-12-15", [.voice: "alloy", .format: "wav"]),
            ("mistralai/voxtral-mini-tts-2603", [:]), ("microsoft/mai-voice-2", [:]),
        ] as [(ModelID, ParameterValues)]) func `speech comes as a file, with its cost`(
            _ model: ModelID, _ values: ParameterValues
        ) async throws
    {
        try await OpenRouterStand.run { stand in
            let batch = try await stand.speech(model, "Good morning.", values)
            #expect(Self.isSound(try await stand.bytes(batch.items.first)))
            #expect((batch.usage?.costUSD ?? 0) > 0 && batch.warnings.isEmpty)
        }
    }

    @Test func `voices are asked for`() async throws {
        try await OpenRouterStand.run { stand in
            let voices = try await stand.provider.services.speech?.voices(for: "google/gemini-3.8-flash-tts")
            #expect(voices?.contains { $0.id == "Kore" } == true)
        }
    }

    @Test func `every live list has cards, and every one of them can be described`() async throws {
        try await OpenRouterStand.run { stand in
            let models = stand.provider.models
            for modality in Modality.allCases {
                let cards = try await models.listed(modality)
                #expect(cards.count >= 2)
                for card in cards {
                    let described = try await models.described(card.model, modality)
                    #expect(described?.origin == .schema && described?.route == card.route, "\(card.model) \(modality)")
                }
            }
            let flux = try await models.described("black-forest-labs/flux.2-pro", .image)
            #expect(flux?[.steps] != nil && flux?.price == Price([.image: 0.03]))
            let voice = try await models.described("fish-audio/s2.1-pro", .speech)
            #expect(voice?.inputs.first?.accepts(.wav) == true)
        }
    }

    @Test func `refusals are told as such`() async throws {
        try await OpenRouterStand.run { stand in
            let services = stand.provider.services
            let text = await failure { () async throws(EaselError) in
                try await services.text?.stream(TextRequest(model: "openai/gpt-4o-mini", prompt: "forbidden-content")) {
                    _ in
                }
            }
            let image = await failure { () async throws(EaselError) in
                try await stand.image("openai/gpt-image-2", "forbidden-content")
            }
            let chat = await failure { () async throws(EaselError) in
                try await stand.image("openai/gpt-5-image", "filtered-output")
            }
            let video = await failure { () async throws(EaselError) in
                try await stand.video("bytedance/seedance-2.0", "forbidden-content")
            }
            let audio = await failure { () async throws(EaselError) in
                try await stand.audio("google/lyria-3-clip-preview", "forbidden-content")
            }
            let speech = await failure { () async throws(EaselError) in
                try await stand.speech("microsoft/mai-voice-2", "forbidden-content")
            }
            for error in [text, image, chat, video, audio, speech] { #expect(error?.kind == .contentPolicy) }
        }
    }

    @Test(arguments: ["forbidden-content", "no-media", "expired-job"])
    func `a video job that fails keeps the provider's words`(_ prompt: String) async throws {
        try await OpenRouterStand.run { stand in
            let error = await failure { () async throws(EaselError) in
                try await stand.video("google/veo-3.1", prompt)
            }
            #expect(error?.kind == .invalidRequest && error?.mayHaveBeenAccepted == false)
        }
    }

    @Test func `a value outside a model's set is an invalid request`() async throws {
        try await OpenRouterStand.run { stand in
            let error = await failure { () async throws(EaselError) in
                try await stand.video("google/veo-3.1", "x", [.durationSeconds: 5])
            }
            #expect(error?.kind == .invalidRequest && error?.message.contains("4, 6, 8") == true)
        }
    }

    @Test func `a 429 keeps its delay in every modality`() async throws {
        try await OpenRouterStand.run(faults: ["openrouter:429:method=POST"]) { stand in
            let services = stand.provider.services
            let errors = [
                await failure { () async throws(EaselError) in
                    try await services.text?.stream(TextRequest(model: "openai/gpt-4o-mini", prompt: "x")) { _ in }
                },
                await failure { () async throws(EaselError) in
                    try await stand.image("openai/gpt-image-2", "x")
                },
                await failure { () async throws(EaselError) in
                    try await stand.video("google/veo-3.1", "x")
                },
                await failure { () async throws(EaselError) in
                    try await stand.audio("google/lyria-3-clip-preview", "x")
                },
                await failure { () async throws(EaselError) in
                    try await stand.speech("microsoft/mai-voice-2", "x")
                },
            ]
            for error in errors { #expect(error?.kind == .rateLimited && error?.retryAfterSeconds == 2) }
        }
    }

    @Test(arguments: ["openrouter:error-after=2", "openrouter:malformed-after=2", "openrouter:disconnect-after=2"])
    func `music that breaks off is no music`(_ fault: String) async throws {
        try await OpenRouterStand.run(faults: [fault]) { stand in
            let error = await failure { () async throws(EaselError) in
                try await stand.audio("google/lyria-3-clip-preview", "x")
            }
            #expect(error?.kind == .unavailable || error?.kind == .invalidResponse)
        }
    }

    @Test func `a held job is work, and cannot be cancelled`() async throws {
        try await OpenRouterStand.run(faults: ["openrouter:hold=running"]) { stand in
            let video = try #require(stand.provider.services.video)
            guard case .accepted(let job) = try await video.submit(stand.request("google/veo-3.1", "x")) else {
                return #expect(Bool(false), "no job")
            }
            var status = try await video.status(of: job)
            while status == .queued(position: nil) { status = try await video.status(of: job) }
            #expect(status == .running(progress: nil, log: []))
            #expect(try await video.cancel(job) == .unsupported)
        }
    }

    @Test func `cancelling a wait for speech ends it`() async throws {
        try await OpenRouterStand.run(faults: ["openrouter:stall:method=POST"]) { stand in
            let task = Task {
                await failure { () async throws(EaselError) in
                    try await stand.speech("microsoft/mai-voice-2", "x")
                }
            }
            task.cancel()
            #expect(await task.value?.kind == .cancelled)
        }
    }

    @Test func `a key tells how it stands`() async throws {
        try await OpenRouterStand.run(key: "sk-or-v1-management-budget") { stand in
            let status = try await stand.provider.account?.account()
            #expect(status?.limitUSD == 20 && status?.creditRemainingUSD == 100.5 && status?.resetsAt != nil)
        }
        try await OpenRouterStand.run(key: "sk-or-v1-uncapped") { stand in
            let status = try await stand.provider.account?.account()
            #expect(status?.limitUSD == nil && status?.resetsAt == nil && status?.isFreeTier == false)
        }
    }
}
