import EaselTestSupport
import Foundation

/// Runs mixed work in one home of Easel and kills its processes at random moments.
final class KillRig {
    /// One kind of work: the words after `easel generate`, and where its jobs are submitted.
    struct Work {
        var words: [String]
        /// What the paths of its submits hold.
        var path: String
        /// The provider lists its jobs, so none may be lost.
        var isListed: Bool
    }

    static let works = [
        Work(
            words: ["image", "--on", "replicate:black-forest-labs/flux-schnell"], path: "/predictions", isListed: true),
        Work(words: ["image", "--on", "fal:fal-ai/flux/schnell"], path: "/fal-queue/", isListed: true),
        Work(
            words: ["video", "--on", "fal:fal-ai/veo3.1/fast", "--set", "durationSeconds=4"], path: "/fal-queue/",
            isListed: true),
        Work(words: ["speech", "--on", "fal"], path: "/fal-queue/", isListed: true),
        Work(words: ["video", "--on", "openrouter"], path: "/openrouter/videos", isListed: false),
        Work(words: ["image", "--on", "openrouter"], path: "/openrouter/images", isListed: false),
        Work(words: ["text", "--on", "openrouter"], path: "/openrouter/chat", isListed: false),
    ]

    private struct Running {
        var program: RunningProgram
        var words: [String]
        var end: ContinuousClock.Instant
    }

    let scratch: Scratch
    let sandbox: SandboxProcess
    private var random: SeededGenerator
    private var running: [Running] = []
    private var count = 0
    private(set) var kills = 0
    /// Programs that ended by themselves in a way that they should not.
    private(set) var surprises: [String] = []
    private var outputFolder: URL { scratch.file("elsewhere") }

    init(_ scratch: Scratch, _ sandbox: SandboxProcess, seed: UInt64) {
        self.scratch = scratch
        self.sandbox = sandbox
        random = SeededGenerator(state: seed)
    }

    /// Starts work and kills it until so many processes were killed.
    func run(kills wanted: Int) async throws {
        while kills < wanted {
            while running.count < 4 { try start() }
            reap()
            try await Task.sleep(for: .milliseconds(4))
        }
        for one in running { one.program.signal(SIGKILL) }
        for one in running { one.program.finish() }
        running = []
    }

    /// Takes up what is left until nothing is open. Returns false when something stays open.
    func settle() throws -> Bool {
        for _ in 0..<8 {
            let run = try scratch.easel("jobs", "wait", "--json", with: sandbox.environment)
            if run.status >= 128 || run.status == 70 { surprises.append("jobs wait: \(run.status) \(run.errors)") }
            let open = try scratch.easel("jobs", "list", "--json", with: sandbox.environment)
            if try GenerationResult.list(open.output).isEmpty { return true }
        }
        return false
    }

    func history() throws -> [GenerationResult] {
        var rows: [GenerationResult] = []
        struct Page: Decodable {
            var generations: [GenerationResult]
            var next: String?
        }
        var before: [String] = []
        while true {
            let run = try scratch.start(["history", "list", "--limit", "1000", "--json"] + before).finish()
            let page = try JSONDecoder().decode(Page.self, from: Data(run.output.utf8))
            rows += page.generations
            guard let next = page.next else { return rows }
            before = ["--before", next]
        }
    }

    /// Every file below the folders that results go to, and what is kept about folders that are written in.
    func files() -> [URL] {
        [scratch.home.appending(path: "media"), scratch.home.appending(path: "writing"), outputFolder].flatMap {
            scratch.files(below: $0)
        }
    }

    private func start() throws {
        let words: [String]
        if Int.random(in: 0..<5, using: &random) == 0 {
            words = ["jobs", Bool.random(using: &random) ? "resume" : "wait", "--json"]
        } else if let work = Self.works.randomElement(using: &random) {
            count += 1
            // Some prompts are the same, so that only the order of things tells their jobs apart.
            let isTwin = Int.random(in: 0..<3, using: &random) == 0
            let prompt = isTwin ? "twin lighthouse" : "lighthouse number \(count) ends"
            words =
                ["generate", work.words[0], prompt] + work.words.dropFirst() + ["--json"]
                + (Int.random(in: 0..<3, using: &random) == 0 ? ["--detach"] : [])
                + (Int.random(in: 0..<3, using: &random) == 0 ? ["--output", outputFolder.path] : [])
        } else {
            return
        }
        let life = Duration.milliseconds(Int.random(in: 20..<3000, using: &random))
        running.append(
            Running(
                program: try scratch.start(words, with: sandbox.environment), words: words, end: .now + life))
    }

    private func reap() {
        running.removeAll { one in
            if let status = one.program.endedBy {
                if status >= 128 || one.words[0] == "generate" && status != 0 {
                    surprises.append("\(one.words): \(status) \(one.program.errorsSoFar) \(one.program.outputSoFar)")
                }
                return true
            }
            guard ContinuousClock.now >= one.end else { return false }
            one.program.signal(SIGKILL)
            if one.program.finish().status == 128 + SIGKILL { kills += 1 }
            return true
        }
    }
}
