import EaselCLI
import Foundation
import Testing

/// `easel config`.
@Suite struct ConfigCommandTests {
    @Test func `init writes a file for its owner, once, and it can be read`() async throws {
        let bench = CommandBench()
        let path = bench.home.appending(path: "config.toml").path
        let first = await bench.run("config", "init")
        #expect(first.status == 0 && first.output == path + "\n")
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(await bench.run("config", "show").errors.isEmpty)
        let second = await bench.run("config", "init")
        #expect(second.status == 78 && second.errors.contains("was not touched"))
    }

    @Test func `the path is told also of a file that cannot be read`() async throws {
        let bench = CommandBench()
        try FileManager.default.createDirectory(at: bench.home, withIntermediateDirectories: true)
        try Data("[".utf8).write(to: bench.home.appending(path: "config.toml"))
        let run = await bench.run("config", "path")
        #expect(run.status == 0 && run.output.hasSuffix("config.toml\n"))
        #expect(await bench.run("config", "show").status == 78)
    }

    @Test func `each setting tells where it comes from, and no key is shown`() async throws {
        let bench = CommandBench(["FAL_KEY": "secret-id:secret-key", "EASEL_OPENROUTER_ENABLED": "false"])
        try FileManager.default.createDirectory(at: bench.home, withIntermediateDirectories: true)
        let text =
            "[defaults.image]\ntarget = \"fal\"\n[providers.openrouter]\nkey = \"command:echo hidden-word\"\n[fallback]\nimage = [\"openrouter\"]\n"
        try Data(text.utf8).write(to: bench.home.appending(path: "config.toml"))
        let run = await bench.run("config", "show")
        let lines = run.output.split(separator: "\n").map(String.init)
        let line = { (key: String) in lines.first { $0.hasPrefix(key + " ") } ?? "" }
        #expect(line("providers.fal.key").contains("FAL_KEY in the environment"))
        #expect(line("providers.openrouter.enabled").contains("EASEL_OPENROUTER_ENABLED in the environment"))
        #expect(line("defaults.image.target").contains("in config.toml"))
        #expect(line("fallback.image").contains("openrouter"))
        #expect(line("storage.resultLimitMB").hasSuffix("default"))
        #expect(!run.output.contains("secret-") && !run.output.contains("hidden-word"))
    }
}
