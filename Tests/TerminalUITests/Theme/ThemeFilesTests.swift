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

    @Test func `the four themes are there`() {
        #expect(Set(Self.names).isSuperset(of: ["daylight", "default", "high-contrast", "monochrome"]))
        #expect(Self.loader.names() == Self.names)
    }

    @Test(arguments: names)
    func `a theme is named after its file`(name: String) throws {
        #expect(try Self.loader.theme(named: name).name == name)
    }

    @Test(arguments: names)
    func `text can be read on its background`(name: String) throws {
        let theme = try Self.loader.theme(named: name)
        let needed = name == "high-contrast" ? 7.0 : 4.5
        for role in ThemeRole.allCases where role.carriesText {
            let style = theme[role]
            guard let contrast = Color.contrast(style.foreground, style.background) else { continue }
            #expect(contrast >= needed, "\(name): \(role.rawValue)")
        }
    }

    @Test(arguments: names)
    func `roles can be read on selections, bars and dialogs`(name: String) throws {
        let theme = try Self.loader.theme(named: name)
        for background: ThemeRole in [.selection, .selectionInactive, .statusBar, .dialog, .input] {
            for role: ThemeRole in [.text, .muted, .accent, .success, .warning, .error, .info, .code, .link] {
                for style in [theme.style(role, on: background), theme.marked(theme[role], as: background)] {
                    guard let contrast = Color.contrast(style.foreground, style.background) else { continue }
                    #expect(contrast >= 4.5, "\(name): \(role.rawValue) on \(background.rawValue)")
                }
            }
        }
    }

    @Test(arguments: names)
    func `the selection differs from the text`(name: String) throws {
        let theme = try Self.loader.theme(named: name)
        #expect(theme[.selection] != theme[.text])
        #expect(theme[.selection] != theme[.selectionInactive])
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
