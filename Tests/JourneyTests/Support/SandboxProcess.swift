import Foundation

/// `easel sandbox` as a process of its own, for a test to point Easel at.
final class SandboxProcess {
    let port: Int
    private let program: RunningProgram
    private let scratch: Scratch

    /// Starts it on a free port and waits until it says which.
    init(_ scratch: Scratch, _ options: [String] = []) async throws {
        let program = try scratch.start(["sandbox", "--port", "0"] + options)
        self.program = program
        self.scratch = scratch
        self.port = try await eventually("the sandbox listens") {
            program.outputSoFar.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)/).flatMap { Int($0.1) }
        } else: {
            program.errorsSoFar
        }
    }

    var address: String { "http://127.0.0.1:\(port)" }
    var environment: [String: String] { ["EASEL_SANDBOX_URL": address] }

    /// A request that the sandbox saw.
    struct SeenRequest: Decodable {
        var method: String
        var path: String
        var status: Int?
        var body: String?
    }

    /// The requests whose path holds a text.
    func requests(_ method: String, _ path: String) async throws -> [SeenRequest] {
        guard let url = URL(string: "\(address)/_sandbox/requests") else { return [] }
        let bytes = try Loopback.request("GET", url, in: scratch)
        return try JSONDecoder().decode([SeenRequest].self, from: bytes).filter {
            $0.method == method && (path.isEmpty || $0.path.contains(path))
        }
    }

    /// A job that the sandbox has accepted.
    struct SeenJob: Decodable {
        var id: String
        var endpoint: String
        var state: String
    }

    func jobs() async throws -> [SeenJob] {
        guard let url = URL(string: "\(address)/_sandbox/jobs") else { return [] }
        return try JSONDecoder().decode([SeenJob].self, from: try Loopback.request("GET", url, in: scratch))
    }

    /// Lets jobs go on that `--fault fal:hold=running` holds.
    func release() async throws {
        guard let url = URL(string: "\(address)/_sandbox/release") else { return }
        _ = try Loopback.request("POST", url, in: scratch)
    }
}

/// The smallest HTTP client that a test needs: one request through curl, which has no state of ours.
enum Loopback {
    static func request(_ method: String, _ url: URL, in scratch: Scratch) throws -> Data {
        let run = try RunningProgram(
            URL(fileURLWithPath: "/usr/bin/env"), ["curl", "-s", "-X", method, "--max-time", "5", url.absoluteString],
            environment: scratch.environment(), in: scratch)
        return Data(run.finish().output.utf8)
    }
}
