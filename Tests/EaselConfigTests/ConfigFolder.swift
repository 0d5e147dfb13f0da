import EaselConfig
import EaselCore
import Foundation
import Testing

/// A folder that goes with its test, with a configuration file in it where the test wants one.
final class ConfigFolder: Sendable {
    let url: URL

    init(config: String? = nil) throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "easel-config-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        if let config { try Data(config.utf8).write(to: file("config.toml")) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    func write(_ text: String, to name: String, mode: Int = 0o600) throws -> URL {
        #expect(
            FileManager.default.createFile(
                atPath: file(name).path, contents: Data(text.utf8), attributes: [.posixPermissions: mode]))
        return file(name)
    }

    var paths: Paths { Paths(Environment(["EASEL_HOME": url.path, "HOME": url.path])) }

    func load(_ environment: [String: String] = [:], flags: SettingsFlags = SettingsFlags()) throws -> LoadedSettings {
        try SettingsLoader(paths: paths, environment: Environment(environment), flags: flags).load(providers: [
            "fal": [], "openrouter": [], "local": [],
        ])
    }
}
