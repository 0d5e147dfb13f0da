import CoreMetrics
import EaselCore
import EaselGoogleAuth
import EaselSandbox
import EaselTelemetry
import EaselTestSupport
import Foundation
import Testing

/// The official SDKs of the providers against the sandbox. They are the witness that the sandbox tells the truth.
///
/// They run where `.ci/setup --tests` has installed the packages of `Scripts/requirements.txt` (or where
/// `EASEL_REFEREE_PYTHON` names a Python that has them).
@Suite(
    .serialized, .enabled(if: Python.isWanted, "EASEL_WITNESSES is not set, or no Python with the SDKs: sh .ci/test"))
struct RefereeTests {
    /// Every script beside this file, but those that another suite starts.
    static let scripts: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Python.scripts.path)) ?? []
        return names.filter { $0.hasSuffix(".py") && !["schemas.py", "google_auth.py", "prometheus.py"].contains($0) }
            .sorted()
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

    @Test func `google-auth accepts what Easel signs, and the sandbox's tokens`() async throws {
        let python = try #require(Python.referee)
        let folder = FileManager.default.temporaryDirectory.appending(path: "easel-assertion-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = ThrowawayKey.shared
        let found = try ApplicationDefault.find(
            in: ["GOOGLE_APPLICATION_CREDENTIALS": "/key.json"],
            reading: { _ throws(EaselError) in Data(key.serviceAccountFile.utf8) })
        guard case .service(let account)? = found?.account else { return #expect(Bool(false), "no service account") }
        let assertion = try ServiceAccountAssertion(account, scopes: [GoogleTokenFetcher.cloudPlatform]).signed(
            now: .now)
        let (file, publicKey) = (folder.appending(path: "assertion"), folder.appending(path: "key.pem"))
        try Data(assertion.secret.utf8).write(to: file)
        try Data(key.publicPEM.utf8).write(to: publicKey)
        let email = account.email
        try await withSandbox { port in
            let arguments = ["http://127.0.0.1:\(port)", file.path, publicKey.path, email]
            let run = try await python.run("google_auth.py", arguments)
            #expect(run.status == 0, "\(run.output.suffix(4000))")
            #expect(run.output.contains("ok assertion signature"))
        }
    }

    @Test func `Prometheus' own library reads what Easel measures`() async throws {
        let python = try #require(Python.referee)
        let file = FileManager.default.temporaryDirectory.appending(path: "easel-\(UUID().uuidString).prom")
        defer { try? FileManager.default.removeItem(at: file) }
        let metrics = HistogramMetrics()
        for milliseconds in [5, 700, 200_000] {
            Timer(
                label: "gen_ai.client.operation.duration",
                dimensions: [("gen_ai.request.model", "a \"quoted\"\\model\n")], factory: metrics
            ).recordMilliseconds(milliseconds)
        }
        FloatingPointCounter(label: "easel.client.cost", factory: metrics).increment(by: 0.25)
        try MetricsFile(path: file.path).write(PrometheusText.render(metrics.samples()))
        let run = try await python.run("prometheus.py", [file.path])
        #expect(run.status == 0 && run.output.contains("ok "), "\(run.output.suffix(2000))")
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
