import ArgumentParser
import EaselApp
import EaselConfig
import EaselCore
import EaselEngine
import EaselProviderKit
import Foundation

/// Many text requests at once: through the whole engine with a real history, and the same bytes over the bare transport.
struct LoadBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Send many requests at once to a sandbox, through the engine and without it.")

    @Option(help: "Address of a running `easel sandbox --fast`.")
    var url: String

    @Option(help: "How many requests each way.")
    var requests = 1000

    @Option(help: "How many at once.")
    var concurrency = 100

    @Option(help: "How often both ways are measured.")
    var rounds = 2

    @Option(help: "How many tokens are asked for; few, so that what is measured is not the sandbox.")
    var tokens = 8

    @Option(help: "What the history keeps of requests and answers: all, failures or none.")
    var exchanges = "all"

    func run() async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "easel-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: home) }
        let environment = Environment([
            "EASEL_HOME": home.path, "HOME": home.path, "EASEL_SANDBOX_URL": url, "EASEL_LOG": "error",
        ])
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        try "[history]\nexchanges = \"\(exchanges)\"\n".write(
            to: home.appending(path: "config.toml"), atomically: true, encoding: .utf8)
        let runtime = try EaselRuntime.open(try await EaselSetup.load(SetupOptions(environment: environment)))
        let target = try runtime.setup.defaultTarget(for: .text)
        let tokens = tokens
        let order = { @Sendable (number: Int) in
            GenerationOrder(
                draft: GenerationDraft(
                    modality: .text, prompt: "Request \(number) of many",
                    parameters: [.maxOutputTokens: .integer(Int64(tokens))]),
                target: target)
        }
        let transport = AsyncHTTPTransport()
        let call = try await Self.call(try await runtime.runner.preview(order(0)).request)
        // The first connections and the first pages of the history are not what is measured.
        _ = await Sampling.run(concurrency, concurrency) { _ in await Self.send(call, transport) }
        Sampling.heading(requests: requests, concurrency: concurrency)
        for round in 1...rounds {
            let bare = await Sampling.run(requests, concurrency) { _ in await Self.send(call, transport) }
            bare.show("transport \(round)")
            let engine = await Sampling.run(requests, concurrency) { number in
                guard let record = try? await runtime.runner.start(order(number)) else { return false }
                return await runtime.runner.result(of: record.id)?.status == .succeeded
            }
            engine.show("engine \(round)")
        }
        await transport.shutdown()
        await runtime.close()
        let file = home.appending(path: "history.sqlite").path
        let size = (try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
        print("history: \(size / (requests * rounds)) bytes a request")
    }

    /// The request that the engine would send, to be sent as it is.
    private static func call(_ preview: RequestPreview) async throws -> HTTPCall {
        guard let url = URL(string: preview.url), let method = HTTPCall.Method(rawValue: preview.method) else {
            throw ValidationError("The request cannot be read back.")
        }
        var headers = HeaderFields(fields: preview.headers.map { .init(name: $0.name, value: $0.value) })
        headers.set("Authorization", "Bearer sandbox")
        return HTTPCall(method, url, headers: headers, body: preview.body.map { Data($0.utf8) }, patience: .generation)
    }

    private static func send(_ call: HTTPCall, _ transport: AsyncHTTPTransport) async -> Bool {
        guard let reply = try? await transport.send(call), reply.isSuccess else { return false }
        return (try? await reply.collect(limit: 1 << 24)) != nil
    }
}
