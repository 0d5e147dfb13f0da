import EaselProviderKit
import EaselSandbox
import EaselTestSupport
import Foundation
import Testing

/// A sandbox that runs in this process, on a free port.
struct SandboxHandle: Sendable {
    let port: Int
    private let task: Task<Void, any Error>

    static func start(_ faults: [String] = []) async throws -> SandboxHandle {
        let faults = try faults.map { try SandboxFault(parsing: $0) }
        let (ports, announce) = AsyncStream<Int>.makeStream()
        let task = Task {
            defer { announce.finish() }
            try await SandboxServer(configuration: SandboxConfiguration(faults: faults, pace: .fast)).run {
                announce.yield($0)
            }
        }
        for await port in ports { return SandboxHandle(port: port, task: task) }
        try await task.value
        throw CancellationError()
    }

    func stop() async {
        task.cancel()
        _ = try? await task.value
    }

    /// What came in, as the sandbox noted it.
    func journal() async throws -> [MisbehaverRequest] {
        try await control("requests", as: [Entry].self).map {
            MisbehaverRequest(method: $0.method, target: $0.path, head: "", body: [])
        }
    }

    /// How often its faults struck.
    func strikes() async throws -> Int { try await control("faults", as: [Strike].self).map(\.struck).reduce(0, +) }

    private struct Entry: Decodable { var method, path: String }
    private struct Strike: Decodable { var struck: Int }

    private func control<Value: Decodable>(_ path: String, as type: Value.Type) async throws -> Value {
        let url = try #require(URL(string: "http://127.0.0.1:\(port)/_sandbox/\(path)"))
        let transport = AsyncHTTPTransport()
        let reply = try await transport.send(HTTPCall(.get, url))
        let body = try await reply.collect(limit: 8 << 20)
        await transport.shutdown()
        return try JSONDecoder().decode(type, from: body)
    }

    /// The honest server behind every misbehaver. It lives as long as the tests.
    static func shared() async throws -> SandboxHandle { try await honest.value }
    private static let honest = Task { try await start() }
}
