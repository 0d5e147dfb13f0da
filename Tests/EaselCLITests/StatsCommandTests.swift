import EaselCore
import EaselHistory
import Foundation
import Testing

/// Figures and budgets as a script sees them.
@Suite struct StatsCommandTests {
    /// A history with what a day of work leaves.
    private func filled(_ variables: [String: String] = [:]) async throws -> CommandBench {
        let bench = CommandBench(variables)
        try FileManager.default.createDirectory(at: bench.home, withIntermediateDirectories: true)
        let history = try GRDBHistoryStore.open(at: bench.home.appending(path: "history.sqlite"))
        for (number, cost) in [0.04, nil, 0.08].enumerated() {
            var record = GenerationRecord(
                id: .new(), createdAt: .now, draft: GenerationDraft(modality: .image, prompt: "a kite"),
                provider: "fal",
                model: "fal-ai/flux/dev", isSandbox: false)
            try await history.open(record)
            record.status = number == 1 ? .succeeded : [.succeeded, .failed][number / 2]
            if record.status == .failed { record.error = EaselError(.timeout, "late") }
            record.usage.costUSD = cost
            record.timing.totalMilliseconds = 1000 * (number + 1)
            try await history.close(record)
        }
        return bench
    }

    @Test func `figures are a table for people`() async throws {
        let run = try await filled().run("stats", "--by", "provider", "--since", "24h")
        #expect(run.status == 0)
        #expect(run.output.contains("PROVIDER") && run.output.contains("66.7 %") && run.output.contains("2.00 s"))
        #expect(run.output.contains("failed fal  timeout 1"))
        #expect(run.output.contains("today $0.12 and 1 of unknown cost"))
    }

    @Test func `figures are an object for scripts`() async throws {
        let run = try await filled().run("stats", "--json", "--since", "7d")
        let object = try JSONDecoder().decode(JSONValue.self, from: Data(run.output.utf8))
        guard case .object(let fields) = object, case .array(let groups)? = fields["groups"],
            case .object(let group)? = groups.first
        else { return #expect(Bool(false), "\(run.output)") }
        #expect(group["requests"] == 3 && group["succeeded"] == 2 && group["errors"] == .object(["timeout": 1]))
        #expect(group["spending"] == .object(["costUSD": 0.12, "unknown": 1]))
        #expect(group["firstOutput"] == .null && group["tokensPerSecond"] == .null)
        #expect(fields["by"] == .null && fields["today"] == group["spending"])
    }

    @Test(arguments: ["7x", "yesterday", "-3d", "2026-13-01", ""]) func `a time that is none is a usage error`(
        _ text: String
    ) async {
        #expect(await CommandBench().run("stats", "--since=\(text)").status == 64)
    }

    @Test func `an empty history says so`() async {
        let run = await CommandBench().run("stats", "--since", "all")
        #expect(run.status == 0 && run.errors.contains("No real model made anything"))
        #expect(run.output.contains("today $0.00"))
    }

    /// The key is made up and the address leads nowhere: what is refused by the budget is never sent.
    private static let fal = ["FAL_KEY": "x:y", "EASEL_FAL_QUEUE_URL": "http://127.0.0.1:9"]

    @Test func `a used-up budget refuses with a quota error before anything is sent`() async throws {
        let bench = try await filled(Self.fal.merging(["EASEL_BUDGET_DAILY_USD": "0.13"]) { $1 })
        let run = await bench.run("generate", "image", "a kite", "--on", "fal:fal-ai/flux/dev", "--json", "--yes")
        #expect(run.status == 75)
        #expect(run.output.contains(#""kind":"quota""#) && run.output.contains("budget.dailyUSD"))
        #expect(await bench.run("stats", "--json").output.contains(#""requests":3"#))
    }

    @Test func `a soft limit without a terminal refuses and names the flag`() async throws {
        let bench = try await filled(Self.fal.merging(["EASEL_BUDGET_SOFT_DAILY_USD": "0.05"]) { $1 })
        let run = await bench.run("generate", "image", "a kite", "--on", "fal:fal-ai/flux/dev")
        #expect(run.status == 75 && run.errors.contains("--yes"))
        let agreed = await bench.run("generate", "image", "a kite", "--on", "fal:fal-ai/flux/dev", "--yes")
        #expect(agreed.status == 69, "it was sent, to nobody")
    }

    @Test(arguments: [("y", 69), ("yes ", 69), ("n", 75), ("", 75)]) func `on a terminal a soft limit asks`(
        _ answer: String, _ status: Int32
    ) async throws {
        let bench = try await filled(Self.fal.merging(["EASEL_BUDGET_SOFT_DAILY_USD": "0.05"]) { $1 })
        let run = await bench.run(
            "generate", "image", "a kite", "--on", "fal:fal-ai/flux/dev", answer: answer)
        #expect(run.status == status)
        #expect(run.errors.contains("[y/N]"))
    }

    @Test func `a budget that is no amount is a configuration error`() async {
        let run = await CommandBench(["EASEL_BUDGET_DAILY_USD": "lots"]).run("config", "show")
        #expect(run.status == 78 && run.errors.contains("EASEL_BUDGET_DAILY_USD"))
    }

    @Test func `limits and log level are shown with their origin`() async {
        let run = await CommandBench(["EASEL_BUDGET_DAILY_USD": "2.5", "EASEL_LOG": "debug"]).run("config", "show")
        #expect(
            run.output.contains("budget.dailyUSD") && run.output.contains("EASEL_BUDGET_DAILY_USD in the environment"))
        #expect(run.output.contains("log.level"))
    }

    @Test func `a dry run says what it would cost`() async {
        let bench = CommandBench(["FAL_KEY": "x:y"])
        let run = await bench.run(
            "generate", "image", "a kite", "--on", "fal:fal-ai/flux/dev", "--set", "count=2", "--dry-run")
        #expect(run.status == 0 && run.errors.contains("cost: about $0.05"))
    }

    @Test func `log and metrics of real runs hold neither prompt nor key nor answer`() async throws {
        let key = "sk-or-v1-very-secret-key"
        let bench = CommandBench(["OPENROUTER_API_KEY": key, "EASEL_LOG": "debug"])
        let metrics = bench.home.appending(path: "m.prom").path
        let prompt = "zanzibar lighthouse"
        let answer = await bench.run(
            "generate", "text", prompt, "--on", "openrouter", "--sandbox", "--metrics-file", metrics)
        let picture = await bench.run(
            "generate", "image", prompt, "--on", "fal:fal-ai/flux/dev", "--sandbox", "--metrics-file", metrics)
        let refused = await bench.run(
            "generate", "text", prompt, "--on", "openrouter:no/such-model", "--sandbox", "--allow-unknown")
        #expect(answer.status == 0 && picture.status == 0 && refused.status != 0)
        let log = try String(contentsOf: bench.home.appending(path: "logs/easel.jsonl"), encoding: .utf8)
        let text = try String(contentsOfFile: metrics, encoding: .utf8)
        #expect(log.contains("generation.finished") && log.contains("\"requestID\""))
        #expect(text.contains("gen_ai_client_operation_duration_seconds_count"))
        for secret in [key, "zanzibar", "lighthouse", String(answer.output.prefix(20))] {
            #expect(!log.contains(secret) && !text.contains(secret), "\(secret)")
        }
        #expect(await bench.run("stats", "--sandbox", "--json").output.contains(#""requests":3"#))
        let show = await bench.run("history", "list", "--json")
        #expect(show.status == 0)
    }
}
