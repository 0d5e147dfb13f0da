import EaselApp
import EaselConfig
import EaselCore
import EaselEngine
import EaselProviderKit
import EaselTestSupport
import Foundation

/// Easel as people have it, on a scratch folder: the configuration, the providers, the transport, SQLite and the disk are the
/// real ones. Only time is a test's own: waits are noted and not sat out.
struct Installation {
    let runtime: EaselRuntime
    let home: URL
    let clock: ManualClock

    static let secret = "matrix-key-0001:matrix-secret-0002"
    /// The lease is renewed by real time, else it would be renewed without an end.
    private static let renewal = Duration.seconds(20)

    /// - Parameters:
    ///   - port: where all of the provider's addresses lead.
    ///   - patience: for requests that a test knows to fail by silence; nil for the usual one.
    static func open(
        _ provider: ProviderID, port: Int, patience: @escaping @Sendable (HTTPCall) -> HTTPPatience?
    ) async throws -> Installation {
        let home = FileManager.default.temporaryDirectory.appending(path: "easel-faults-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        try "[storage]\nresultLimitMB = 4\n".write(
            to: home.appending(path: "config.toml"), atomically: true, encoding: .utf8)
        var variables = ["EASEL_HOME": home.path, "HOME": home.path]
        for (name, path) in addresses[provider] ?? [] { variables[name] = "http://127.0.0.1:\(port)\(path)" }
        if let name = keys[provider] { variables[name] = secret }
        var options = SetupOptions(environment: Environment(variables), only: provider)
        let clock = ManualClock(at: Date(), skipping: { $0 != renewal })
        options.pace.now = { clock.now }
        options.pace.uptime = { clock.uptime }
        options.pace.sleep = { try await clock.sleep($0) }
        options.pace.random = { 0.5 }
        options.pace.patience = { patience($0) ?? $0.patience }
        let runtime = try EaselRuntime.open(try await EaselSetup.load(options))
        return Installation(runtime: runtime, home: home, clock: clock)
    }

    func close() async {
        await runtime.close()
        try? FileManager.default.removeItem(at: home)
    }

    /// The waits that the engine, a download or an adapter asked for.
    var waits: [Duration] { clock.sleeps.filter { $0 != Self.renewal } }

    /// What lies in the media folder: results, their notes, and whatever was left behind.
    var files: (results: [URL], leftovers: [URL]) {
        let all =
            FileManager.default.enumerator(
                at: home.appending(path: "media"), includingPropertiesForKeys: [.isRegularFileKey])?
            .compactMap { $0 as? URL }.filter {
                (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
            }
            ?? []
        return (
            all.filter { !$0.lastPathComponent.hasPrefix(".") && $0.pathExtension != "json" },
            all.filter { $0.lastPathComponent.hasPrefix(".easel-") && $0.pathExtension == "part" }
        )
    }

    private static let addresses: [ProviderID: [(String, String)]] = [
        "vertex": [("EASEL_GEMINI_URL", "/gemini"), ("EASEL_VERTEX_URL", "/vertex"), ("EASEL_GOOGLE_TTS_URL", "/tts")],
        "openrouter": [("EASEL_OPENROUTER_URL", "/openrouter")],
        "fal": [
            ("EASEL_FAL_QUEUE_URL", "/fal-queue"), ("EASEL_FAL_RUN_URL", "/fal-run"),
            ("EASEL_FAL_REST_URL", "/fal-rest"), ("EASEL_FAL_API_URL", "/fal-api"),
            ("EASEL_FAL_SCHEMA_URL", "/fal-schema"),
        ],
        "replicate": [("EASEL_REPLICATE_URL", "/replicate")],
        "huggingface": [("EASEL_HUGGINGFACE_ROUTER_URL", "/hf-router"), ("EASEL_HUGGINGFACE_HUB_URL", "/hf-hub")],
        "local": [("EASEL_LOCAL_URL", "/local-localai")],
    ]

    private static let keys: [ProviderID: String] = [
        "vertex": "GEMINI_API_KEY", "openrouter": "OPENROUTER_API_KEY", "fal": "FAL_KEY",
        "replicate": "REPLICATE_API_TOKEN", "huggingface": "HF_TOKEN", "local": "EASEL_LOCAL_API_KEY",
    ]
}
