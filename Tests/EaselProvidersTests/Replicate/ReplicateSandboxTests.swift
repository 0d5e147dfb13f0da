import EaselCore
import EaselProviderKit
import EaselProviders
import EaselSandbox
import EaselTestSupport
import Foundation
import Synchronization
import Testing

/// The adapter on real sockets against the sandbox.
struct ReplicateSandboxTests {
    private func withProvider(
        key: String = "r8_sandbox_token", faults: [String] = [],
        _ work: @escaping @Sendable (Provider) async throws -> Void
    ) async throws {
        let registration = try #require(BuiltinProviders.all.first { $0.id == "replicate" })
        let configuration = SandboxConfiguration(
            faults: try faults.map { try SandboxFault(parsing: $0) }, pace: .fast)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (ports, port) = AsyncStream<Int>.makeStream()
            group.addTask {
                defer { port.finish() }
                try await SandboxServer(configuration: configuration).run { port.yield($0) }
            }
            for await number in ports {
                let address = try #require(URL(string: "http://127.0.0.1:\(number)/replicate"))
                let transport = AsyncHTTPTransport()
                let context = ProviderContext(
                    registration.descriptor, transport: transport, configured: ["api": address],
                    credential: Credential(secret: key, origin: "test"), isSandbox: true)
                try await work(registration.make(context))
                await transport.shutdown()
                break
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// A request as the engine would make it: with the card that the provider has for the model.
    private func request<Kind: MediaKind>(
        _ kind: Kind.Type, _ model: ModelID, _ provider: Provider, _ prompt: String = "a red panda",
        _ values: ParameterValues = [:], inputs: [MediaInput] = []
    ) async throws -> MediaRequest<Kind> {
        let curated = provider.models.curated.first { $0.model == model }
        let described = curated == nil ? try await provider.models.described(model, Kind.modality) : nil
        let card = try #require(curated ?? described)
        for (key, value) in values { #expect(card[key]?.accepts(value) == true, "\(key)") }
        var request = MediaRequest<Kind>(
            model: model, prompt: prompt, inputs: inputs,
            parameters: RequestParameters(values: values, specs: card.parameters))
        request.facts = ModelFacts(card)
        return request
    }

    private func end<Service: MediaService>(
        _ service: Service, _ request: Service.Request
    ) async throws -> MediaBatch {
        guard case .accepted(let job) = try await service.submit(request) else { throw CocoaError(.featureUnsupported) }
        for _ in 0..<3000 {
            switch try await service.status(of: job) {
            case .completed(let batch): return batch
            case .failed(let error): throw error
            case .queued, .running: try await Task.sleep(for: .milliseconds(3))
            }
        }
        throw CocoaError(.featureUnsupported)
    }

    private func finish(_ provider: Provider, _ request: ImageRequest) async throws -> MediaBatch {
        guard let service = provider.services.image else { throw CocoaError(.featureUnsupported) }
        return try await end(service, request)
    }

    private func finish(_ provider: Provider, _ request: VideoRequest) async throws -> MediaBatch {
        guard let service = provider.services.video else { throw CocoaError(.featureUnsupported) }
        return try await end(service, request)
    }

    private func finish(_ provider: Provider, _ request: AudioRequest) async throws -> MediaBatch {
        guard let service = provider.services.audio else { throw CocoaError(.featureUnsupported) }
        return try await end(service, request)
    }

    private func finish(_ provider: Provider, _ request: SpeechRequest) async throws -> MediaBatch {
        guard let service = provider.services.speech else { throw CocoaError(.featureUnsupported) }
        return try await end(service, request)
    }

    /// The first bytes of a result.
    private func head(_ item: MediaReference?, _ provider: Provider) async throws -> [UInt8] {
        guard case .url(let url, let trust)? = item?.source else { throw CocoaError(.fileReadUnknown) }
        #expect(trust == .withoutCredential)
        let download = try await provider.media.open(url, trust: trust)
        return Array(try await collected(download.body).prefix(12))
    }

    private func collected(_ body: some AsyncSequence<[UInt8], any Error> & Sendable) async throws -> Data {
        var data = Data()
        for try await chunk in body { data.append(contentsOf: chunk) }
        return data
    }

    private func signature(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "png" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpeg" }
        if bytes.count == 12, String(decoding: bytes[4..<8], as: UTF8.self) == "ftyp" { return "mp4" }
        if text.hasPrefix("RIFF") { return text.hasSuffix("WAVE") ? "wav" : "webp" }
        if text.hasPrefix("ID3") || (bytes.count > 1 && bytes[0] == 0xFF && bytes[1] & 0xE0 == 0xE0) { return "mp3" }
        return "unknown"
    }

    @Test(arguments: ["openai/gpt-5-mini", "anthropic/claude-4-sonnet", "meta/meta-llama-3-8b-instruct"])
    func `text streams to its end`(_ model: ModelID) async throws {
        try await withProvider { provider in
            let text = Mutex("")
            let completion = try await #require(provider.services.text).stream(
                TextRequest(model: model, prompt: "Say hello")
            ) { event in
                if case .delta(let piece) = event { text.withLock { $0 += piece } }
            }
            #expect(text.withLock { $0.contains("sandbox") && $0.contains("👩🏽‍🎨") })
            #expect((completion.usage?.outputTokens ?? 0) > 20)
        }
    }

    @Test(arguments: ["no-stream", "stream-timeout"])
    func `text without a whole stream is whole all the same`(_ trouble: String) async throws {
        try await withProvider { provider in
            let text = Mutex("")
            _ = try await #require(provider.services.text).stream(
                TextRequest(model: "openai/gpt-5", prompt: "Tell me \(trouble)")
            ) { event in
                if case .delta(let piece) = event { text.withLock { $0 += piece } }
            }
            #expect(text.withLock { $0.hasSuffix("ask the same and it stays.") })
        }
    }

    @Test(
        arguments: [
            ("black-forest-labs/flux-schnell", [.count: 2, .aspectRatio: "16:9"], "webp", 2),
            ("black-forest-labs/flux-1.1-pro", [.size: "512x256", .format: "png"], "png", 1),
            ("google/imagen-4-fast", [:], "jpeg", 1), ("bytedance/seedream-4", [.size: "1024x1024"], "png", 1),
            ("recraft-ai/recraft-v3", [.size: "1024x1536"], "png", 1),
            ("stability-ai/sdxl", [.count: 2, .steps: 3, "width": 256, "height": 256], "png", 2),
        ] as [(ModelID, ParameterValues, String, Int)])
    func `pictures come back`(_ row: (model: ModelID, values: ParameterValues, kind: String, count: Int)) async throws {
        try await withProvider { provider in
            let request = try await request(ImageKind.self, row.model, provider, "a red panda", row.values)
            let batch = try await finish(provider, request)
            #expect(batch.items.count == row.count && batch.warnings.isEmpty)
            #expect(signature(try await head(batch.items.first, provider)) == row.kind)
        }
    }

    @Test(arguments: ["google/nano-banana", "black-forest-labs/flux-kontext-pro"])
    func `a picture is edited, whether it is small or uploaded`(_ model: ModelID) async throws {
        try await withProvider { provider in
            let made = try await finish(
                provider,
                request(
                    ImageKind.self, "black-forest-labs/flux-1.1-pro", provider, "x", [.size: "512x512", .format: "png"])
            )
            guard case .url(let url, let trust)? = made.items.first?.source else { return #expect(Bool(false)) }
            let png = try await collected(try await provider.media.open(url, trust: trust).body)
            // What follows the end of a PNG is not looked at by decoders.
            for bytes in [png, png + Data(count: 300 << 10)] {
                let input = MediaInput(role: .reference, bytes: bytes, type: .png, name: "panda.png")
                let edit = try await request(ImageKind.self, model, provider, "add a hat", inputs: [input])
                let batch = try await finish(provider, edit)
                #expect(batch.items.count == 1)
            }
        }
    }

    @Test(
        arguments: [
            ("google/veo-3.1-fast", [.durationSeconds: 4, .generateAudio: false]),
            ("kwaivgi/kling-v2.5-turbo-pro", [.durationSeconds: 5, .aspectRatio: "1:1"]),
            ("minimax/hailuo-2.3", [.durationSeconds: 6, .resolution: "768p"]),
        ] as [(ModelID, ParameterValues)])
    func `clips come back`(_ row: (model: ModelID, values: ParameterValues)) async throws {
        try await withProvider { provider in
            let request = try await request(VideoKind.self, row.model, provider, "waves", row.values)
            let batch = try await finish(provider, request)
            #expect(signature(try await head(batch.items.first, provider)) == "mp4")
        }
    }

    @Test(
        arguments: [
            ("google/lyria-2", [.negativePrompt: "drums"], "wav"),
            ("minimax/music-1.5", [.lyrics: "la la la la la"], "mp3"),
            ("meta/musicgen", [.durationSeconds: 2, .format: "mp3"], "mp3"),
        ] as [(ModelID, ParameterValues, String)])
    func `music comes back`(_ row: (model: ModelID, values: ParameterValues, kind: String)) async throws {
        try await withProvider { provider in
            let request = try await request(AudioKind.self, row.model, provider, "a slow folk song", row.values)
            let batch = try await finish(provider, request)
            #expect(signature(try await head(batch.items.first, provider)) == row.kind)
        }
    }

    @Test(
        arguments: [
            ("minimax/speech-02-turbo", [.voice: "Wise_Woman", .speed: 1.5, "sample_rate": 16000], "mp3"),
            ("minimax/speech-02-hd", [.format: "wav"], "wav"),
            ("resemble-ai/chatterbox-turbo", [.temperature: 0.5], "wav"),
            ("jaaari/kokoro-82m", [.voice: "bf_emma"], "wav"),
        ] as [(ModelID, ParameterValues, String)])
    func `speech comes back`(_ row: (model: ModelID, values: ParameterValues, kind: String)) async throws {
        try await withProvider { provider in
            let request = try await request(SpeechKind.self, row.model, provider, "Hello there", row.values)
            let batch = try await finish(provider, request)
            #expect(signature(try await head(batch.items.first, provider)) == row.kind)
        }
    }

    @Test func `every curated model is accepted by the sandbox with every default set`() async throws {
        try await withProvider { provider in
            for card in provider.models.curated
            where card.modality != .text && !card.inputs.contains(where: \.isRequired) {
                let values = card.parameters.reduce(into: ParameterValues()) { $0[$1.key] = $1.defaultValue }
                    .merging(card[.lyrics] == nil ? [:] : [.lyrics: "la la la la la"]) { $1 }
                let service = provider.services
                switch card.modality {
                case .image:
                    _ = try await service.image?.submit(request(ImageKind.self, card.model, provider, "panda", values))
                case .video:
                    _ = try await service.video?.submit(request(VideoKind.self, card.model, provider, "panda", values))
                case .audio:
                    _ = try await service.audio?.submit(
                        request(AudioKind.self, card.model, provider, "a song of pandas", values))
                default:
                    _ = try await service.speech?.submit(
                        request(SpeechKind.self, card.model, provider, "panda", values))
                }
            }
        }
    }

    @Test func `a refusal is a refusal, with code and without`() async throws {
        try await withProvider { provider in
            for (model, code) in [("google/imagen-4-fast", "E005"), ("black-forest-labs/flux-schnell", nil)]
                as [(ModelID, String?)]
            {
                let sent = try await request(ImageKind.self, model, provider, "forbidden-content")
                do {
                    _ = try await finish(provider, sent)
                    #expect(Bool(false), "not refused")
                } catch let error as EaselError {
                    #expect(error.kind == .contentPolicy && error.providerCode == code)
                }
            }
        }
    }

    @Test func `what the safety checker leaves out is missing with a warning`() async throws {
        try await withProvider { provider in
            let sent = try await request(
                ImageKind.self, "black-forest-labs/flux-schnell", provider, "nsfw-flag", [.count: 3])
            let batch = try await finish(provider, sent)
            #expect(batch.items.count == 2 && batch.warnings.map(\.kind) == [.filtered])
        }
    }

    @Test func `an object of files and a deleted result are understood`() async throws {
        try await withProvider { provider in
            let song = try #require(URL(string: "https://example.com/a.mp3"))
            let input = MediaInput(role: .reference, content: .hosted(song), type: .mp3, name: "a.mp3")
            let sent = try await request(AudioKind.self, "ryan5453/demucs", provider, "the drums", inputs: [input])
            let stems = try await finish(provider, sent)
            #expect(stems.items.count == 4 && stems.warnings.map(\.kind) == [.unsupported])
            #expect(signature(try await head(stems.items.first, provider)) == "mp3")
            let deleted = try await request(ImageKind.self, "google/imagen-4-fast", provider, "expired-result")
            do {
                _ = try await finish(provider, deleted)
                #expect(Bool(false), "not deleted")
            } catch let error as EaselError {
                #expect(error.message.contains("not fetched in time"))
            }
        }
    }

    @Test(arguments: [
        ("replicate:429:times=1", EaselError.Kind.rateLimited), ("replicate:402", .quota),
        ("replicate:html", .unavailable),
        ("replicate:error-in-200", .unavailable), ("replicate:disconnect", .unavailable),
    ])
    func `a fault is its kind of error`(_ row: (fault: String, kind: EaselError.Kind)) async throws {
        try await withProvider(faults: [row.fault]) { provider in
            let sent = try await request(ImageKind.self, "google/imagen-4-fast", provider)
            do {
                _ = try await finish(provider, sent)
                #expect(Bool(false), "no failure")
            } catch let error as EaselError {
                #expect(error.kind == row.kind)
                #expect(row.kind != .rateLimited || error.retryAfterSeconds == 2)
            }
        }
    }

    @Test(arguments: [("r8_invalid_token", EaselError.Kind.authentication), ("r8_nocredit_token", .quota)])
    func `a key that cannot pay or is unknown is told`(_ row: (key: String, kind: EaselError.Kind)) async throws {
        try await withProvider(key: row.key) { provider in
            let sent = ImageRequest(model: "google/imagen-4-fast", prompt: "x")
            let service = try #require(provider.services.image)
            let error = await failure { () async throws(EaselError) in try await service.submit(sent) }
            #expect(error?.kind == row.kind)
        }
    }

    @Test func `a prediction whose answer was lost is found by what it was given`() async throws {
        // The answer breaks off half-way: the prediction is there all the same.
        try await withProvider(faults: ["replicate:disconnect-after=0:method=POST:times=1"]) { provider in
            let service = try #require(provider.services.image)
            let model: ModelID = "black-forest-labs/flux-schnell"
            let request = try await request(ImageKind.self, model, provider, "a lost panda", [.count: 2])
            let lost = await failure { () async throws(EaselError) in try await service.submit(request) }
            #expect(lost?.mayHaveBeenAccepted == true)
            for prompt in ["another panda", "a third one"] {
                _ = try await service.submit(
                    try await self.request(ImageKind.self, model, provider, prompt, [.count: 2]))
            }
            _ = try await service.submit(try await self.request(ImageKind.self, model, provider, "a lost panda"))
            var draft = GenerationDraft(modality: .image, prompt: "a lost panda", parameters: [.count: 2])
            let finder = try #require(provider.finder)
            let found = try await finder.candidates(for: search(draft, request))
            #expect(found.count == 1 && found.first?.hasSameInput == true)
            let job = try #require(found.first?.job)
            for _ in 0..<3000 {
                guard case .completed(let batch) = try await service.status(of: job) else {
                    try await Task.sleep(for: .milliseconds(2))
                    continue
                }
                #expect(batch.items.count == 2)
                break
            }
            draft.prompt = "a panda that nobody asked for"
            var other = request
            other.prompt = draft.prompt
            #expect(try await finder.candidates(for: search(draft, other)).isEmpty)
        }
    }

    private func search(_ draft: GenerationDraft, _ request: ImageRequest) -> JobSearch {
        let record = GenerationRecord(
            id: .new(), createdAt: Date(), draft: draft, provider: "replicate", model: request.model, isSandbox: true)
        return JobSearch(
            record, parameters: request.parameters, facts: request.facts,
            window: Date(timeIntervalSinceNow: -60)...Date(timeIntervalSinceNow: 60))
    }

    @Test func `a running prediction is cancelled`() async throws {
        try await withProvider(faults: ["replicate:hold=running"]) { provider in
            let service = try #require(provider.services.video)
            let sent = try await request(VideoKind.self, "google/veo-3.1-fast", provider)
            guard case .accepted(let job) = try await service.submit(sent) else { return #expect(Bool(false)) }
            while case .queued = try await service.status(of: job) { try await Task.sleep(for: .milliseconds(2)) }
            guard case .running = try await service.status(of: job) else { return #expect(Bool(false), "not running") }
            #expect(try await service.cancel(job) == .requested)
            guard case .failed(let error) = try await service.status(of: job) else { return #expect(Bool(false)) }
            #expect(error.kind == .cancelled)
        }
    }

    @Test func `models are listed and searched`() async throws {
        try await withProvider { provider in
            for modality in Modality.allCases {
                let cards = try await provider.models.listed(modality)
                #expect(cards.count >= 2, "\(modality)")
                #expect(cards.allSatisfy { $0.origin == .schema })
            }
            #expect(try await provider.models.described("google/lyria-2", .image) == nil)
            #expect(try await provider.account?.account().label == "sandbox")
        }
    }
}
