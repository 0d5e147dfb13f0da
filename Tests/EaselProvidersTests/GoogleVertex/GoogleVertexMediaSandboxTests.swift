import EaselCore
import EaselProviderKit
import EaselProviders
import EaselSandbox
import Foundation
import Testing

/// Clips, music and Chirp speech over real sockets, against the sandbox.
struct GoogleVertexMediaSandboxTests {
    /// Runs a test against a server of its own.
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

    private func bench(_ base: String, token: Bool) throws -> GoogleVertexMediaBench {
        try GoogleVertexMediaBench(
            AsyncHTTPTransport(), token: token, key: token ? nil : "AIza-sandbox", base: base)
    }

    /// Follows a submission to its end.
    private func finish<Service: MediaService>(
        _ service: Service, _ request: Service.Request
    ) async throws(EaselError) -> MediaBatch {
        let job: RemoteJob
        switch try await service.submit(request) {
        case .completed(let batch): return batch
        case .accepted(let accepted): job = accepted
        }
        while true {
            switch try await service.status(of: job) {
            case .completed(let batch): return batch
            case .failed(let error): throw error
            case .queued, .running: try? await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    private func bytes(_ item: MediaReference, _ bench: GoogleVertexMediaBench) async throws -> Data {
        switch item.source {
        case .base64(let text): return try #require(Data(base64Encoded: text))
        case .url(let url, let trust):
            var data = Data()
            for try await chunk in try await bench.provider.media.open(url, trust: trust).body {
                data.append(contentsOf: chunk)
            }
            return data
        default: throw CocoaError(.fileReadUnknown)
        }
    }

    private func isClip(_ data: Data) -> Bool { data.dropFirst(4).prefix(4) == Data("ftyp".utf8) }
    private func isMP3(_ data: Data) -> Bool { data.first == 0xFF || data.prefix(3) == Data("ID3".utf8) }
    private func isWAV(_ data: Data) -> Bool { data.prefix(4) == Data("RIFF".utf8) }

    @Test(arguments: ["veo-3.1-generate-001", "veo-3.1-lite-generate-001"]) func `Veo makes clips`(
        _ model: ModelID
    ) async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: true)
            let batch = try await finish(
                try bench.video,
                bench.request(
                    model, "a boat", [.durationSeconds: 4, .count: 2, .aspectRatio: "9:16"],
                    inputs: [GoogleVertexMediaBench.picture(.first), GoogleVertexMediaBench.picture(.last)]))
            #expect(batch.items.count == 2 && batch.warnings.isEmpty)
            for item in batch.items { #expect(isClip(try await bytes(item, bench))) }
        }
    }

    @Test(arguments: ["gemini-omni-1.1-flash", "gemini-omni-1.2-flash"], [true, false])
    func `Omni makes clips at both doors`(_ model: ModelID, _ token: Bool) async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: token)
            let batch = try await finish(
                try bench.video,
                bench.request(
                    model, "a boat", [.durationSeconds: 3, .resolution: "360p"],
                    inputs: [GoogleVertexMediaBench.picture(.reference)]))
            let item = try #require(batch.items.first)
            #expect(isClip(try await bytes(item, bench)))
            #expect(batch.usage?.outputTokens ?? 0 > 0)
        }
    }

    @Test(arguments: ["lyria-3-clip-preview", "lyria-3.5"], [true, false])
    func `Lyria makes music, as a job or at once`(_ model: ModelID, _ background: Bool) async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: false)
            let batch = try await finish(
                try bench.audio, bench.request(model, "a ballad", ["background": .bool(background)]))
            let item = try #require(batch.items.first)
            #expect(isMP3(try await bytes(item, bench)) && batch.text?.contains("sandbox") == true)
        }
    }

    @Test func `Lyria 2 makes music at once`() async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: true)
            let batch = try await finish(
                try bench.audio, bench.request("lyria-002", "smooth jazz", [.count: 2, .negativePrompt: "fast"]))
            #expect(batch.items.count == 2)
            for item in batch.items { #expect(isWAV(try await bytes(item, bench))) }
        }
    }

    @Test(arguments: [("wav", true), ("mp3", false)]) func `Chirp speaks`(_ row: (format: String, isWAV: Bool))
        async throws
    {
        try await withSandbox { base in
            let bench = try bench(base, token: true)
            let batch = try await finish(
                try bench.speech,
                bench.request(
                    "chirp-3-hd", "Guten Tag.",
                    [.voice: "Puck", .language: "de-DE", .format: .string(row.format), .speed: 1.5]))
            let data = try await bytes(try #require(batch.items.first), bench)
            #expect(row.isWAV ? isWAV(data) : isMP3(data))
            let voices = try await bench.speech.voices(for: "chirp-3-hd")
            #expect(voices.count > 1000 && voices.allSatisfy { $0.languages.count == 1 })
        }
    }

    @Test func `every way to refuse is a refusal`() async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: true)
            let video = try bench.video
            let audio = try bench.audio
            for (model, prompt) in [
                ("veo-3.1-fast-generate-001", "forbidden-content"), ("veo-3.1-fast-generate-001", "failed-operation"),
                ("veo-3.1-fast-generate-001", "refused-prompt"), ("gemini-omni-1.1-flash", "forbidden-content"),
            ] {
                let request: VideoRequest = bench.request(ModelID(rawValue: model), prompt)
                let error = await failure { () async throws(EaselError) in try await finish(video, request) }
                #expect(error?.kind == .contentPolicy, "\(model) \(prompt)")
                #expect(error?.providerCode != nil)
            }
            for model in ["lyria-002", "lyria-3-clip-preview"] {
                let request: AudioRequest = bench.request(ModelID(rawValue: model), "forbidden-content")
                let error = await failure { () async throws(EaselError) in try await finish(audio, request) }
                #expect(error?.kind == .contentPolicy, "\(model)")
            }
        }
    }

    @Test func `what was not withheld is kept`() async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: true)
            let batch = try await finish(
                try bench.video,
                bench.request(
                    "veo-3.1-generate-001", "incomplete-result", [.count: 3, .durationSeconds: 4]))
            #expect(batch.items.count == 2 && batch.warnings.map(\.kind) == [.filtered])
        }
    }

    @Test func `a held interaction can be cancelled and tells so`() async throws {
        try await withSandbox(faults: ["google:hold=running"]) { base in
            let bench = try bench(base, token: false)
            let video = try bench.video
            guard
                case .accepted(let job) = try await video.submit(bench.request("gemini-omni-1.1-flash", "a long one"))
            else { return #expect(Bool(false), "not accepted") }
            #expect(try await video.cancel(job) == .requested)
            guard case .failed(let error) = try await video.status(of: job) else {
                return #expect(Bool(false), "not failed")
            }
            #expect(error.kind == .cancelled)
        }
    }

    @Test(arguments: ["veo-3.1-generate-001", "gemini-omni-1.1-flash"])
    func `too many requests are told as such`(_ model: ModelID) async throws {
        try await withSandbox(faults: ["google:429"]) { base in
            let bench = try bench(base, token: true)
            let video = try bench.video
            let request: VideoRequest = bench.request(model, "a boat")
            let error = await failure { () async throws(EaselError) in try await video.submit(request) }
            #expect(error?.kind == .rateLimited && error?.httpStatus == 429)
        }
    }

    @Test func `a retired model is not found`() async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: true)
            let video = try bench.video
            let request: VideoRequest = bench.request("veo-3.0-generate-001", "a boat")
            let error = await failure { () async throws(EaselError) in try await video.submit(request) }
            #expect(error?.kind == .modelNotFound)
        }
    }

    @Test func `a clip that is too large for a request is uploaded first`() async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: false)
            let clip = MediaInput(
                role: .reference, bytes: Data(count: 16 << 20), type: .mp4, name: "clip.mp4")
            let batch = try await finish(
                try bench.video,
                bench.request(
                    "gemini-omni-1.1-flash", "make it night", [.durationSeconds: 3, "task": "edit"], inputs: [clip]))
            #expect(batch.items.count == 1)
        }
    }

    @Test func `a model of the Interactions API paints`() async throws {
        try await withSandbox { base in
            let bench = try bench(base, token: true)
            var request = ImageRequest(model: "gemini-3.1-flash-image", prompt: "a boat")
            request.facts.route = "interactions"
            let image = try #require(bench.provider.services.image)
            let batch = try await finish(image, request)
            let data = try await bytes(try #require(batch.items.first), bench)
            #expect(data.prefix(2) == Data([0xFF, 0xD8]))
        }
    }
}
