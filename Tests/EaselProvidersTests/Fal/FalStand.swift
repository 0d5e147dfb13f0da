import EaselCore
import EaselProviderKit
import EaselProviders
import EaselSandbox
import EaselTestSupport
import Foundation
import Testing

/// fal.ai played by the sandbox, with the adapter in front of it.
struct FalStand: Sendable {
    let provider: Provider
    let image: any ImageModelService
    let video: any VideoModelService
    let audio: any AudioModelService
    let speech: any TTSService

    /// Runs a sandbox on a free port for as long as `work` takes.
    static func open(
        faults: [String] = [], _ work: @escaping @Sendable (FalStand) async throws -> Void
    ) async throws {
        let registration = try #require(BuiltinProviders.all.first { $0.id == "fal" })
        let configuration = SandboxConfiguration(
            port: 0, faults: try faults.map(SandboxFault.init(parsing:)), pace: .fast)
        let (ports, port) = AsyncStream<Int>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { port.finish() }
                try await SandboxServer(configuration: configuration).run { port.yield($0) }
            }
            for await number in ports {
                let transport = AsyncHTTPTransport()
                do {
                    try await work(try FalStand(registration, port: number, transport))
                    await transport.shutdown()
                } catch {
                    await transport.shutdown()
                    throw error
                }
                break
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private init(_ registration: ProviderRegistration, port: Int, _ transport: AsyncHTTPTransport) throws {
        var configured: [String: URL] = [:]
        for endpoint in registration.descriptor.endpoints {
            configured[endpoint.name] = URL(string: "http://127.0.0.1:\(port)\(endpoint.sandboxPath)")
        }
        let context = ProviderContext(
            registration.descriptor, transport: transport, configured: configured,
            credential: Credential(secret: "key-id:key-secret", origin: "test"), isSandbox: true)
        provider = registration.make(context)
        image = try #require(provider.services.image)
        video = try #require(provider.services.video)
        audio = try #require(provider.services.audio)
        speech = try #require(provider.services.speech)
    }

    func card(_ model: ModelID) -> ModelCard? { provider.models.curated.first { $0.model == model } }

    func facts(_ model: ModelID) -> ModelFacts { card(model).map(ModelFacts.init) ?? ModelFacts() }

    func parameters(_ model: ModelID, _ values: ParameterValues) -> RequestParameters {
        RequestParameters(values: values, specs: card(model)?.parameters ?? [])
    }

    /// A request as the engine would make it from the curated card.
    func request<Kind: MediaKind>(
        _ model: ModelID, _ values: ParameterValues = [:], prompt: String = "a red panda", inputs: [MediaInput] = []
    ) async throws -> MediaRequest<Kind> {
        let known: ModelCard? = self.card(model)
        let card = try #require(known)
        for (key, value) in values { #expect(card[key]?.accepts(value) == true, "\(model) \(key)") }
        var request = MediaRequest<Kind>(
            model: model, prompt: prompt, inputs: inputs, parameters: parameters(model, values))
        request.facts = ModelFacts(card)
        return request
    }

    func finish<Service: MediaService>(_ service: Service, _ request: Service.Request) async throws -> MediaBatch {
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

    /// What a request without any parameter ends with, for the default model.
    func failure(_ modality: Modality, prompt: String) async -> EaselError? {
        do {
            let model = try #require(provider.models.defaults[modality])
            switch modality {
            case .image: _ = try await finish(image, try await request(model, prompt: prompt))
            case .video: _ = try await finish(video, try await request(model, prompt: prompt))
            case .audio: _ = try await finish(audio, try await request(model, prompt: prompt))
            case .speech:
                // The default model refuses nothing in an optional prompt; this one requires its text.
                _ = try await finish(
                    speech, try await request("fal-ai/elevenlabs/tts/eleven-v3", prompt: prompt))
            case .text: return await textFailure(TextRequest(model: model, prompt: prompt))
            }
            return nil
        } catch {
            return error as? EaselError
        }
    }

    func write(_ request: TextRequest) async throws -> (events: [TextEvent], completion: TextCompletion) {
        let heard = FalHeard()
        let completion = try await provider.services.text?.stream(request) { await heard.add($0) }
        return (await heard.events, try #require(completion))
    }

    func textFailure(_ request: TextRequest) async -> EaselError? {
        do {
            _ = try await write(request)
            return nil
        } catch {
            return error as? EaselError
        }
    }

    /// The whole result, downloaded without the key.
    func bytes(_ item: MediaReference?) async throws -> [UInt8] {
        guard case .url(let url, let trust)? = item?.source else { throw CocoaError(.fileReadUnknown) }
        #expect(trust == .withoutCredential)
        let download = try await provider.media.open(url, trust: trust)
        return try await Self.collect(download.body)
    }

    private static func collect(_ body: some AsyncSequence<[UInt8], any Error>) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in body { bytes += chunk }
        return bytes
    }

    /// A PNG that the sandbox itself has painted.
    func picture() async throws -> Data {
        let request: ImageRequest = try await request("fal-ai/flux/dev", [.size: "64x64", .format: "png"])
        return Data(try await bytes(try await finish(image, request).items.first))
    }

    /// RIFF with WAVE, or a frame of MP3.
    static func isSound(_ bytes: [UInt8]) -> Bool {
        let isWave = bytes.starts(with: Array("RIFF".utf8)) && Array(bytes.dropFirst(8).prefix(4)) == Array("WAVE".utf8)
        let isMP3 =
            bytes.first == 0xFF && bytes.count > 1 && bytes[1] & 0xE0 == 0xE0 || bytes.starts(with: Array("ID3".utf8))
        return (isWave || isMP3) && bytes.count > 1000
    }
}

private actor FalHeard {
    var events: [TextEvent] = []
    func add(_ event: TextEvent) { events.append(event) }
}
