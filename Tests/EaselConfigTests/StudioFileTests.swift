import EaselConfig
import EaselCore
import Foundation
import Testing

/// What the studio keeps, and that it keeps its hands off the person's own file.
struct StudioFileTests {
    static let own = """
        # My configuration. Do not lose this line.
        [general]
        theme = "mine"   # I like it

        [defaults.image]
        providers = ["fal"]
        target = "fal:fal-ai/flux/dev"

        [providers.fal]
        enabled = true
        key = "env:MY_FAL"

        [storage]
        output = "/from/file"
        resultLimitMB = 7

        [budget]
        dailyUSD = 3
        """

    private func text(_ folder: ConfigFolder, _ name: String) throws -> String {
        try String(contentsOf: folder.file(name), encoding: .utf8)
    }

    @Test func `a change comes before the file and leaves the file as it is, to the byte`() async throws {
        let folder = try ConfigFolder(config: Self.own)
        let file = StudioFile(folder.paths)
        try await file.set([
            SettingKey("providers", "fal", key: "enabled"): .bool(false),
            SettingKey("defaults", "image", key: "providers"): .texts(["local", "openrouter"]),
            SettingKey("fallback", key: "image"): .texts(["openrouter:a/b", "local"]),
            SettingKey("general", key: "theme"): .text("théme \"x\""),
            SettingKey("budget", key: "dailyUSD"): .number(4.5),
            SettingKey("storage", key: "resultLimitMB"): .integer(9),
            SettingKey("storage", key: "output"): .text("/from/studio"),
        ])
        #expect(try text(folder, "config.toml") == Self.own)
        let loaded = try folder.load()
        #expect(loaded.theme == Sourced("théme \"x\"", from: .studio("general.theme")))
        #expect(loaded.file.providers["fal"]?.isEnabled == false)
        #expect(loaded.file.origin(of: "providers.fal.enabled") == .studio("providers.fal.enabled"))
        #expect(loaded.file.priorities[.image] == ["local", "openrouter"])
        #expect(
            loaded.file.fallbacks[.image] == [
                ModelReference(provider: "openrouter", model: "a/b"), ModelReference(provider: "local"),
            ])
        #expect(loaded.budget.dailyUSD == Sourced(4.5, from: .studio("budget.dailyUSD")))
        #expect(loaded.resultLimit == Sourced(9_000_000, from: .studio("storage.resultLimitMB")))
        #expect(loaded.output == Sourced(URL(filePath: "/from/studio/"), from: .studio("storage.output")))
        // What it does not say still comes from the file.
        #expect(
            loaded.targets[.image]
                == Sourced(
                    ModelReference(provider: "fal", model: "fal-ai/flux/dev"), from: .file("defaults.image.target")))
        #expect(loaded.file.providers["fal"]?.key == .environment("MY_FAL"))
        #expect(loaded.theme.origin.description == "general.theme in studio.toml")
    }

    @Test func `flags and the environment come before it`() async throws {
        let folder = try ConfigFolder(config: Self.own)
        try await StudioFile(folder.paths).set(SettingKey("general", key: "theme"), .text("studio"))
        #expect(try folder.load().theme.value == "studio")
        #expect(try folder.load(["EASEL_THEME": "env"]).theme == Sourced("env", from: .environment("EASEL_THEME")))
        #expect(try folder.load(flags: SettingsFlags(theme: "flag")).theme == Sourced("flag", from: .flag("--theme")))
    }

    @Test func `taking a change back lets the file decide again, and empty tables go`() async throws {
        let folder = try ConfigFolder(config: Self.own)
        let file = StudioFile(folder.paths)
        let key = SettingKey("providers", "fal", key: "enabled")
        try await file.set(key, .bool(false))
        try await file.set(SettingKey("general", key: "theme"), .text("x"))
        try await file.set(key, nil)
        #expect(try folder.load().file.providers["fal"]?.isEnabled == true)
        #expect(try !text(folder, "studio.toml").contains("providers"))
        #expect(try text(folder, "studio.toml").contains("theme"))
    }

    @Test func `the file is its owner's alone and says what it is`() async throws {
        let folder = try ConfigFolder()
        try await StudioFile(folder.paths).set(SettingKey("general", key: "theme"), .text("x"))
        let mode = try FileManager.default.attributesOfItem(atPath: folder.file("studio.toml").path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(try text(folder, "studio.toml").hasPrefix("# Written by Easel's studio"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["studio.toml"])
    }

    @Test func `what it cannot understand is not thrown away`() async throws {
        let folder = try ConfigFolder()
        _ = try folder.write("[newer]\nthing = 1\nlist = [ 1, 2 ]\n[general]\ntheme = \"a\"\n", to: "studio.toml")
        try await StudioFile(folder.paths).set(SettingKey("general", key: "theme"), .text("b"))
        let written = try text(folder, "studio.toml")
        #expect(written.contains("thing = 1") && written.contains("list = [ 1, 2 ]"))
        #expect(try folder.load().theme.value == "b")
        #expect(try folder.load().warnings.isEmpty)
    }

    @Test func `a value that could not be read back is refused, and nothing is written`() async throws {
        let folder = try ConfigFolder()
        let file = StudioFile(folder.paths)
        try await file.set(SettingKey("general", key: "theme"), .text("good"))
        let before = try text(folder, "studio.toml")
        let error = await #expect(throws: EaselError.self) {
            try await file.set(SettingKey("fallback", key: "image"), .texts(["no target"]))
        }
        #expect(error?.kind == .configuration)
        #expect(try text(folder, "studio.toml") == before)
    }

    @Test func `a damaged file is named with what to do, and is not overwritten`() async throws {
        let folder = try ConfigFolder()
        _ = try folder.write("[general\n", to: "studio.toml")
        let error = await #expect(throws: EaselError.self) {
            try await StudioFile(folder.paths).set(SettingKey("general", key: "theme"), .text("x"))
        }
        #expect(error?.remedy.contains("studio.toml") == true)
        #expect(try text(folder, "studio.toml") == "[general\n")
        let loading = #expect(throws: EaselError.self) { try folder.load() }
        #expect(loading?.message.contains("studio.toml, line 1") == true)
    }

    @Test func `an error in it is told with its own name and line`() throws {
        let folder = try ConfigFolder(config: Self.own)
        _ = try folder.write("[storage]\nresultLimitMB = 0\n", to: "studio.toml")
        let error = #expect(throws: EaselError.self) { try folder.load() }
        #expect(error?.message.contains("studio.toml, line 2") == true)
        _ = try folder.write("[general]\n\ntheme = 3\n", to: "studio.toml")
        #expect(#expect(throws: EaselError.self) { try folder.load() }?.message.contains("studio.toml, line 3") == true)
    }

    @Test func `many writers at once lose nothing`() async throws {
        let folder = try ConfigFolder()
        try await withThrowingTaskGroup { group in
            for number in 0..<20 {
                // Each with a writer of its own, as two processes have.
                let file = StudioFile(folder.paths)
                group.addTask {
                    try await file.set(SettingKey("keys", "a.b", key: "name\(number).with.dots"), .text("F\(number)"))
                }
            }
            try await group.waitForAll()
        }
        let written = try text(folder, "studio.toml")
        for number in 0..<20 { #expect(written.contains("name\(number).with.dots")) }
    }

    @Test func `a link to the file stays a link`() async throws {
        let folder = try ConfigFolder()
        let target = try folder.write("", to: "elsewhere.toml")
        try FileManager.default.createSymbolicLink(at: folder.file("studio.toml"), withDestinationURL: target)
        try await StudioFile(folder.paths).set(SettingKey("general", key: "theme"), .text("x"))
        #expect(try text(folder, "elsewhere.toml").contains("theme"))
        #expect(try folder.load().theme.value == "x")
    }
}
