import EaselCore
import EaselProviderKit
import Foundation
import Testing

/// Every modality and every inference provider over real sockets.
struct HuggingFaceSandboxTests {
    private func isPicture(_ data: Data) -> Bool {
        data.starts(with: [0xFF, 0xD8, 0xFF])
            || data.starts(with: Data("\u{89}PNG".unicodeScalars.map { UInt8($0.value) }))
            || (data.starts(with: Data("RIFF".utf8)) && data.dropFirst(8).starts(with: Data("WEBP".utf8)))
    }

    private func isClip(_ data: Data) -> Bool { data.dropFirst(4).starts(with: Data("ftyp".utf8)) }

    private func isSound(_ data: Data) -> Bool {
        data.starts(with: Data("RIFF".utf8)) || data.first == 0xFF || data.starts(with: Data("ID3".utf8))
    }

    /// A picture that the sandbox itself made.
    private func picture(_ sandbox: HuggingFaceSandbox, _ role: AttachmentRole) async throws -> MediaInput {
        let batch = try await sandbox.image("black-forest-labs/FLUX.1-dev:fal-ai", "x", [.size: "64x64"])
        return MediaInput(role: role, bytes: try await sandbox.bytes(batch.items.first), type: .jpeg, name: "x.jpg")
    }

    @Test(arguments: ["openai/gpt-oss-120b", "meta-llama/Llama-3.1-8B-Instruct:cheapest", "zai-org/GLM-5.2:novita"])
    func `text streams`(_ model: ModelID) async throws {
        try await HuggingFaceSandbox.run { sandbox in
            let text = try #require(sandbox.provider.services.text)
            let completion = try await text.stream(TextRequest(model: model, prompt: "about lighthouses")) { _ in }
            #expect(completion.finish == .stop && (completion.usage?.outputTokens ?? 0) > 0)
        }
    }

    @Test(
        arguments: [
            "black-forest-labs/FLUX.1-dev", "black-forest-labs/FLUX.1-dev:replicate",
            "black-forest-labs/FLUX.1-dev:together", "black-forest-labs/FLUX.1-dev:wavespeed",
            "black-forest-labs/FLUX.1-schnell:nscale", "ByteDance/Hyper-SD", "Qwen/Qwen-Image",
            "stabilityai/stable-diffusion-3-medium-diffusers", "zai-org/GLM-Image",
        ] as [ModelID]) func `pictures come from every provider`(_ model: ModelID) async throws
    {
        try await HuggingFaceSandbox.run { sandbox in
            let batch = try await sandbox.image(model, "a lighthouse", [.seed: 7])
            #expect(batch.items.count == 1 && batch.warnings.isEmpty)
            #expect(isPicture(try await sandbox.bytes(batch.items.first)))
        }
    }

    @Test(
        arguments: [
            "black-forest-labs/FLUX.1-Kontext-dev", "black-forest-labs/FLUX.1-Kontext-dev:replicate",
            "black-forest-labs/FLUX.1-Kontext-dev:together", "black-forest-labs/FLUX.1-Kontext-dev:wavespeed",
            "kontext-community/relighting-kontext-dev-lora-v3", "lllyasviel/sd-controlnet-depth",
        ] as [ModelID]) func `pictures are changed by every provider`(_ model: ModelID) async throws
    {
        try await HuggingFaceSandbox.run { sandbox in
            let batch = try await sandbox.image(model, "at night", inputs: [try await picture(sandbox, .reference)])
            #expect(isPicture(try await sandbox.bytes(batch.items.first)))
        }
    }

    @Test(
        arguments: [
            "Wan-AI/Wan2.2-TI2V-5B", "Wan-AI/Wan2.2-TI2V-5B:replicate", "tencent/HunyuanVideo:novita",
            "Wan-AI/Wan2.2-T2V-A14B", "larryvrh/MiniMax-H3-Turbo-Lora",
        ] as [ModelID]) func `clips come from every provider`(_ model: ModelID) async throws
    {
        try await HuggingFaceSandbox.run { sandbox in
            let batch = try await sandbox.video(model, "waves", ["num_frames": 24])
            #expect(isClip(try await sandbox.bytes(batch.items.first)))
        }
    }

    @Test(arguments: ["fal-ai", "together", "wavespeed"]) func `a picture is set in motion`(
        _ provider: String
    ) async throws {
        try await HuggingFaceSandbox.run { sandbox in
            let batch = try await sandbox.video(
                ModelID(rawValue: "Wan-AI/Wan2.2-I2V-A14B:\(provider)"), "it moves",
                inputs: [try await picture(sandbox, .first)])
            #expect(isClip(try await sandbox.bytes(batch.items.first)))
        }
    }

    @Test func `a prediction that is slow becomes a job`() async throws {
        try await HuggingFaceSandbox.run { sandbox in
            let video = try #require(sandbox.provider.services.video)
            let request: VideoRequest = sandbox.request("Wan-AI/Wan2.2-TI2V-5B:replicate", "slow-model")
            #expect(try await video.submit(request).job != nil)
            #expect(isClip(try await sandbox.bytes(try await sandbox.finish(video, request).items.first)))
        }
    }

