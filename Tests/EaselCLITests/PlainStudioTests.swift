import EaselCore
import Foundation
import Testing

@testable import EaselCLI

/// The studio in lines.
@Suite struct PlainStudioTests {
    @Test func `what is laid out goes with each prompt of its kind`() {
        var desk = PlainDesk(common: ["--sandbox"])
        _ = desk.take("/image")
        _ = desk.take("/on fal:fal-ai/flux/dev")
        _ = desk.take("/set seed=7 aspectRatio=16:9")
        _ = desk.take("/attach mask=a.png")
        #expect(
            desk.send("a hat") == [
                "generate", "image", "--on", "fal:fal-ai/flux/dev", "--set", "aspectRatio=16:9", "--set", "seed=7",
                "--attach", "mask=a.png", "--sandbox", "--", "a hat",
            ])
        _ = desk.take("/text")
        _ = desk.take("/detach")
        #expect(desk.send("--help") == ["generate", "text", "--sandbox", "--", "--help"])
        #expect(desk.take("/again") == .run(["generate", "text", "--sandbox", "--", "--help"]))
    }

    @Test func `a conversation goes on from its second prompt`() {
        var desk = PlainDesk(common: [])
        _ = desk.take("/talk")
        #expect(!desk.send("one").contains("--continue"))
        #expect(desk.send("two").contains("--continue"))
        _ = desk.take("/talk")
        #expect(!desk.send("three").contains("--continue"))
    }

    @Test func `mistakes are said and change nothing`() {
        var desk = PlainDesk(common: [])
        let before = desk
        for line in ["/set nothing", "/on ", "/on ::", "/attach", "/say \"x"] {
            guard case .say(let words) = desk.take(line) else { continue }
            #expect(!words.isEmpty)
        }
        #expect(desk == before)
    }

    @Test func `a session in lines makes text and a file, runs commands, and leaves`() async throws {
        let bench = CommandBench(["EASEL_SANDBOX_SPEED": "fast"])
        let lines = [
            "A haiku about rain, \\", "please", "/image", "/on fal:fal-ai/flux/schnell", "A red kite", "/history list",
            "/nonsense", "/quit", "never sent",
        ]
        let run = await bench.run(["--plain"], lines: lines)
        #expect(run.status == 0)
        #expect(run.output.contains("Easel in plain lines."))
        #expect(run.output.contains("On the sandbox: nothing is from a real model."))
        #expect(run.output.contains(".jpg") || run.output.contains(".png") || run.output.contains(".webp"))
        #expect(run.output.contains("A red kite"))
        #expect(run.output.contains("A haiku about rain"))
        #expect(run.errors.contains("image on fal:fal-ai/flux/schnell> "))
        #expect(run.output.contains("There is no /nonsense."))
        #expect(!run.errors.contains("\u{1B}"))
        #expect(!run.output.contains("never sent"))
    }

    @Test func `the end of the input leaves, and a simple terminal gets lines by itself`() async {
        let run = await CommandBench(["TERM": "dumb"]).run([], lines: ["/status"])
        #expect(run.status == 0)
        #expect(run.output.contains("text, made by the configured default."))
        let configured = await CommandBench(["EASEL_PLAIN": "yes"]).run(["studio"], lines: [])
        #expect(configured.status == 0)
        #expect(await CommandBench().run([], lines: []).status == -1)
    }
}
