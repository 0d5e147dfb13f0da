import EaselCore
import EaselProviderKit
import EaselSandbox
import EaselTestSupport
import Foundation
import Testing

/// Text, pictures and Gemini's speech over real sockets, against the sandbox, at both doors.
struct GoogleVertexSandboxTests {
    private func withSandbox(
        faults: [String] = [], _ test: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        let configuration = SandboxConfiguration(
            faults: try faults.map { try SandboxFault(parsing: $0) }, pace: .fast)
        let (ports, port) = AsyncStream<Int>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await SandboxServer(configuration: configuration).run { bound in
                    port.yield(bound)
                    port.finish()
                }
            }
            for await bound in ports { try await test("http://127.0.0.1:\(bound)") }
            group.cancelAll()
        }
    }

    private func bench(_ base: String, token: Bool, key: String = "AIza-sandbox") throws -> GoogleVertexMediaBench {
        try GoogleVertexMediaBench(AsyncHTTPTransport(), token: token, key: token ? nil : key, base: base)
    }

    private func bytes(_ item: MediaReference) throws -> Data {
        switch item.source {
        case .base64(let text): try #require(Data(base64Encoded: text))
        case .bytes(let data): data
        default: throw CocoaError(.fileReadUnknown)
        }
    }

    private func submit<Service: MediaService>(
        _ service: Service, _ request: Service.Request
    ) async throws(EaselError) -> MediaBatch {
        guard case .completed(let batch) = try await service.submit(request) else {
            throw EaselError(.invalidResponse, "not completed")
        }
        return batch
    }

    @Test(arguments: ["gemini-3.8-flash", "gemini-4-argon"], [true, false])
    func `text streams at both doors`(_ model: ModelID, _ token: Bool) async throws {
        try await withSandbox { base in
            let values: ParameterValues = [
                .system: "Be brief.", "showThinking": true, "thinkingLevel": "low", "safety": "off",
            ]
            let (events, completion) = try await bench(base, token: token).write(
                model, values, prompt: "a lighthouse", inputs: [GoogleVertexMediaBench.picture(.reference)])
            #expect(events.words.contains("光と影") && events.words.contains("image/png 1x1"))
            #expect(events.thoughts.contains("lighthouse") && completion.finish == .stop)
            #expect(completion.usage?.outputTokens ?? 0 > 0 && completion.warnings.isEmpty)
        }
    }

    @Test(arguments: ["gemini-nano-banana-2.1", "gemini-3.1-flash-image", "gemini-3-pro-image"], [true, false])
    func `pictures are painted and changed at both doors`(_ model: ModelID, _ token: Bool) async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: token)
            let service = try #require(bench.provider.services.image)
            let batch = try await submit(
                service,
                bench.request(
                    model, "a boat", [.aspectRatio: "16:9", .size: "1K"],
                    inputs: [GoogleVertexMediaBench.picture(.reference)]))
            #expect(batch.items.count == 1 && batch.text?.contains("🎨") == true)
            #expect(try bytes(batch.items[0]).prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
        }
    }

    @Test(arguments: ["gemini-3.8-flash-tts", "gemini-3.8-flash-lite-tts", "gemini-3.1-flash-tts-preview"])
    func `two speakers talk`(_ model: ModelID) async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: false)
            let batch = try await submit(
                try bench.speech,
                bench.request(
                    model, "Joe: Hi.\nJane: Hello!",
                    [.voice: "Kore", "speaker1": "Joe", "speaker2": "Jane", "voice2": "Puck"]))
            let sound = try bytes(try #require(batch.items.first))
            #expect(batch.items.count == 1 && sound.prefix(4) == Data("RIFF".utf8))
            let length = sound[40..<44].reversed().reduce(0) { $0 << 8 | Int($1) }
            #expect(length == sound.count - 44)
        }
    }

    @Test func `a large document goes through the Files API`() async throws {
        try await withSandbox { base in
            let document = MediaInput(
                role: .reference, bytes: Data(count: 16 << 20), type: "application/pdf", name: "long.pdf")
            let (events, _) = try await bench(base, token: false).write(
                "gemini-3.8-flash", prompt: "sum it up", inputs: [document])
            #expect(events.words.contains("application/pdf at \(base)/gemini/v1beta/files/"))
        }
    }

    @Test(arguments: [true, false]) func `refusals are refusals at both doors`(_ token: Bool) async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: token)
            let speech = try bench.speech
            let image = try #require(bench.provider.services.image)
            let text = await failure { () async throws(EaselError) in
                try await bench.write("gemini-3.8-flash", prompt: "forbidden-content")
            }
            #expect(text?.kind == .contentPolicy && text?.providerCode == "PROHIBITED_CONTENT")
            for prompt in ["forbidden-content", "text-instead"] {
                let picture = await failure { () async throws(EaselError) in
                    try await submit(image, bench.request("gemini-3-pro-image", prompt))
                }
                #expect(picture?.kind == .contentPolicy)
                let sound = await failure { () async throws(EaselError) in
                    try await submit(speech, bench.request("gemini-3.8-flash-tts", prompt))
                }
                #expect(sound?.kind == .contentPolicy)
            }
            let (events, completion) = try await bench.write("gemini-3.8-flash", prompt: "blocked-output")
            #expect(!events.words.isEmpty && completion.finish == .contentFilter)
        }
    }

    @Test(arguments: [true, false]) func `a 429 has the delay of its body`(_ token: Bool) async throws {
        try await withSandbox(faults: ["google:429"]) { base in
            let bench = try bench(base, token: token)
            let error = await failure { () async throws(EaselError) in
                try await bench.write("gemini-3.8-flash", prompt: "x")
            }
            #expect(error?.kind == .rateLimited && error?.retryAfterSeconds == 2.4)
        }
    }

    @Test func `an error after some words has no data line`() async throws {
        try await withSandbox(faults: ["google:error-after=3"]) { base in
            let bench = try bench(base, token: false)
            let error = await failure { () async throws(EaselError) in
                try await bench.write("gemini-3.8-flash", prompt: "x")
            }
            #expect(error?.kind == .unavailable && error?.message.contains("cancelled") == true)
        }
    }

    @Test func `a key that nobody issued is told as such`() async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: false, key: "AIza-invalid")
            let error = await failure { () async throws(EaselError) in
                try await bench.write("gemini-3.8-flash", prompt: "x")
            }
            #expect(error?.kind == .authentication && error?.httpStatus == 400)
        }
    }

    @Test func `cancelling a stream ends it at once`() async throws {
        try await withSandbox(faults: ["google:stall-after=2"]) { base in
            let bench = try bench(base, token: false)
            let (starts, started) = AsyncStream<Void>.makeStream()
            let service = try #require(bench.provider.services.text)
            let task = Task {
                await failure { () async throws(EaselError) in
                    try await service.stream(TextRequest(model: "gemini-3.8-flash", prompt: "x")) { _ in started.yield()
                    }
                }
            }
            for await _ in starts { break }
            task.cancel()
            #expect(await task.value?.kind == .cancelled)
        }
    }

    @Test(arguments: [true, false]) func `the models are listed`(_ token: Bool) async throws {
        try await withSandbox { base in
            let models = try bench(base, token: token).provider.models
            #expect(try await models.listed(.text).map(\.model).contains("gemini-3.8-flash"))
            #expect(try await models.listed(.image).map(\.model).contains("gemini-nano-banana-2.1"))
            #expect(try await models.listed(.speech).map(\.model).contains("gemini-3.8-flash-tts"))
        }
    }
}
