import EaselTestSupport
import Foundation
import Testing

/// A comparison that is killed at a random moment stays one object: nothing is lost, nothing is sent twice.
@Suite(.serialized) struct CompareKillTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private struct Comparison: Decodable {
        var id: String
        var prompt: String
        var targets: [Target]

        struct Target: Decodable {
            var provider: String
            var generations: [GenerationResult]
        }
    }

    private struct List: Decodable { var comparisons: [Comparison] }

    private let words = [
        "--on", "fal:fal-ai/flux/schnell", "--on", "replicate:black-forest-labs/flux-schnell", "--repeat", "2",
        "--json",
    ]

    @Test(.timeLimit(.minutes(10))) func `a comparison killed at any moment goes on as one`() async throws {
        let seed = ProcessInfo.processInfo.environment["EASEL_SEED"].flatMap(UInt64.init) ?? .random(in: 1...UInt64.max)
        print("compare kill test: EASEL_SEED=\(seed)")
        var random = SeededGenerator(state: seed)
        let sandbox = try await SandboxProcess(scratch, ["--fast", "--fault", "*:late=60ms:method=POST"])
        var kills = 0
        for number in 0..<12 {
            let run = try scratch.start(
                ["compare", "image", "kite number \(number) ends"] + words, with: sandbox.environment)
            try await Task.sleep(for: .milliseconds(Int.random(in: 60..<500, using: &random)))
            run.signal(SIGKILL)
            if run.finish().status == 128 + SIGKILL { kills += 1 }
        }
        let list = try JSONDecoder().decode(
            List.self,
            from: Data(
                try scratch.easel("compare", "list", "--limit", "100", "--json", with: sandbox.environment).output.utf8)
        )
        print("compare kill test: \(kills) kills, \(list.comparisons.count) comparisons")
        #expect(kills > 0 && list.comparisons.count <= 12)
        for comparison in list.comparisons {
            let resumed = try scratch.easel("compare", "resume", comparison.id, "--json", with: sandbox.environment)
            let whole = try JSONDecoder().decode(Comparison.self, from: Data(resumed.output.utf8))
            #expect(whole.targets.map(\.provider) == ["fal", "replicate"])
            var done = 0
            for target in whole.targets {
                #expect(target.generations.count == 2, "every seat is taken: \(resumed.errors)")
                for generation in target.generations {
                    #expect(generation.provider == target.provider && generation.prompt == comparison.prompt)
                    if generation.status == "succeeded" {
                        done += 1
                        #expect(generation.assets.count == 1)
                    } else {
                        // Handed to the network, and never seen there: nobody can know, so it is not sent again.
                        #expect(generation.error?.mayHaveBeenAccepted == true, "\(generation)")
                    }
                }
            }
            let submits = try await sandbox.requests("POST", "").count {
                $0.body?.contains("\"\(comparison.prompt)\"") == true
            }
            #expect((done...4).contains(submits), "\(comparison.prompt) was sent \(submits) times for 4 seats")
        }
    }
}
