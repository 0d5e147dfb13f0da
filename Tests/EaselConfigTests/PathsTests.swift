import EaselConfig
import EaselCore
import Foundation
import Testing

struct PathsTests {
    @Test func `without variables the XDG defaults are used`() {
        let paths = Paths(Environment(["HOME": "/home/ada"]))
        #expect(paths.configFile.path == "/home/ada/.config/easel/config.toml")
        #expect(paths.dataFolder.path == "/home/ada/.local/share/easel")
        #expect(paths.historyFile.path == "/home/ada/.local/share/easel/history.sqlite")
        #expect(paths.catalogFolder.path == "/home/ada/.local/share/easel/catalogs")
        #expect(paths.logFolder.path == "/home/ada/.local/state/easel")
        #expect(paths.mediaFolder.path == "/home/ada/Easel")
    }

    @Test func `XDG variables move their parts, unless they are relative or blank`() {
        let paths = Paths(
            Environment(["HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "relative", "XDG_STATE_HOME": " "]))
        #expect(paths.configFile.path == "/c/easel/config.toml")
        #expect(paths.dataFolder.path == "/h/.local/share/easel")
        #expect(paths.logFolder.path == "/h/.local/state/easel")
    }

    @Test(arguments: ["/t/x", "/t/x/", "/t/y/../x"])
    func `one variable puts all of it under one folder`(home: String) {
        let paths = Paths(Environment(["HOME": "/h", "XDG_CONFIG_HOME": "/c", "EASEL_HOME": home]))
        let all = [
            paths.configFile, paths.dataFolder, paths.historyFile, paths.catalogFolder, paths.logFolder,
            paths.mediaFolder,
        ]
        #expect(
            all.map(\.path) == [
                "/t/x/config.toml", "/t/x", "/t/x/history.sqlite", "/t/x/catalogs", "/t/x/logs", "/t/x/media",
            ])
    }

    @Test func `a tilde is the person's own folder`() {
        let paths = Paths(Environment(["HOME": "/h", "EASEL_HOME": "~/trial"]))
        #expect(paths.dataFolder.path == "/h/trial")
        #expect(paths.expandingTilde("~") == "/h")
        #expect(paths.expandingTilde("~/a b") == "/h/a b")
        #expect(paths.expandingTilde("~bob/x") == "~bob/x")
    }

    @Test func `without a home there is still a place`() {
        #expect(Paths(Environment()).dataFolder.path.hasPrefix("/"))
    }

    @Test func `preparing makes private folders`() throws {
        let folder = try ConfigFolder()
        let paths = Paths(Environment(["EASEL_HOME": folder.file("a/b").path]))
        try paths.prepare()
        try paths.prepare()
        for path in [folder.file("a"), paths.dataFolder, paths.catalogFolder, paths.logFolder] {
            #expect(try FileManager.default.attributesOfItem(atPath: path.path)[.posixPermissions] as? Int == 0o700)
        }
        #expect(!FileManager.default.fileExists(atPath: paths.mediaFolder.path))
    }

    @Test func `a file in the way is named`() throws {
        let folder = try ConfigFolder()
        let file = try folder.write("x", to: "taken")
        for home in [file.path, file.path + "/below"] {
            let error = #expect(throws: EaselError.self) { try Paths(Environment(["EASEL_HOME": home])).prepare() }
            #expect(error?.kind == .storage)
            #expect(error?.message.contains(file.path) == true)
        }
    }
}
