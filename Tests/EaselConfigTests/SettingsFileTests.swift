import EaselConfig
import EaselCore
import Foundation
import Testing

struct SettingsFileTests {
    @Test func `limits that a person set are read, and nonsense is told with its line`() throws {
        let (settings, warnings) = try Settings.parse(
            """
            [limits.fal]
            concurrent = 40
            requestsPerMinute = 100
            [limits.nobody]
            [limits.local]
            tokensPerMinute = 9
            speed = 1
            """, file: "config.toml", providers: ["fal": [], "local": []])
        #expect(settings.limits["fal"] == RateLimits(requestsPerMinute: 100, concurrent: 40))
        #expect(settings.limits["local"]?.settings.map(\.name) == ["tokensPerMinute"])
        #expect(warnings.map(\.line) == [4, 7])
        let error = #expect(throws: EaselError.self) {
            try Settings.parse("[limits.fal]\nconcurrent = 0", file: "config.toml")
        }
        #expect(error?.kind == .configuration && error?.message.contains("line 2") == true)
    }

    @Test func `every key is read`() throws {
        let (settings, warnings) = try Settings.parse(
            """
            [general]
            theme = "dusk"
            [defaults.image]
            target = "fal:fal-ai/flux/dev"
            [defaults]
            text.target = "local:qwen3:0.6b"
            [storage]
            output = "~/Pictures"
            resultLimitMB = 10
            attachmentLimitMB = 2
            [providers.fal]
            enabled = false
            key = "command:pass show fal"
            urls = { queue = "http://127.0.0.1:1" }
            [providers.openrouter.urls]
            api = "http://127.0.0.1:2"
            """, file: "config.toml")
        #expect(warnings.isEmpty)
        #expect(settings.theme == "dusk")
        #expect(
            settings.targets == [
                .image: ModelReference(provider: "fal", model: "fal-ai/flux/dev"),
                .text: ModelReference(provider: "local", model: "qwen3:0.6b"),
            ])
        #expect(settings.storage.output == "~/Pictures")
        #expect(settings.storage.resultLimit == 10_000_000)
        #expect(settings.storage.attachmentLimit == 2_000_000)
        #expect(settings.providers["fal"]?.isEnabled == false)
        #expect(settings.providers["fal"]?.key == .command("pass show fal"))
        #expect(settings.providers["fal"]?.urls == ["queue": "http://127.0.0.1:1"])
        #expect(settings.providers["openrouter"]?.urls == ["api": "http://127.0.0.1:2"])
    }

    @Test(arguments: ["", "\n\n", "# nothing\n", "[general]\n", "[providers.fal]\n"])
    func `what is not said is nil`(text: String) throws {
        let (settings, warnings) = try Settings.parse(text, file: "config.toml")
        #expect(settings.theme == nil)
        #expect(settings.storage == Settings.Storage())
        #expect(settings.targets.isEmpty)
        #expect(warnings.isEmpty)
    }

    @Test func `unknown keys and providers are warnings with their lines`() throws {
        let text =
            "[general]\ntheme = \"x\"\ncolour = 1\n\n[providers.fall]\nenabled = true\n[providers.fal]\nkeys = \"env:A\"\n[extra]\na = 1\n[defaults.smell]\ntarget=\"x\"\n"
        let warnings = try Settings.parse(text, file: "f", providers: ["fal": []]).warnings
        #expect(
            Set(warnings.map(\.description)) == [
                "line 3: unknown key general.colour", "line 5: unknown provider providers.fall",
                "line 8: unknown key providers.fal.keys",
                "line 9: unknown key extra", "line 11: unknown key defaults.smell",
            ])
    }

    @Test(arguments: [
        ("theme = ", "line 1, column"), ("[general]\ntheme = \"x", "line 2"), ("[a]\n[a]\n", "line 2"),
        ("[general\n", "line 1"),
        ("a = 1\na = 2\n", "line 2"), ("[general]\ntheme = x\n", "line 2"),
    ])
    func `a syntax error names the file and the place`(text: String, place: String) throws {
        let error = #expect(throws: EaselError.self) { try Settings.parse(text, file: "/c/config.toml") }
        #expect(error?.kind == .configuration)
        #expect(error?.message.contains("/c/config.toml, \(place)") == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        ("[general]\ntheme = 3", "line 2", "general.theme"), ("general = 3", "line 1", "general"),
        ("[storage]\nresultLimitMB = \"many\"", "line 2", "resultLimitMB"),
        ("[storage]\n\nattachmentLimitMB = 0", "line 3", "attachmentLimitMB"),
        ("[providers.fal]\nenabled = \"yes\"", "line 2", "providers.fal.enabled"),
        ("[defaults.image]\ntarget = \"fal:\"", "line 2", "target"),
        ("[providers]\nfal = 1", "line 2", "providers.fal"), ("[[storage]]\noutput = \"x\"", "line 1", "storage"),
    ])
    func `a wrong type or value names the line and the key`(text: String, line: String, key: String) throws {
        let error = #expect(throws: EaselError.self) { try Settings.parse(text, file: "config.toml") }
        #expect(error?.kind == .configuration)
        #expect(error?.message.contains(line) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains(key) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        "key = \"sk-or-v1-SECRETSECRET\"", "key = \"id:SECRETSECRET\"", "key = \"env:SECRET SECRET\"",
        "key = \"env:1SECRETSECRET\"", "key = \"env:\"",
        "key = \"file:SECRETSECRET\"", "key = \"command:\"", "key = \"\"", "key = SECRETSECRET", "key = 'SECRETSECRET",
        "key = \"SECRETSECRET\\q\"",
        "key = [\"SECRETSECRET\"]",
    ])
    func `a key that stands in the file is refused and never repeated`(line: String) throws {
        let error = #expect(throws: EaselError.self) {
            try Settings.parse("[providers.fal]\n\(line)\n", file: "config.toml")
        }
        #expect(error?.kind == .configuration)
        #expect(error.map { !"\($0)".contains("SECRET") } == true, "\(error?.message ?? "")")
    }

    @Test func `hostile files are errors or warnings, never a crash`() throws {
        let files = [
            "\u{0}", "a\u{0} = 1", String(repeating: "[", count: 100_000),
            String(repeating: "a.", count: 20_000) + "b = 1",
            "a = " + String(repeating: "[", count: 100_000), "\u{FEFF}[general]\ntheme = \"x\"",
            "[\"\\u001B[31m\"]\nx = 1", "\r\n[general]\r\ntheme=\"x\"\r\n",
        ]
        for text in files {
            do {
                let warnings = try Settings.parse(text, file: "config.toml").warnings
                #expect(warnings.allSatisfy { !$0.message.contains("\u{1B}") })
            } catch {
                #expect(error.kind == .configuration)
            }
        }
    }

    @Test(arguments: [
        "[é]", "[[[", "[ .a]", "[", "[[", "[=]", "a = 1\n  [#]", "[]", "[[]]", "[a.é]", "a = [}", "a = {]",
        "a = 1979-05-27T", "a = 1979-05-27t'", "x = \"a\n[é]\"\n",
    ])
    func `what would bring the parser down is an error with its line`(text: String) {
        let error = #expect(throws: EaselError.self) { try Settings.parse(text, file: "config.toml") }
        #expect(error?.kind == .configuration)
        #expect(error?.message.contains("line ") == true)
    }

    @Test func `brackets inside values are no tables`() throws {
        let text =
            "a = [\n[+1],\n[{b = 1}]]\nc = \"\"\"\n[é]\n\"\"\"\nd = '''\n[[[\\'''\n[general]\ntheme = \"[é]\" # [[[\n"
        #expect(try Settings.parse(text, file: "config.toml").settings.theme == "[é]")
    }

    @Test func `random files are errors or settings, never a crash`() {
        var generator = SplitMix(state: 42)
        let words = [
            "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\"", "'", "\"\"\"", "'''", "\n", "\r\n", " ", "#", "\\",
            "a", "key", "general",
            "theme", "providers", "fal", "é", "1", "-", "+", "0x", "1e", "1979-05-27", "07:32:00", "T", "Z", "true",
            "inf", "nan", "_", ":",
            "\\u00e9", "\\U0011FFFF", "\u{7F}", "\t", "\n[", "=\"", "\"\n",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 1...25, using: &generator)).map { _ in
                words.randomElement(using: &generator) ?? ""
            }.joined()
            do {
                _ = try Settings.parse(text, file: "config.toml")
            } catch {
                #expect(error.kind == .configuration)
            }
        }
    }

    @Test func `a file that cannot be read is an error, a missing one is not`() throws {
        let folder = try ConfigFolder()
        #expect(try Settings.read(folder.file("none.toml")).settings == Settings())
        let error = #expect(throws: EaselError.self) { try Settings.read(folder.url) }
        #expect(error?.kind == .configuration)
        try Data([0xFF, 0xFE, 0x00]).write(to: folder.file("utf16"))
        #expect(throws: EaselError.self) { try Settings.read(folder.file("utf16")) }
        #expect(mkfifo(folder.file("pipe").path, 0o600) == 0)
        #expect(throws: EaselError.self) { try Settings.read(folder.file("pipe")) }
        _ = try folder.write(String(repeating: "#", count: 1_000_001), to: "huge")
        #expect(throws: EaselError.self) { try Settings.read(folder.file("huge")) }
    }

    @Test func `the reference file says nothing as it is, and is valid with its examples switched on`() throws {
        let (asShipped, warnings) = try Settings.parse(
            Settings.reference, file: "reference", providers: ["fal": [], "openrouter": []])
        #expect(warnings.isEmpty)
        #expect(asShipped.theme == nil && asShipped.targets.isEmpty && asShipped.storage == Settings.Storage())
        let lines = Settings.reference.split(separator: "\n", omittingEmptySubsequences: false)
        let active = lines.map { $0.contains(" = ") && $0.hasPrefix("# ") ? $0.dropFirst(2) : $0 }.joined(
            separator: "\n")
        let (settings, more) = try Settings.parse(active, file: "reference", providers: ["fal": [], "openrouter": []])
        #expect(more.isEmpty)
        #expect(settings.theme != nil)
        #expect(Set(settings.targets.keys) == Set(Modality.allCases))
        #expect(settings.providers["fal"]?.key == .command("pass show fal"))
        #expect(settings.providers["fal"]?.urls["queue"] == "https://queue.fal.run")
        #expect(settings.storage.attachmentLimit == 50_000_000)
    }
}

/// The same files on every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
