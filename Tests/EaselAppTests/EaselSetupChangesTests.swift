import EaselApp
import EaselConfig
import EaselCore
import EaselEngine
import Foundation
import Testing

/// What the studio changes stays, and says where it comes from.
@Suite struct EaselSetupChangesTests {
    /// A folder of its own, and the setup that is loaded from it.
    private struct Home {
        let url = FileManager.default.temporaryDirectory.appending(path: "easel-app-\(UUID().uuidString)")

        func load(_ variables: [String: String] = [:]) async throws -> EaselSetup {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            let all = variables.merging(["EASEL_HOME": url.path, "HOME": url.path, "FAL_KEY": "id:secret"]) { $1 }
            return try await EaselSetup.load(SetupOptions(environment: Environment(all)))
        }

        func write(_ text: String) throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url.appending(path: "config.toml"))
        }

        func remove() { try? FileManager.default.removeItem(at: url) }
    }

    private func origin(_ key: String, _ setup: EaselSetup) -> String? {
        setup.settingReports().first { $0.key == key }?.origin
    }

    @Test func `a provider that is switched off stays off, and comes back`() async throws {
        let home = Home()
        defer { home.remove() }
        var setup = try await home.load()
        try await setup.keepEnabled("fal", false)
        await setup.close()
        setup = try await home.load()
        #expect(try EaselSetupTests.state(setup, "fal") == "disabled")
        #expect(origin("providers.fal.enabled", setup) == "providers.fal.enabled in studio.toml")
        // It was made ready all the same: no new start is needed.
        try setup.registry.setEnabled("fal", true)
        #expect(try EaselSetupTests.state(setup, "fal") == "ready")
        try await setup.keepEnabled("fal", true)
        await setup.close()
        setup = try await home.load()
        #expect(try EaselSetupTests.state(setup, "fal") == "ready")
        #expect(origin("providers.fal.enabled", setup) == "default")
        await setup.close()
    }

    @Test func `it can be switched on against the person's own file`() async throws {
        let home = Home()
        defer { home.remove() }
        try home.write("[providers.fal]\nenabled = false # for now\n")
        var setup = try await home.load()
        #expect(try EaselSetupTests.state(setup, "fal") == "disabled")
        try await setup.keepEnabled("fal", true)
        await setup.close()
        setup = try await home.load()
        #expect(try EaselSetupTests.state(setup, "fal") == "ready")
        await setup.close()
        let own = try String(contentsOf: home.url.appending(path: "config.toml"), encoding: .utf8)
        #expect(own == "[providers.fal]\nenabled = false # for now\n")
    }

    @Test func `the environment comes first, so nothing is kept against it`() async throws {
        let home = Home()
        defer { home.remove() }
        let setup = try await home.load(["EASEL_FAL_ENABLED": "true"])
        let error = await #expect(throws: EaselError.self) { try await setup.keepEnabled("fal", false) }
        #expect(error?.kind == .configuration && error?.message.contains("EASEL_FAL_ENABLED") == true)
        #expect(!FileManager.default.fileExists(atPath: setup.paths.studioFile.path))
        await setup.close()
    }

    @Test func `orders stay, an empty fallback means nobody`() async throws {
        let home = Home()
        defer { home.remove() }
        try home.write("[fallback]\nimage = [\"replicate\"]\n")
        var setup = try await home.load()
        try await setup.keepPriority(.image, ["replicate", "fal"])
        try await setup.keepFallback(.video, [ModelReference(provider: "fal", model: "fal-ai/kling")])
        try await setup.keepFallback(.image, [])
        await setup.close()
        setup = try await home.load()
        #expect(setup.settings.file.priorities[.image] == ["replicate", "fal"])
        #expect(setup.fallback(for: .video).targets == [ModelReference(provider: "fal", model: "fal-ai/kling")])
        #expect(setup.fallback(for: .image).targets.isEmpty)
        try await setup.keepPriority(.image, [])
        await setup.close()
        setup = try await home.load()
        #expect(setup.settings.file.priorities[.image] == nil)
        await setup.close()
    }

    @Test func `where a key was found is told, the key never`() async throws {
        let home = Home()
        defer { home.remove() }
        try home.write("[providers.openrouter]\nkey = \"file:/somewhere\"\n")
        let setup = try await home.load()
        #expect(setup.keyOrigins["fal"] == "FAL_KEY in the environment")
        #expect(setup.keyOrigins["openrouter"] == "providers.openrouter.key in config.toml")
        #expect(setup.keyOrigins["replicate"] == nil)
        #expect(!setup.keyOrigins.values.contains { $0.contains("secret") })
        await setup.close()
    }
}
