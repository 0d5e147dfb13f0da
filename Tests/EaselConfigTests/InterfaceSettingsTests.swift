import EaselConfig
import EaselCore
import Testing

/// `[ui]` and `[keys]`.
struct InterfaceSettingsTests {
    @Test func `without anything the defaults are in force`() throws {
        let loaded = try ConfigFolder().load().interface
        #expect(loaded.pictures == Sourced(.auto, from: .builtIn))
        #expect(loaded.mouse == Sourced(true, from: .builtIn))
        #expect(loaded.plain == Sourced(false, from: .builtIn))
        #expect(loaded.locale == Sourced("iso", from: .builtIn))
    }

    @Test func `the file is read, the environment comes before it`() throws {
        let folder = try ConfigFolder(
            config:
                "[ui]\npictures = \"kitty\"\nmouse = false\nplain = true\nlocale = \"de_DE\"\n")
        let loaded = try folder.load().interface
        #expect(loaded.pictures == Sourced(.kitty, from: .file("ui.pictures")))
        #expect(loaded.mouse == Sourced(false, from: .file("ui.mouse")))
        #expect(loaded.plain == Sourced(true, from: .file("ui.plain")))
        #expect(loaded.locale == Sourced("de_DE", from: .file("ui.locale")))
        let environment = ["EASEL_PICTURES": "Blocks", "EASEL_PLAIN": "no", "LANG": "fr_FR.UTF-8"]
        let changed = try folder.load(environment).interface
        #expect(changed.pictures == Sourced(.blocks, from: .environment("EASEL_PICTURES")))
        #expect(changed.plain == Sourced(false, from: .environment("EASEL_PLAIN")))
        #expect(changed.locale.value == "de_DE")
    }

    @Test(arguments: [
        (["LANG": "de_DE.UTF-8"], "de_DE"), (["LANG": "C.UTF-8"], "iso"),
        (["LANG": "de_DE", "LC_ALL": "POSIX"], "iso"),
        (["LANG": "C", "LC_NUMERIC": "sv_SE@euro"], "sv_SE"),
    ])
    func `the locale comes from the environment as POSIX has it`(environment: [String: String], locale: String) throws {
        #expect(try ConfigFolder().load(environment).interface.locale.value == locale)
    }

    @Test func `a word that means nothing is refused with the words that do`() throws {
        let error = #expect(throws: EaselError.self) {
            try ConfigFolder(config: "[ui]\n\npictures = \"ascii\"\n").load()
        }
        #expect(error?.message.contains("line 3") == true)
        #expect(error?.message.contains("sixel") == true)
        #expect(throws: EaselError.self) { try ConfigFolder().load(["EASEL_MOUSE": "maybe"]) }
    }

    @Test func `keys are a text or a list, by place and name`() throws {
        let folder = try ConfigFolder(
            config:
                "[keys.prompt]\nsend = \"ctrl-s\"\nnew-line = [\"enter\", \"alt-enter\"]\n[keys.jobs]\ncancel = []\n")
        let keys = try folder.load().file.keys
        #expect(keys == ["prompt": ["send": ["ctrl-s"], "new-line": ["enter", "alt-enter"]], "jobs": ["cancel": []]])
        let error = #expect(throws: EaselError.self) { try ConfigFolder(config: "[keys.prompt]\nsend = 7\n").load() }
        #expect(error?.message.contains("keys.prompt.send") == true)
    }
}
