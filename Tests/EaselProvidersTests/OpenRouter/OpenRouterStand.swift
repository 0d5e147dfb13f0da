import EaselCore
import EaselProviderKit
import EaselProviders
import EaselSandbox
import Foundation
import Testing

/// OpenRouter's adapter over real sockets, against a sandbox of its own.
struct OpenRouterStand: Sendable {
    let provider: Provider

    /// Runs a test against a server that lives as long as the test.
    static func run(
        faults: [String] = [], key: String = "sk-or-v1-test", _ test: @Sendable (OpenRouterStand) async throws -> Void
    ) async throws {
        let configuration = SandboxConfiguration(
            faults: try faults.map { try SandboxFault(parsing: $0) }, pace: .fast)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (ports, announce) = AsyncStream.makeStream(of: Int.self)
            group.addTask {
                defer { announce.finish() }
                try await SandboxServer(configuration: configuration).run { announce.yield($0) }
            }
            for await port in ports {
                try await test(try OpenRouterStand(port: port, key: key))
                break
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private init(port: Int, key: String) throws {
        let registration = try #require(BuiltinProviders.all.first { $0.id == "openrouter" })
        let base = try #require(URL(string: "http://127.0.0.1:\(port)/openrouter"))
        let context = ProviderContext(
            registration.descriptor, transport: AsyncHTTPTransport(), configured: ["api": base],
            credential: Credential(secret: key, origin: "test"), isSandbox: true)
        provider = registration.make(context)
    }

    func request<Kind: MediaKind>(
        _ model: ModelID, _ prompt: String, _ values: ParameterValues = [:], inputs: [MediaInput] = []
    ) -> MediaRequest<Kind> {
        let card = provider.models.curated.first { $0.model == model }
        var request = MediaRequest<Kind>(
            model: model, prompt: prompt, inputs: inputs,
            parameters: RequestParameters(values: values, specs: card?.parameters ?? []))
        request.facts = card.map(ModelFacts.init) ?? ModelFacts()
        return request
    }

    func image(
        _ model: ModelID, _ prompt: String, _ values: ParameterValues = [:], inputs: [MediaInput] = []
    ) async throws(EaselError) -> MediaBatch {
        guard let service = provider.services.image else { throw Self.none }
        return try await finish(service, request(model, prompt, values, inputs: inputs))
    }

    func video(
        _ model: ModelID, _ prompt: String, _ values: ParameterValues = [:], inputs: [MediaInput] = []
    ) async throws(EaselError) -> MediaBatch {
        guard let service = provider.services.video else { throw Self.none }
        return try await finish(service, request(model, prompt, values, inputs: inputs))
    }

    func audio(
        _ model: ModelID, _ prompt: String, _ values: ParameterValues = [:]
    ) async throws(EaselError) -> MediaBatch {
        guard let service = provider.services.audio else { throw Self.none }
        return try await finish(service, request(model, prompt, values))
    }

    func speech(
        _ model: ModelID, _ prompt: String, _ values: ParameterValues = [:]
    ) async throws(EaselError) -> MediaBatch {
        guard let service = provider.services.speech else { throw Self.none }
        return try await finish(service, request(model, prompt, values))
    }

    private static let none = EaselError(.unsupported, "no service")

    /// Follows a request to its end.
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
            case .queued, .running:
                do { try await Task.sleep(for: .milliseconds(5)) } catch { throw .cancelled }
            }
        }
    }

    func bytes(_ item: MediaReference?) async throws -> Data {
        switch item?.source {
        case .bytes(let bytes): return bytes
        case .base64(let text): return try #require(Data(base64Encoded: text))
        case .dataURI(let text):
            return try #require(text.split(separator: ",").last.flatMap { Data(base64Encoded: String($0)) })
        case .url(let url, let trust):
            var data = Data()
            for try await chunk in try await provider.media.open(url, trust: trust).body {
                data.append(contentsOf: chunk)
            }
            return data
        case nil: throw CocoaError(.fileReadUnknown)
        }
    }
}
