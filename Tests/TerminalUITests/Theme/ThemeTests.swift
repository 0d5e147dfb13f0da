import Foundation
import TerminalUI
import Testing

@Suite final class ThemeTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("themes-\(UUID().uuidString)").path
    private var loader: ThemeLoader { ThemeLoader(searchPath: [folder]) }

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func write(_ name: String, _ text: String) throws {
        try text.write(toFile: folder + "/\(name).toml", atomically: true, encoding: .utf8)
    }

    private func problems(of name: String) -> [String] {
        do {
            _ = try loader.theme(named: name)
            return []
        } catch {
            return error.problems.map { $0.description.replacingOccurrences(of: folder + "/", with: "") }
        }
    }

    private let minimal = """
        name = "x"
        appearance = "dark"
        [palette]
        ink = "#ffffff"
        [roles]
        text = { fg = "ink", bg = "#000000" }

        """

    @Test func `roles a theme does not mention take the look of their fallback`() throws {
        try write("x", minimal + "accent = { fg = \"#ff0000\", bold = true }\n")
        let theme = try loader.theme(named: "x")
        let red = Style(foreground: .rgb(255, 0, 0), background: .rgb(0, 0, 0), attributes: .bold)
        #expect(theme[.accent] == red)
        #expect(theme[.badge] == red)
        #expect(theme[.muted] == theme[.text])
    }

    @Test func `a child keeps the parent's roles in its own colours`() throws {
        try write("parent", minimal)
        let palette = "[palette]\nink = \"#00ff00\"\n[roles]\nmuted = \"ink\""
        try write("child", "name = \"child\"\ninherits = \"parent\"\n" + palette)
        let theme = try loader.theme(named: "child")
        #expect(theme[.text].foreground == .rgb(0, 255, 0))
        #expect(theme[.muted] == theme[.text])
        #expect(theme.appearance == .dark)
    }

    @Test func `a theme may refine the built-in one of its own name`() throws {
        try write("default", "name = \"default\"\ninherits = \"default\"\n[roles]\naccent = \"#ffffff\"")
        let theme = try loader.theme(named: "default")
        #expect(theme[.accent].foreground == .rgb(255, 255, 255))
        #expect(theme[.muted] == Theme.standard[.muted])
    }

    @Test func `a circle of inheritance is reported`() throws {
        try write("a", "name = \"a\"\ninherits = \"b\"")
        try write("b", "name = \"b\"\ninherits = \"c\"")
        try write("c", "name = \"c\"\ninherits = \"a\"")
        #expect(problems(of: "a") == ["a.toml: inherits itself: a.toml -> b.toml -> c.toml -> a.toml"])
    }

    @Test func `every mistake is reported with its line`() throws {
        try write(
            "x",
            """
            name = "x"
            appearance = "dusk"
            colour = 1
            [palette]
            ink = "#12"
            [roles]
            text = { fg = 3, bold = "yes", blink = true }
            acent = "red"
            muted = 7
            """
        )
        #expect(
            problems(of: "x") == [
                "x.toml:2: appearance must be \"dark\" or \"light\", not \"dusk\"",
                "x.toml:3: unknown key \"colour\"",
                "x.toml:5: palette \"ink\" must be \"#rrggbb\", an ANSI colour name or \"default\"",
                "x.toml:7: role \"text\": unknown key \"blink\"",
                "x.toml:7: role \"text\": bold must be true or false",
                "x.toml:7: role \"text\": fg must be a colour in quotes",
                "x.toml:8: unknown role \"acent\"",
                "x.toml:9: role \"muted\" must be a colour or a table like { fg = \"…\", bold = true }",
            ])
    }

    @Test func `an unknown colour names role, file and line`() throws {
        try write("x", minimal + "accent = \"blu\"\n")
        #expect(problems(of: "x") == ["x.toml:7: role \"accent\": unknown colour \"blu\""])
    }

    @Test func `broken TOML names its line`() throws {
        try write("x", "name = \"x\"\nappearance =\n")
        let found = problems(of: "x")
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("x.toml:2: ") == true)
    }

    @Test(arguments: ["[é]", "[[[", "a = [}", "a = 1979-05-27T"])
    func `what brings the parser down is an error like any other`(line: String) throws {
        try write("x", "name = \"x\"\n\(line)\n")
        #expect(problems(of: "x").first?.hasPrefix("x.toml:2: ") == true)
    }

    @Test func `a theme without text is refused`() throws {
        try write("x", "name = \"x\"\nappearance = \"dark\"")
        #expect(problems(of: "x") == ["x.toml: role \"text\" is missing; every theme needs it"])
    }

    @Test(arguments: ["nothing", "../x", "/etc/passwd", "", ".", "a\u{0}b"])
    func `an unknown name lists the known ones`(name: String) {
        let found = problems(of: name)
        #expect(found.count == 1)
        #expect(found.first?.contains("there are default, monochrome") == true)
    }

    @Test func `what is no text file is refused`() throws {
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: folder + "/x.toml"))
        #expect(problems(of: "x") == ["x.toml: is not UTF-8"])
        try Data(count: 2 << 20).write(to: URL(fileURLWithPath: folder + "/y.toml"))
        #expect(problems(of: "y") == ["y.toml: is larger than a theme can be (1 MiB)"])
        try FileManager.default.createDirectory(atPath: folder + "/z.toml", withIntermediateDirectories: true)
        #expect(problems(of: "z") == ["z.toml: cannot be read"])
        try write("n", "name = \"n\u{0}\"")
        #expect(problems(of: "n") == ["n.toml: it holds a NUL byte, so it is not a text file"])
    }

    @Test func `without colours every theme is monochrome`() {
        let theme = Theme.standard.adapted(to: .minimal)
        #expect(theme[.selection] == Theme.monochrome[.selection])
        #expect(theme.unicode == false)
        #expect(theme.style(.error, on: .selection) == theme[.selection])
    }
}
