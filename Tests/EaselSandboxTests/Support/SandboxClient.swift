import AsyncHTTPClient
import EaselSandbox
import Foundation
import NIOCore
import NIOHTTP1

/// Talks to one running sandbox over real sockets.
struct SandboxClient: Sendable {
    let port: Int

    static let bearer = ["Authorization": "Bearer sk-or-v1-test"]
    static let key = ["Authorization": "Key 1234:secret"]

    var base: String { "http://127.0.0.1:\(port)" }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> TestReply {
        try await send("GET", path, headers, nil)
    }

    func post(_ path: String, _ headers: [String: String] = [:], _ body: String) async throws -> TestReply {
        try await send("POST", path, headers, Data(body.utf8))
    }

    /// - Parameter path: a path below the server, or a whole URL as a reply gave it.
    func send(_ method: String, _ path: String, _ headers: [String: String], _ body: Data?) async throws -> TestReply {
        let response = try await open(method, path, headers, body)
        var chunks: [Data] = []
        for try await chunk in response.body { chunks.append(Data(chunk.readableBytesView)) }
        return TestReply(status: Int(response.status.code), headers: response.headers, chunks: chunks)
    }

    func open(
        _ method: String, _ path: String, _ headers: [String: String], _ body: Data?
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: path.hasPrefix("http") ? path : base + path)
        request.method = HTTPMethod(rawValue: method)
        if body != nil { request.headers.add(name: "Content-Type", value: "application/json") }
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        return try await HTTPClient.shared.execute(request, timeout: .seconds(60))
    }

    func setFaults(_ faults: String...) async throws {
        _ = try await send("POST", "/_sandbox/faults", [:], try JSONEncoder().encode(faults))
    }

    /// Asks until `isSettled` holds, at most a few seconds.
    func poll(
        _ path: String, _ headers: [String: String] = [:], until isSettled: (TestReply) -> Bool
    ) async throws -> TestReply {
        for _ in 0..<2000 {
            let reply = try await get(path, headers)
            if isSettled(reply) { return reply }
            try await Task.sleep(for: .milliseconds(3))
        }
        throw NeverSettled(path: path)
    }

    struct NeverSettled: Error {
        let path: String
    }
}

/// Runs a sandbox for the time of one test.
func withSandbox(
    pace: SandboxPace = .fast, faults: [String] = [], _ body: @Sendable (SandboxClient) async throws -> Void
) async throws {
    let configuration = SandboxConfiguration(faults: try faults.map { try SandboxFault(parsing: $0) }, pace: pace)
    try await withThrowingTaskGroup(of: Void.self) { group in
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        group.addTask {
            defer { announce.finish() }
            try await SandboxServer(configuration: configuration).run { announce.yield($0) }
        }
        for await port in ports {
            try await body(SandboxClient(port: port))
            break
        }
        group.cancelAll()
        try await group.waitForAll()
    }
}
