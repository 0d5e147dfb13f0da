import EaselCore
import EaselEngine
import Foundation
import Testing

/// The command line that compares the same.
@Suite struct TaughtComparisonTests {
    @Test func `every target, what is set for all, and what is set for one`() {
        var draft = GenerationDraft(modality: .image, prompt: "a red kite's shadow", parameters: [.seed: 7])
        draft.attachments = [Attachment(role: .mask, file: URL(fileURLWithPath: "/tmp/m.png"))]
        var order = ComparisonOrder(
            draft: draft,
            targets: [
                ComparisonTarget(ModelReference(provider: "fal", model: "fal-ai/flux/dev")),
                ComparisonTarget(ModelReference(provider: "vertex"), overrides: [.aspectRatio: "16:9"]),
            ], repeats: 3, isBlind: true)
        order.capUSD = 0.5
        let command = TaughtCommand(order, isSandbox: true)
        #expect(
            command.arguments == [
                "compare", "image", "a red kite's shadow", "--on", "fal:fal-ai/flux/dev", "--on", "vertex", "--set",
                "seed=7", "--set", "2.aspectRatio=16:9", "--attach", "mask=/tmp/m.png", "--repeat", "3", "--blind",
                "--budget", "0.5", "--sandbox",
            ])
        #expect(command.text.hasPrefix(#"easel compare image 'a red kite'\''s shadow' --on"#))
    }

    @Test func `a race says so, a long prompt goes through standard input`() {
        let draft = GenerationDraft(modality: .text, prompt: String(repeating: "word ", count: 800) + "end")
        let order = ComparisonOrder(
            draft: draft,
            targets: [
                ComparisonTarget(ModelReference(provider: "local")), ComparisonTarget(ModelReference(provider: "fal")),
            ],
            kind: .race)
        let command = TaughtCommand(order)
        #expect(command.arguments.contains("--race") && command.arguments[2] == "-")
        #expect(command.input == draft.prompt)
    }
}
