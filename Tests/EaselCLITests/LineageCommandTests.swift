import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine
import Foundation
import Testing

@testable import EaselCLI

/// `--continue` and `--from`, against the sandbox in this process.
@Suite struct LineageCommandTests {
    private func id(_ run: CommandBench.Run) throws -> String {
        try #require(object(run)["id"] as? String)
    }

    private func object(_ run: CommandBench.Run) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
            "\(run.status) \(run.errors)")
    }

    @Test func `a conversation goes on at the same target, with all that was said`() async throws {
        let bench = CommandBench()
        let first = await bench.run(
            "generate", "text", "What is a fox?", "--on", "openrouter:openai/gpt-4o-mini", "--set", "temperature=0.5",
            "--sandbox", "--json", "--allow-unknown")
        let dry = await bench.run(
            "generate", "text", "Which colour?", "--continue", "last", "--sandbox", "--dry-run", "--allow-unknown")
        #expect(dry.status == 0, "\(dry.errors)")
        let answer = try #require(try object(first)["text"] as? String)
        #expect(dry.output.contains("What is a fox?") && dry.output.contains("Which colour?"))
        #expect(dry.output.contains(String(answer.prefix(20))) && dry.output.contains("\"temperature\":0.5"))
        let second = await bench.run(
            "generate", "text", "Which colour?", "--continue", try id(first), "--sandbox", "--json", "--allow-unknown")
        #expect(try object(second)["model"] as? String == "openai/gpt-4o-mini")
        let shown = await bench.run("history", "show", try id(second))
        #expect(shown.output.contains("goes on after \(try id(first))"))
        let third = await bench.run(
            "generate", "text", "And its tail?", "--continue", "last", "--on", "local", "--sandbox", "--dry-run")
        #expect(third.output.contains("What is a fox?") && third.output.contains("Which colour?"), "\(third.errors)")
    }

    @Test func `a picture becomes the first frame of a clip`() async throws {
        let bench = CommandBench()
        let picture = await bench.run("generate", "image", "A lighthouse", "--on", "fal", "--sandbox", "--json")
        let clip = await bench.run(
            "generate", "video", "Waves", "--from", "last", "--on", "fal", "--sandbox", "--json")
        #expect(clip.status == 0, "\(clip.errors) \(clip.output)")
        let shown = await bench.run("history", "show", try id(clip))
        #expect(shown.output.contains("made from     \(try id(picture))"))
        #expect(shown.output.contains("first="))
    }

    @Test func `a text becomes what is said`() async throws {
        let bench = CommandBench()
        let text = await bench.run("generate", "text", "A poem", "--on", "openrouter", "--sandbox", "--json")
        let speech = await bench.run(
            "generate", "speech", "--from", try id(text), "--on", "openrouter", "--sandbox", "--json")
        #expect(speech.status == 0, "\(speech.errors)")
        #expect(try object(speech)["prompt"] as? String == object(text)["text"] as? String)
    }

    @Test func `what cannot be gone on from is refused with a remedy`() async throws {
        let bench = CommandBench()
        let none = await bench.run("generate", "text", "hi", "--continue", "last", "--on", "openrouter", "--sandbox")
        #expect(none.status == 65 && none.errors.contains("No answer to go on from"))
        let both = await bench.run("generate", "text", "hi", "--continue", "a", "--from", "b")
        #expect(both.status == 64)
        let prompt = await bench.run("generate", "text", "--on", "openrouter", "--sandbox")
        #expect(prompt.status == 64 && prompt.errors.contains("prompt"))
        let kind = await bench.run("generate", "image", "hi", "--continue", "last", "--sandbox")
        #expect(kind.status == 65)
        _ = await bench.run("generate", "image", "A lighthouse", "--on", "fal", "--sandbox", "--quiet")
        let deaf = await bench.run(
            "generate", "audio", "hi", "--from", "last", "--on", "fal:fal-ai/elevenlabs/sound-effects/v2", "--sandbox")
        #expect(deaf.status == 69 || deaf.status == 65, "\(deaf.status) \(deaf.errors)")
        #expect(deaf.errors.contains("takes no image/jpeg file"))
    }
}

/// A command that the studio teaches, read back by the parser of the command line.
@Suite struct TaughtCommandParsingTests {
    @Test(arguments: [
        "A lighthouse at dawn", "-5 degrees", "--json", "it's\n'quoted'\n", "", "-", "a=b", "$HOME",
        String(repeating: "long line\n", count: 400) + "end",
    ])
    func `the parser understands what is taught`(prompt: String) throws {
        var draft = GenerationDraft(
            modality: .image, prompt: prompt,
            parameters: [.aspectRatio: "16:9", .negativePrompt: "it's = dark", .seed: 7],
            attachments: [
                Attachment(role: .first, file: URL(fileURLWithPath: "/tmp/a b.png")),
                Attachment(file: URL(fileURLWithPath: "/tmp/mask=c.png")),
            ])
        draft.lineage = Lineage(.step, of: JobID(rawValue: "01900000-0000-7000-8000-0000deadbeef"))
        let target = ModelReference(provider: "fal", model: "fal-ai/flux/dev")
        let taught = TaughtCommand(GenerationOrder(draft: draft, target: target, allowsUnknownModel: true))
        let command = try #require(try EaselCommand.parseAsRoot(taught.arguments) as? GenerateImage)
        #expect(command.options.on == target && command.options.allowUnknown)
        #expect(command.options.from == "deadbeef")
        let console = CommandOutput(
            write: { _ in true }, report: { _ in }, outputIsTerminal: false, errorIsTerminal: false,
            readInput: { Data(((taught.input ?? "") + "\n").utf8) })
        let read = try command.options.draft(.image, from: console)
        #expect(read.prompt == prompt)
        #expect(read.attachments == draft.attachments)
        #expect(read.parameters.mapValues(\.plainText) == draft.parameters.mapValues(\.plainText))
    }

    @Test func `a recording's options stand before any command`() throws {
        #expect(
            TapeOptions.split(["--record", "/tmp/x", "generate", "text", "--record"]).rest == [
                "generate", "text", "--record",
            ])
        #expect(TapeOptions.split(["generate", "--record", "x"]).head == [])
        let head = TapeOptions.split(["--replay=/tmp/x", "--replay-speed", "max"]).head
        #expect(
            try TapeOptions.parse(head).use
                == .replay(URL(fileURLWithPath: "/tmp/x", isDirectory: true), speed: .infinity)
        )
        #expect(throws: (any Error).self) { try TapeOptions.parse(["--record", "a", "--replay", "b"]) }
        #expect(throws: (any Error).self) { try TapeOptions.parse(["--replay", "b", "--replay-speed", "0"]) }
    }
}
