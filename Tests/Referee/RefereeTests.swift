import EaselSandbox
import Foundation
import Testing

/// The official SDKs of the providers against the sandbox. They are the witness that the sandbox tells the truth.
///
/// They run where `.ci/setup --tests` has installed the packages of `Scripts/requirements.txt` (or where
/// `EASEL_REFEREE_PYTHON` names a Python that has them).
@Suite(.enabled(if: Python.referee != nil, "no Python with the SDKs: sh .ci/setup --tests installs it"))
struct RefereeTests {
    /// Every script beside this file, but those that another suite starts.
    static let scripts: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Python.scripts.path)) ?? []
        return names.filter { $0.hasSuffix(".py") && !["schemas.py", "google_auth.py"].contains($0) }.sorted()
    }()

    @Test func `there is a script for every provider`() {
        #expect(
            Set(Self.scripts).isSuperset(of: [
                "fal.py", "google.py", "google_media.py", "huggingface.py", "local.py", "openrouter.py", "replicate.py",
            ]))
    }

    @Test(arguments: RefereeTests.scripts) func `the official SDK accepts the sandbox`(_ script: String) async throws {
        let python = try #require(Python.referee)
        try await withSandbox { port in
            let run = try await python.run(script, ["http://127.0.0.1:\(port)"])
            #expect(run.status == 0, "\(script)\n\(run.output.suffix(4000))")
            #expect(run.output.contains("ok "), "\(script) checked nothing")
        }
    }

    private func withSandbox(_ work: @escaping @Sendable (Int) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (ports, port) = AsyncStream<Int>.makeStream()
            group.addTask {
                try await SandboxServer(configuration: SandboxConfiguration(pace: .fast)).run { port.yield($0) }
            }
            for await number in ports {
                try await work(number)
                break
            }
            group.cancelAll()
        }
    }
}
