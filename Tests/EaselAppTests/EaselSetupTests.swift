import EaselApp
import EaselConfig
import EaselCore
import EaselEngine
import Foundation
import Testing

/// What an environment makes of the providers.
@Suite struct EaselSetupTests {
    static func load(_ variables: [String: String] = [:], _ use: SandboxUse = .asConfigured, only: ProviderID? = nil)
        async throws -> EaselSetup
    {
        let home = FileManager.default.temporaryDirectory.appending(path: "easel-app-\(UUID().uuidString)")
        let environment = Environment(variables.merging(["EASEL_HOME": home.path, "HOME": home.path]) { $1 })
        return try await EaselSetup.load(SetupOptions(environment: environment, sandbox: use, only: only))
    }

    static func state(_ setup: EaselSetup, _ id: ProviderID) throws -> String {
        switch try #require(setup.registry.entry(id)).state {
        case .ready(let provider): provider.isSandbox ? "sandbox" : "ready"
        case .missingCredential: "no key"
        case .disabled: "disabled"
        case .broken: "broken"
        }
    }

    @Test func `a script without any key gets no sandbox by itself`() async throws {
        let setup = try await Self.load()
        #expect(try Self.state(setup, "openrouter") == "no key")
        #expect(!setup.isSandbox)
        await setup.close()
    }

    @Test func `the studio without any key opens on the sandbox`() async throws {
        let setup = try await Self.load([:], .whenUnconfigured)
        #expect(try Self.state(setup, "openrouter") == "sandbox")
        #expect(try Self.state(setup, "fal") == "sandbox")
        #expect(setup.isSandbox)
        await setup.close()
    }

    @Test func `one key ends the sandbox for the studio`() async throws {
        let setup = try await Self.load(["FAL_KEY": "id:secret"], .whenUnconfigured)
        #expect(try Self.state(setup, "fal") == "ready")
        #expect(try Self.state(setup, "openrouter") == "no key")
        #expect(!setup.isSandbox)
        await setup.close()
    }

    @Test func `the configured order decides who is the default, the others come after it`() async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "easel-app-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: home) }
        let environment = Environment(["EASEL_HOME": home.path, "HOME": home.path])
        let file = Paths(environment).configFile
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("[defaults.image]\nproviders = [\"vertex\", \"fal\"]\n".utf8).write(to: file)
        let keys = ["FAL_KEY": "id:secret", "OPENROUTER_API_KEY": "k"]
        let setup = try await EaselSetup.load(
            SetupOptions(environment: Environment(environment.values.merging(keys) { $1 })))
        #expect(try setup.defaultTarget(for: .image).provider == "fal")
        #expect(try setup.defaultTarget(for: .text).provider == "openrouter")
        await setup.close()
    }

    @Test func `a flag switches a provider off`() async throws {
        let setup = try await Self.load(["EASEL_FAL_ENABLED": "false", "FAL_KEY": "id:secret"])
        #expect(try Self.state(setup, "fal") == "disabled")
        await setup.close()
    }

    @Test func `a bad address is told by its variable and concerns its provider only`() async throws {
        let setup = try await Self.load([
            "EASEL_FAL_QUEUE_URL": "not an address", "FAL_KEY": "id:secret", "OPENROUTER_API_KEY": "k",
        ])
        #expect(try Self.state(setup, "fal") == "broken")
        #expect(setup.registry.entry("fal")?.obstacle?.message.contains("EASEL_FAL_QUEUE_URL") == true)
        #expect(try Self.state(setup, "openrouter") == "ready")
        await setup.close()
    }

    @Test func `the command of another provider's key is not run`() async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "easel-app-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let mark = home.appending(path: "was-run")
        try "[providers.fal]\nkey = \"command:touch \(mark.path); echo key\"\n".write(
            to: home.appending(path: "config.toml"), atomically: true, encoding: .utf8)
        let environment = Environment(["EASEL_HOME": home.path, "HOME": home.path, "PATH": "/usr/bin:/bin"])
        let other = try await EaselSetup.load(SetupOptions(environment: environment, only: "openrouter"))
        #expect(!FileManager.default.fileExists(atPath: mark.path))
        await other.close()
        let own = try await EaselSetup.load(SetupOptions(environment: environment, only: "fal"))
        #expect(FileManager.default.fileExists(atPath: mark.path))
        #expect(try Self.state(own, "fal") == "ready")
        await own.close()
    }

    @Test func `this process owns its leases, an ended one does not`() throws {
        #expect(LeaseOwner.isAlive(LeaseOwner.current))
        let parts = LeaseOwner.current.split(separator: ":")
        #expect(!LeaseOwner.isAlive("\(parts[0]):\(parts[1]):\(parts[2]):1"))
        #expect(!LeaseOwner.isAlive("\(parts[0]):\(parts[1]):4194304:1"))
        #expect(!LeaseOwner.isAlive("\(parts[0]):before:\(parts[2]):\(parts[3])"), "the machine has started anew")
        #expect(LeaseOwner.isAlive("another-host:1:1:1"))
        #expect(LeaseOwner.isOfThisBoot(LeaseOwner.current))
        #expect(!LeaseOwner.isOfThisBoot("\(parts[0]):before:\(parts[2]):\(parts[3])"))
    }
}
