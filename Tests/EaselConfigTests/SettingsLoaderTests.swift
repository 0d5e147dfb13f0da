import EaselConfig
import EaselCore
import Foundation
import Testing

struct SettingsLoaderTests {
    static let config =
        "[general]\ntheme = \"file\"\n[storage]\noutput = \"/from/file\"\nattachmentLimitMB = 7\n[defaults.image]\ntarget = \"fal\"\n"

    @Test func `without anything the defaults are in force and say so`() throws {
        let folder = try ConfigFolder()
        let loaded = try folder.load()
        #expect(loaded.theme == Sourced(nil, from: .builtIn))
        #expect(loaded.output == Sourced(folder.paths.mediaFolder, from: .builtIn))
        #expect(loaded.resultLimit == Sourced(4 << 30, from: .builtIn))
        #expect(loaded.attachmentLimit == Sourced(50_000_000, from: .builtIn))
        #expect(loaded.targets.isEmpty)
        #expect(loaded.output.origin.description == "default")
    }

    @Test func `the file comes before the default`() throws {
        let loaded = try ConfigFolder(config: Self.config).load()
        #expect(loaded.theme == Sourced("file", from: .file("general.theme")))
        #expect(loaded.output.value.path == "/from/file")
        #expect(loaded.attachmentLimit == Sourced(7_000_000, from: .file("storage.attachmentLimitMB")))
        #expect(
            loaded.targets == [.image: Sourced(ModelReference(provider: "fal"), from: .file("defaults.image.target"))])
    }

    @Test func `the environment comes before the file, unless it is blank`() throws {
        let folder = try ConfigFolder(config: Self.config)
        let loaded = try folder.load(["EASEL_THEME": "env", "EASEL_OUTPUT": "~/env", "EASEL_DEFAULT_IMAGE": "local:m"])
        #expect(loaded.theme == Sourced("env", from: .environment("EASEL_THEME")))
        #expect(loaded.output.value.path == folder.url.standardizedFileURL.path + "/env")
        #expect(loaded.output.origin == .environment("EASEL_OUTPUT"))
        #expect(
            loaded.targets[.image]
                == Sourced(ModelReference(provider: "local", model: "m"), from: .environment("EASEL_DEFAULT_IMAGE")))
        #expect(try folder.load(["EASEL_THEME": "  "]).theme.value == "file")
    }

    @Test func `a flag comes before everything`() throws {
        let folder = try ConfigFolder(config: Self.config)
        let flags = SettingsFlags(
            theme: "flag", output: "/from/flag", targets: [.image: ModelReference(provider: "openrouter")])
        let loaded = try folder.load(
            ["EASEL_THEME": "env", "EASEL_OUTPUT": "/env", "EASEL_DEFAULT_IMAGE": "local"], flags: flags)
        #expect(loaded.theme == Sourced("flag", from: .flag("--theme")))
        #expect(loaded.output.value.path == "/from/flag")
        #expect(loaded.targets[.image] == Sourced(ModelReference(provider: "openrouter"), from: .flag("--on")))
    }

    @Test(arguments: [
        ("https://x/y", "EASEL_OUTPUT")
    ])
    func `an output that is no folder here is refused by name`(output: String, name: String) throws {
        let folder = try ConfigFolder()
        let error = #expect(throws: EaselError.self) { try folder.load([name: output]) }
        #expect(error?.kind == .configuration)
        #expect(error?.message.contains(name) == true)
    }

    @Test func `a place in Cloud Storage is a second home beside the strongest folder below it`() throws {
        let folder = try ConfigFolder(config: "[storage]\noutput = \"/from/file\"\n")
        let both = try folder.load(["EASEL_OUTPUT": "gs://bucket-1/x"])
        #expect(both.output.value.path == "/from/file")
        #expect(both.cloudOutput == Sourced("gs://bucket-1/x", from: .environment("EASEL_OUTPUT")))
        let alone = try ConfigFolder(config: "[storage]\noutput = \"gs://bucket-1\"\n")
        #expect(try alone.load().output == Sourced(alone.paths.mediaFolder, from: .builtIn))
        #expect(try alone.load().cloudOutput?.origin == .file("storage.output"))
        #expect(try alone.load(["EASEL_OUTPUT": "/here"]).cloudOutput == nil)
    }

    @Test func `a relative output in the file is refused, a bad target names its variable`() throws {
        let relative = try ConfigFolder(config: "[storage]\noutput = \"pictures\"")
        #expect(throws: EaselError.self) { try relative.load() }
        let folder = try ConfigFolder()
        let error = #expect(throws: EaselError.self) { try folder.load(["EASEL_DEFAULT_TEXT": "a b"]) }
        #expect(error?.message.contains("EASEL_DEFAULT_TEXT") == true)
    }

    @Test func `warnings of the file come along`() throws {
        let loaded = try ConfigFolder(config: "[providers.nobody]\nenabled = true\n").load()
        #expect(loaded.warnings == [SettingsWarning("unknown provider providers.nobody", line: 1)])
    }
}
