import EaselCore
import EaselProviderKit
import EaselProviders
import EaselSandbox
import Foundation
import Testing

/// The adapter over real sockets, against each server that the sandbox can be.
struct LocalOpenAISandboxTests {
    private func withServer(
        _ prefix: String, faults: [String] = [], _ test: @Sendable (Provider) async throws -> Void
    ) async throws {
        let configuration = SandboxConfiguration(
            faults: try faults.map { try SandboxFault(parsing: $0) }, pace: .fast)
        let registration = try #require(BuiltinProviders.all.first { $0.id == "local" })
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (ports, announce) = AsyncStream.makeStream(of: Int.self)
            group.addTask {
                defer { announce.finish() }
                try await SandboxServer(configuration: configuration).run { announce.yield($0) }
            }
            for await port in ports {
                let base = try #require(URL(string: "http://127.0.0.1:\(port)/\(prefix)"))
                let context = ProviderContext(
                    registration.descriptor, transport: AsyncHTTPTransport(), configured: ["api": base],
                    isSandbox: true)
                try await test(registration.make(context))
                break
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func bytes(_ item: MediaReference?, _ provider: Provider) async throws -> Data {
        switch item?.source {
        case .bytes(let bytes): return bytes
        case .base64(let text): return try #require(Data(base64Encoded: text))
        case .url(let url, let trust):
            var data = Data()
            for try await chunk in try await provider.media.open(url, trust: trust).body {
                data.append(contentsOf: chunk)
            }
            return data
        default: throw CocoaError(.fileReadUnknown)
        }
    }

    @Test(
        arguments: [
            ("local-localai", "flux.1-dev"), ("local-localai", "stablediffusion"), ("local-omni", "Qwen/Qwen-Image"),
            ("local-omni", "Tongyi-MAI/Z-Image-Turbo"),
        ] as [(String, ModelID)]) func `pictures come back and decode`(_ prefix: String, _ model: ModelID) async throws
    {
        try await withServer(prefix) { provider in
            let card = try #require(try await provider.models.listed(.image).first { $0.model == model })
            let request = ImageRequest(
                model: model, prompt: "a boat",
                parameters: RequestParameters(
                    values: [.size: "96x64", .count: 2, .steps: 4, .negativePrompt: "fog"], specs: card.parameters))
            let batch = try #require(try await provider.services.image?.submit(request).batch)
            #expect(batch.items.count == 2 && batch.warnings.isEmpty)
            for item in batch.items {
                #expect(try await bytes(item, provider).starts(with: [0x89, 0x50, 0x4E, 0x47]))
            }
        }
    }

    @Test(
        arguments: [
            ("local-localai", "kokoro", "RIFF"), ("local-localai", "voice-en-us-amy-low", "RIFF"),
            ("local-omni", "Qwen/Qwen3-TTS-12Hz-1.7B-CustomVoice", "\u{FF}"), ("local-kokoro", "kokoro", "\u{FF}"),
        ] as [(String, ModelID, String)]) func `speech comes back in the server's format`(
            _ prefix: String, _ model: ModelID, _ start: String
        ) async throws
    {
        try await withServer(prefix) { provider in
            let speech = try #require(provider.services.speech)
            #expect(try await provider.models.listed(.speech).contains { $0.model == model })
            var values: ParameterValues = [.format: "mp3"]
            if let voice = try await speech.voices(for: model).first { values[.voice] = .string(voice.id) }
            let request = SpeechRequest(model: model, prompt: "hello", parameters: RequestParameters(values: values))
            let batch = try #require(try await speech.submit(request).batch)
            let data = try await bytes(batch.items.first, provider)
            #expect(data.starts(with: start.unicodeScalars.map { UInt8($0.value) }) && data.count > 1000)
        }
    }

    @Test func `each server is offered for what it makes`() async throws {
        for (prefix, counts) in [
            ("local", [3, 0, 0]), ("local-llamacpp", [1, 0, 0]), ("local-vllm", [1, 0, 0]),
            ("local-localai", [1, 2, 2]), ("local-omni", [3, 3, 3]), ("local-kokoro", [0, 0, 2]),
        ] {
            try await withServer(prefix) { provider in
                var seen: [Int] = []
                for modality in [Modality.text, .image, .speech] {
                    seen.append(try await provider.models.listed(modality).count)
                }
                #expect(seen == counts, "\(prefix)")
            }
        }
    }

    @Test func `Ollama is said to make no pictures`() async throws {
        try await withServer("local") { provider in
            let error = await failure { () async throws(EaselError) in
                try await provider.services.image?.submit(ImageRequest(model: "llava:latest", prompt: "x"))
            }
            #expect(error?.kind == .unsupported)
        }
    }

    @Test func `a model of another kind, a busy server and a voice that is not there are told`() async throws {
        try await withServer("local-localai") { provider in
            let error = await failure { () async throws(EaselError) in
                try await provider.services.image?.submit(ImageRequest(model: "qwen3-8b", prompt: "x"))
            }
            #expect(error?.kind == .invalidRequest)
        }
        try await withServer("local-omni", faults: ["local:429:path=images/generations:method=POST"]) { provider in
            let error = await failure { () async throws(EaselError) in
                try await provider.services.image?.submit(ImageRequest(model: "Qwen/Qwen-Image", prompt: "x"))
            }
            #expect(error?.kind == .rateLimited)
        }
        try await withServer("local-kokoro") { provider in
            let request = SpeechRequest(
                model: "kokoro", prompt: "x", parameters: RequestParameters(values: [.voice: "nobody"]))
            let error = await failure { () async throws(EaselError) in
                try await provider.services.speech?.submit(request)
            }
            #expect(error?.kind == .invalidRequest && error?.message.contains("nobody") == true)
        }
    }
}
