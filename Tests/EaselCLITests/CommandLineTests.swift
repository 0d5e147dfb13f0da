import EaselCLI
import EaselCore
import Foundation
import Testing

/// Command lines in this process, against the sandbox in this process: real sockets, real SQLite, real files.
@Suite struct CommandLineTests {
    @Test func `no subcommand opens the studio`() async {
        #expect(await CommandBench().run().status == -1)
    }

    @Test func `help is printed to standard output and is a success`() async {
        let run = await CommandBench().run("--help")
        #expect(run.status == 0 && run.errors.isEmpty)
        for command in ["generate", "history", "jobs", "models", "providers", "doctor", "sandbox"] {
            #expect(run.output.contains(command))
        }
    }

    @Test(arguments: ["generate", "history", "jobs", "models", "providers", "doctor", "sandbox"])
    func `every command explains itself`(command: String) async {
        let run = await CommandBench().run("help", command)
        #expect(run.status == 0 && run.output.contains("USAGE: easel \(command)"))
    }

    @Test func `generate text prints the answer alone when quiet`() async throws {
        let bench = CommandBench()
        let run = await bench.run("generate", "text", "A paper boat", "--on", "openrouter", "--sandbox", "--quiet")
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output.contains("paper") && run.output.hasSuffix("\n"))
        let shown = await bench.run("history", "list", "--search", "paper boat", "--json")
        #expect(shown.output.contains("\"prompt\":\"A paper boat\""))
    }

    @Test func `every key of the JSON contract is there, also after a failure`() async throws {
        let keys: Set<String> = [
            "id", "status", "modality", "provider", "model", "sandbox", "prompt", "text", "assets", "warnings", "usage",
            "attempts", "timing",
            "remoteJob", "error",
        ]
        let bench = CommandBench()
        for arguments in [["hi"], ["hi", "--set", "temperature=99"], ["hi", "--on", "nobody"]] {
            let run = await bench.run(
                "generate", "text", arguments[0], arguments.count > 1 ? arguments[1] : "--sandbox",
                arguments.count > 2 ? arguments[2] : "--sandbox", "--sandbox", "--json")
            let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
            #expect(Set(object.keys) == keys)
            #expect(run.output.split(separator: "\n").count == 1)
        }
    }

    @Test func `escape sequences of an answer do not reach a terminal alive`() async {
        let bench = CommandBench(terminal: true)
        let run = await bench.run("generate", "text", "red \u{1B}[31m bell \u{7}", "--on", "openrouter", "--sandbox")
        #expect(run.status == 0)
        #expect(!run.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" })
    }

    @Test func `an empty prompt is refused with a remedy`() async {
        let run = await CommandBench().run("generate", "text", "  ", "--on", "openrouter", "--sandbox")
        #expect(run.status == 65 && run.errors.contains("empty") && run.errors.contains("→"))
    }

    @Test func `a prompt that is not text is refused`() async {
        let bench = CommandBench()
        let run = await bench.run("generate", "text", "-", "--on", "openrouter", "--sandbox", input: "")
        #expect(run.status == 65)
    }

    @Test func `an unknown provider is a usage error that suggests the right name`() async {
        let run = await CommandBench().run("generate", "text", "hi", "--on", "opnrouter", "--sandbox")
        #expect(run.status == 64 && run.errors.contains("Did you mean openrouter?"))
    }

    @Test func `a provider that cannot make it is named with those that can`() async {
        let run = await CommandBench().run("generate", "video", "hi", "--on", "local", "--sandbox")
        #expect(run.status == 69 && run.errors.contains("fal"))
    }

    @Test func `a missing key names the line that sets it`() async {
        let run = await CommandBench().run("generate", "text", "hi", "--on", "openrouter")
        #expect(run.status == 77 && run.errors.contains("export OPENROUTER_API_KEY="))
    }

    @Test func `a switched off provider says what switched it off`() async {
        let run = await CommandBench(["EASEL_FAL_ENABLED": "false"]).run("generate", "image", "hi", "--on", "fal")
        #expect(run.status == 78 && run.errors.contains("EASEL_FAL_ENABLED"))
    }

    @Test func `a broken configuration file is named with its line`() async throws {
        let bench = CommandBench()
        try FileManager.default.createDirectory(at: bench.home, withIntermediateDirectories: true)
        try "[general\ntheme = 1".write(
            to: bench.home.appending(path: "config.toml"), atomically: true, encoding: .utf8)
        let run = await bench.run("providers", "list")
        #expect(run.status == 78 && run.errors.contains("config.toml"))
    }

    @Test func `a parameter that the model lacks becomes a warning`() async {
        let run = await CommandBench().run(
            "generate", "text", "hi", "--on", "openrouter", "--set", "voice=Ada", "--sandbox", "--json")
        #expect(
            run.status == 0 && run.output.contains("\"kind\":\"unsupported\"")
                && run.output.contains("\"parameter\":\"voice\""))
    }

    @Test func `models show lists what can be set`() async {
        let run = await CommandBench().run("models", "show", "fal:fal-ai/flux/dev", "--sandbox")
        #expect(run.status == 0 && run.output.contains("seed="))
    }

    @Test func `doctor works without any key and without any history`() async {
        let run = await CommandBench().run("doctor", "--json")
        #expect(run.status == 0 && run.output.contains("\"subject\":\"openrouter\""))
    }

    @Test func `a key never shows`() async {
        let secret = "sk-or-v1-0123456789abcdef"
        let bench = CommandBench(["OPENROUTER_API_KEY": secret, "EASEL_OPENROUTER_URL": "http://127.0.0.1:9"])
        for arguments in [["doctor"], ["providers", "list"]] {
            let run = await bench.run(arguments[0], arguments.count > 1 ? arguments[1] : "--json")
            #expect(!(run.output + run.errors).contains(secret))
        }
        let dry = await bench.run("generate", "text", "hi", "--on", "openrouter", "--dry-run")
        #expect(dry.status == 0 && !(dry.output + dry.errors).contains(secret))
        let sent = await bench.run("generate", "text", "hi", "--on", "openrouter", "--json")
        #expect(sent.status == 69 && !(sent.output + sent.errors).contains(secret))
    }
}