    @Test(
        arguments: [
            "hexgrad/Kokoro-82M:fal-ai", "hexgrad/Kokoro-82M:together", "hexgrad/Kokoro-82M:deepinfra",
            "hexgrad/Kokoro-82M:replicate", "nari-labs/Dia-1.6B", "OuteAI/OuteTTS-0.3-500M",
            "espnet/kan-bayashi_ljspeech_vits:hf-inference",
        ] as [ModelID]) func `every provider speaks`(_ model: ModelID) async throws
    {
        try await HuggingFaceSandbox.run { sandbox in
            let batch = try await sandbox.speech(model, "Hello there.", [.voice: "af_sky"])
            #expect(isSound(try await sandbox.bytes(batch.items.first)))
        }
    }

    @Test(arguments: ["stabilityai/stable-audio-open-1.0", "ACE-Step/ACE-Step-v1-3.5B"]) func `music is made`(
        _ model: ModelID
    ) async throws {
        try await HuggingFaceSandbox.run { sandbox in
            let batch = try await sandbox.audio(model, "rain")
            #expect(isSound(try await sandbox.bytes(batch.items.first)))
        }
    }

    @Test(arguments: ["fal-ai", "replicate"]) func `a refusal keeps the provider's words`(
        _ provider: String
    ) async throws {
        try await HuggingFaceSandbox.run { sandbox in
            let error = await failure { () async throws(EaselError) in
                try await sandbox.image(
                    ModelID(rawValue: "black-forest-labs/FLUX.1-dev:\(provider)"), "forbidden-content")
            }
            #expect(error?.kind == .contentPolicy)
        }
    }

    @Test func `a filtered answer in text is told as one`() async throws {
        try await HuggingFaceSandbox.run { sandbox in
            let text = try #require(sandbox.provider.services.text)
            let completion = try await text.stream(
                TextRequest(model: "openai/gpt-oss-20b", prompt: "forbidden-content")
            ) { _ in }
            #expect(completion.finish == .contentFilter)
        }
    }

    @Test func `fewer pictures than asked for are kept with a warning`() async throws {
        try await HuggingFaceSandbox.run { sandbox in
            let batch = try await sandbox.image(
                "black-forest-labs/FLUX.1-dev:replicate", "incomplete-result", [.count: 3])
            #expect(batch.items.count == 2 && batch.warnings.map(\.kind) == [.adjusted])
        }
    }

    @Test func `a blanked picture is marked`() async throws {
        try await HuggingFaceSandbox.run { sandbox in
            let batch = try await sandbox.image("black-forest-labs/FLUX.1-dev:fal-ai", "nsfw-flag", [.size: "64x64"])
            #expect(batch.items.map(\.isFiltered) == [true] && batch.warnings.map(\.kind) == [.filtered])
        }
    }

    @Test(
        arguments: [
            ("hf_invalid", EaselError.Kind.authentication), ("hf_nocredit", .quota), ("hf_noscope", .permission),
        ]) func `a token that will not do says why`(_ token: String, _ kind: EaselError.Kind) async throws
    {
        try await HuggingFaceSandbox.run(token: token) { sandbox in
            let error = await failure { () async throws(EaselError) in
                try await sandbox.image("black-forest-labs/FLUX.1-dev")
            }
            #expect(error?.kind == kind)
        }
    }

    @Test func `a gated model and a model that nobody has are told apart`() async throws {
        try await HuggingFaceSandbox.run { sandbox in
            let gated = await failure { () async throws(EaselError) in
                try await sandbox.image("easel-sandbox/gated-picture")
            }
            #expect(gated?.kind == .permission && gated?.providerCode == "GatedRepo")
            let unknown = await failure { () async throws(EaselError) in try await sandbox.image("nobody/nothing") }
            #expect(unknown?.kind == .modelNotFound)
            let ailing = try await sandbox.image("easel-sandbox/ailing-picture")
            #expect(ailing.warnings.map(\.kind) == [.other])
        }
    }

    @Test(
        arguments: [
            ("429:path=/hf-router/fal-ai", 2.0), ("429:path=/hf-hub", 3.0), ("503:path=/hf-router/fal-ai", 3.5),
        ])
    func `a delay of the server is kept`(_ fault: String, _ seconds: Double) async throws {
        try await HuggingFaceSandbox.run(faults: ["huggingface:\(fault)"]) { sandbox in
            let error = await failure { () async throws(EaselError) in
                try await sandbox.image("Qwen/Qwen-Image:fal-ai")
            }
            #expect(error?.retryAfterSeconds == seconds)
        }
    }

    @Test func `a held job is asked about, and cancelling is not possible`() async throws {
        try await HuggingFaceSandbox.run(faults: ["huggingface:hold=queued:path=/hf-router/"]) { sandbox in
            let video = try #require(sandbox.provider.services.video)
            let job = try #require(try await video.submit(sandbox.request("Wan-AI/Wan2.2-TI2V-5B:fal-ai", "x")).job)
            #expect(try await video.status(of: job) == .queued(position: 1))
            #expect(try await video.cancel(job) == .unsupported)
        }
    }

    @Test func `lists, descriptions and the account are live`() async throws {
        try await HuggingFaceSandbox.run { sandbox in
            let models = sandbox.provider.models
            for modality in Modality.allCases { #expect(try await models.listed(modality).count >= 2) }
            #expect(try await models.described("ACE-Step/ACE-Step-v1-3.5B", .audio) != nil)
            let status = try await #require(sandbox.provider.account).account()
            #expect(status.label?.contains("easel-sandbox") == true)
        }
    }
}
