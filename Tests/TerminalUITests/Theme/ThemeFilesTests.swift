import Foundation
import TerminalUI
import Testing

/// The themes that ship with the program, found beside this checkout's sources.
@Suite struct ThemeFilesTests {
    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Themes").path
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }.sorted()
    private static let loader = ThemeLoader(searchPath: [folder])

    @Test func `light, dark, high contrast, colour-blind safe, monochrome and the terminal's own are there`() {
        #expect(
            Self.names == [
                "ansi", "colour-blind", "colour-blind-light", "daylight", "default", "ember", "high-contrast",
                "high-contrast-light", "midnight", "monochrome",
            ])
        #expect(Self.loader.names() == Self.names)
    }

    @Test(arguments: names)
    func `a theme is named after its file`(name: String) throws {
        #expect(try Self.loader.theme(named: name).name == name)
    }

    @Test(arguments: names)
    func `a theme that ships is sound`(name: String) throws {
        #expect(ThemeAudit(try Self.loader.theme(named: name)).problems.isEmpty)
    }

    @Test(arguments: ["default", "monochrome"])
    func `the compiled-in theme equals its file`(name: String) throws {
        let fromFile = try Self.loader.theme(atPath: Self.folder + "/\(name).toml")
        #expect(try ThemeLoader().theme(named: name) == fromFile)
        #expect(fromFile == (name == "default" ? Theme.standard : Theme.monochrome))
    }

    @Test(arguments: ["default", "daylight", "high-contrast"])
    func `a complete theme mentions every role`(name: String) throws {
        let path = Self.folder + "/\(name == "daylight" ? "default" : name).toml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let file = try ThemeFile(toml: text, source: path)
        #expect(Set(file.roles.keys) == Set(ThemeRole.allCases))
    }

    @Test func `monochrome uses attributes only`() {
        for role in ThemeRole.allCases {
            #expect(Theme.monochrome[role].foreground == .terminalDefault)
            #expect(Theme.monochrome[role].background == .terminalDefault)
        }
    }
}
